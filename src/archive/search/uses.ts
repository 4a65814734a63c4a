/** A use is one number of 26, 11 and 16 bits, so that sorting orders uses by word, commentary and place. */
const placeCount = 2 ** 16
const docCount = 2 ** 11
const wordCount = placeCount * docCount

/** The number of commentaries in a batch. */
export const batchSize = docCount

/** The uses of words by one batch of commentaries, in memory: eight bytes each. */
export type Uses = {
  /** `doc` is a number within the batch; a place after the last possible one counts as that one. */
  readonly add: (word: number, doc: number, place: number) => void
  readonly sorted: () => Float64Array
}

export const createUses = (): Uses => {
  let uses = new Float64Array(2 ** 16)
  let count = 0
  return {
    add: (word, doc, place) => {
      if (count === uses.length) {
        const longer = new Float64Array(2 * uses.length)
        longer.set(uses)
        uses = longer
      }
      uses[count] = word * wordCount + doc * placeCount + Math.min(place, placeCount - 1)
      count += 1
    },
    sorted: () => uses.subarray(0, count).sort(),
  }
}

export const wordOf = (use: number): number => Math.floor(use / wordCount)
export const docOf = (use: number): number => Math.floor(use / placeCount) % docCount
export const placeOf = (use: number): number => use % placeCount
