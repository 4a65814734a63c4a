import type { Card } from '../card/card.ts'

const help = { label: 'Help', command: '/rsis help' }

/** A sentence about a mistake, with buttons for the help and for what was probably meant. */
export const problemCard = (text: string, suggestion?: { readonly label: string; readonly command: string }): Card => ({
  tone: 'problem',
  blocks: [{ type: 'text', text: [text] }],
  actions: [...(suggestion === undefined ? [] : [suggestion]), ...(suggestion?.command === help.command ? [] : [help])],
})
