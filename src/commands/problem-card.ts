import type { Card } from '../card/card.ts'

/** A sentence about a mistake, with buttons for the help and for what was probably meant. */
export const problemCard = (text: string, suggestion?: { readonly label: string; readonly command: string }): Card => ({
  tone: 'problem',
  blocks: [{ type: 'text', text: [text] }],
  actions: [...(suggestion === undefined ? [] : [suggestion]), { label: 'Help', command: '/rsis help' }],
})
