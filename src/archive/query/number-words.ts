/** The numbers from one to twelve, in order. */
export const upToTwelve: readonly string[] = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Small numbers in words, including `an hour` and `a couple of days`. */
export const numberWords: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  ...Object.fromEntries(upToTwelve.map((word, at) => [word, at + 1])),
  'a couple of': 2,
  'a couple': 2,
  'couple of': 2,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
}

/** `numberWords` as alternatives of a pattern, the longest first. */
export const numberWord = Object.keys(numberWords)
  .toSorted((one, other) => other.length - one.length)
  .join('|')

/** The value of a number in digits or words; undefined for any other word. */
export const numberIn = (typed: string): number | undefined => {
  const word = typed.toLowerCase()
  return /^\d+$/u.test(word) ? Number(word) : Object.hasOwn(numberWords, word) ? numberWords[word] : undefined
}
