import { readFileSync } from 'node:fs'
import type { Claim } from '../../src/briefing/port.ts'
import type { MarkedText } from './texts.ts'

/**
 * How well a sentence would do as the first claim, as the developer read it with title, subhead, context and brackets: 2 can be
 * quoted as it stands, 1 doubtful, 0 background or not to be understood. A line a text: its id, then `place:mark` for some ten
 * of its sentences; their words are not ours to copy.
 */
const readMarks = (): ReadonlyMap<string, ReadonlyMap<number, number>> =>
  new Map(
    readFileSync(new URL('first-marks.tsv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const [id = '', marks = ''] = line.split('\t')
        const ofText = marks.split(' ').map((mark): [number, number] => {
          const [place, value] = mark.split(':').map(Number)
          return [place ?? -1, value ?? 0]
        })
        return [id, new Map(ofText)]
      }),
  )

/** How many first claims have each mark, and how many none. */
export type FirstMarks = {
  readonly good: number
  readonly doubtful: number
  readonly bad: number
  readonly none: number
}

export const firstMarksOf = (texts: readonly MarkedText[], claims: readonly (readonly Claim[])[]): FirstMarks => {
  const marks = readMarks()
  const found = texts.map((text, index) => {
    const first = claims[index]?.[0]
    return first === undefined ? undefined : marks.get(text.commentary.id)?.get(text.placeAt(first.quote.start))
  })
  const count = (value: number | undefined): number => found.filter((one) => one === value).length
  return { good: count(2), doubtful: count(1), bad: count(0), none: count(undefined) }
}
