/** A button for a command. */
type Offer = { readonly label: string; readonly command: string }

/** A button that shows a commentary. */
export const offerShow = (id: string): Offer => ({ label: `Show ${id}`, command: `/rsis show ${id}` })

/** A button that searches for words which were understood as something else. */
export const offerSearch = (words: string): Offer => ({
  label: 'Search for these words',
  command: `/rsis search ${words}`,
})
