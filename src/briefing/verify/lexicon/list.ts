/** The words of a list written as prose, white space between them. */
export const wordList = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u))

/** The lines of a list, each line one group of comma-separated words or phrases. */
export const groupList = (lines: string): string[][] =>
  lines
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
