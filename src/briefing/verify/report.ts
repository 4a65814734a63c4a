import type { HolderType } from './phrases.ts'
import type { Word } from './words.ts'

/** Somebody's words or view, reported in a text. */
export type Report = {
  /** The subject as written: `J.R. Santoso`, `officials in several capitals`, `she`. */
  readonly subject: string
  readonly type: HolderType
  /** The reporting word, in lower case. */
  readonly verb: string
  /** Whether the word says that somebody spoke or found, and not only that he wants, sees or fears. */
  readonly isPlain: boolean
  /** What is reported: offsets into the text. */
  readonly from: number
  readonly to: number
  /** Where subject and verb stand. */
  readonly frameStart: number
  readonly frameEnd: number
}

/** A stretch of a text, in offsets. */
export type Stretch = { readonly from: number; readonly to: number }

/** The stretch of a text between the semicolons round `at`. */
export const partRound = (text: string, at: number): Stretch => {
  const semicolon = text.indexOf(';', at)
  return { from: text.lastIndexOf(';', at) + 1, to: semicolon === -1 ? text.length : semicolon }
}

/** Where a statement of its own begins. */
const opening = /[:—–]\s|,\s(?=(?:and|but|or|which|who|whose|while|though|although)\s)/gu

/** The statement round an aside that stands in its midst or at its end: “…, on the estimate of X, …”. */
export const statementRound = (text: string, { from, to }: Stretch): Stretch => {
  const part = partRound(text, from)
  if (!/[\p{L}\p{N}]/u.test(text.slice(part.from, from))) return part
  const edges = [...text.matchAll(opening)]
  // What stands after a colon goes on with what stands before it.
  const ends = edges.filter(({ index, 0: mark }) => index >= to && mark.startsWith(','))
  return {
    from: Math.max(part.from, ...edges.map(({ index, 0: mark }) => index + mark.length).filter((at) => at <= from)),
    to: Math.min(part.to, ...ends.map(({ index }) => index)),
  }
}

/** A view given to somebody by other words than a verb after its subject; undefined where nobody is named. */
export const viewHeldBy = (
  text: string,
  verb: string,
  holder: readonly Word[],
  type: HolderType | undefined,
  reach: Stretch,
  frame: Stretch,
): Report | undefined => {
  if (type === undefined) return undefined
  const subject = text.slice(holder[0]?.start ?? 0, holder.at(-1)?.end ?? 0)
  return { subject, type, verb, isPlain: true, ...reach, frameStart: frame.from, frameEnd: frame.to }
}
