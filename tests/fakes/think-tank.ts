/**
 * A page of a think tank with a unique article: the words are generated from `seed`, so two seeds share no run of
 * words. The text is our own.
 */
export const sample = (
  title: string,
  seed: string,
  { canonical, last }: { readonly canonical?: string; readonly last?: string } = {},
): string => {
  const nouns = [
    'harbour',
    'treaty',
    'cable',
    'ministry',
    'budget',
    'alliance',
    'reform',
    'sanction',
    'island',
    'pipeline',
  ]
  const verbs = ['delays', 'weakens', 'restores', 'divides', 'funds', 'protects', 'replaces', 'explains']
  let state = seed.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
  const pick = (words: readonly string[]): string => {
    state = (state * 48_271) % 2_147_483_647
    return words[state % words.length] ?? ''
  }
  const sentence = (): string =>
    `The ${pick(nouns)} that the ${pick(nouns)} needs ${pick(verbs)} every ${pick(nouns)} and ${pick(verbs)} the ${pick(nouns)} of ${seed}.`
  const paragraphs = Array.from({ length: 6 }, () => `<p>${Array.from({ length: 4 }, sentence).join(' ')}</p>`)
  const head = canonical === undefined ? '' : `<link rel="canonical" href="${canonical}">`
  return `<html><head><title>${title}</title>${head}</head><body><main><article><h1>${title}</h1>${paragraphs.join('')}${
    last === undefined ? '' : `<p>${last}</p>`
  }</article></main></body></html>`
}
