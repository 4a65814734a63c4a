/** A button that runs a command. */
type Offer = { readonly label: string; readonly command: string }

/** Shows a commentary. */
export const offerShow = (id: string): Offer => ({ label: `Show ${id}`, command: `/rsis show ${id}` })

/** Searches for words that were taken for something else. */
export const offerSearch = (words: string): Offer => ({
  label: 'Search for these words',
  command: `/rsis search ${words}`,
})
