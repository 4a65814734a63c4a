import { diffArrays } from 'diff'
import { parseCalendarDate } from '../commentary/calendar-date.ts'
import { type Commentary, textOf } from '../commentary/commentary.ts'
import type { Correction, SentenceChange } from './correction.ts'
import type { Briefing } from './port.ts'
import { splitSentences } from './text/sentences.ts'

const sentencesOf = (commentary: Commentary): string[] => {
  const { text, blocks } = textOf(commentary)
  return blocks
    .flatMap(({ start, end }) => splitSentences(text.slice(start, end)))
    .map((sentence) => sentence.text.replaceAll(/\s+/gu, ' ').trim())
}

/** Sentences removed and inserted at the same place count as changed, pair by pair; the rest as removed or added. */
const changesBetween = (before: readonly string[], after: readonly string[]): SentenceChange[] => {
  const changes: SentenceChange[] = []
  let removed: readonly string[] = []
  const flush = (added: readonly string[]): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [was, is] = [removed[index], added[index]]
      changes.push({ ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) })
    }
    removed = []
  }
  for (const part of diffArrays([...before], [...after])) {
    if (part.removed) removed = part.value
    else flush(part.added ? part.value : [])
  }
  flush([])
  return changes
}

/** What changed between two revisions of a commentary, and which claims of the earlier briefing lost their quote. */
export const correctionOf = (before: Commentary, after: Commentary, briefing: Briefing | undefined): Correction => {
  const { text } = textOf(after)
  return {
    ...(before.title === after.title ? {} : { title: { before: before.title, after: after.title } }),
    ...(before.authors.join('\n') === after.authors.join('\n')
      ? {}
      : { authors: { before: before.authors, after: after.authors } }),
    ...(before.published === after.published
      ? {}
      : { published: { before: before.published, after: after.published } }),
    sentences: changesBetween(sentencesOf(before), sentencesOf(after)),
    claims: (briefing?.claims ?? []).map((claim) => ({
      text: claim.text,
      quote: claim.quote.text,
      stands: text.includes(claim.quote.text),
    })),
  }
}

/** What a page says about itself and its readers: `1,204 views`, `Read 17 times`, `3 comments`, `5 min ago`. */
const counter =
  /\b(?:views?|reads?|readers?|times|shares?|likes?|comments?|downloads?|(?:hours?|minutes?|min|days?) ago)\b/iu
const longestCounter = 80

const isCounter = (sentence: string | undefined): boolean =>
  sentence === undefined || (sentence.length <= longestCounter && /\d/u.test(sentence) && counter.test(sentence))

const isDateOnly = (sentence: string | undefined): boolean =>
  sentence === undefined || parseCalendarDate(sentence.replace(/\.$/u, '')) !== undefined

/** Whether only such counters and the present date changed. */
export const isFurnitureOnly = ({ title, authors, published, sentences, claims }: Correction): boolean =>
  title === undefined &&
  authors === undefined &&
  published === undefined &&
  claims.every(({ stands }) => stands) &&
  sentences.every(
    ({ before, after }) => (isCounter(before) && isCounter(after)) || (isDateOnly(before) && isDateOnly(after)),
  )
