import { shortName } from '../card/credit.ts'
import type { Commentary } from '../commentary/commentary.ts'

/** A button for a command. */
type Offer = { readonly label: string; readonly command: string }

/** A button that shows a commentary. */
export const offerShow = (commentary: Pick<Commentary, 'id' | 'title'>): Offer => ({
  label: `Show ${shortName(commentary)}`,
  command: `/rsis show ${commentary.id}`,
})

/** A button that searches for words which were understood as something else. */
export const offerSearch = (words: string): Offer => ({
  label: 'Search for these words',
  command: `/rsis search ${words}`,
})
