import { diffArrays } from 'diff'
import { z } from 'zod'
import { parseCalendarDate } from '../commentary/calendar-date.ts'
import { type Commentary, textOf } from '../commentary/commentary.ts'
import type { Briefing } from './port.ts'
import { splitSentences } from './text/sentences.ts'

/** A sentence that was changed; only `after`: added; only `before`: taken out. */
const sentenceChangeSchema = z.object({
  before: z.string().optional(),
  after: z.string().optional(),
})

export type SentenceChange = Readonly<z.infer<typeof sentenceChangeSchema>>

/** What a publisher's correction changed, as it is kept with the revision. */
export const correctionSchema = z.object({
  title: z.object({ before: z.string(), after: z.string() }).optional(),
  authors: z.object({ before: z.array(z.string()).readonly(), after: z.array(z.string()).readonly() }).optional(),
  /** Calendar dates. */
  published: z.object({ before: z.string().optional(), after: z.string().optional() }).optional(),
  sentences: z.array(sentenceChangeSchema).readonly(),
  /** The claims of the earlier briefing, and whether the words that each rests on still stand in the text. */
  claims: z.array(z.object({ text: z.string(), quote: z.string(), stands: z.boolean() })).readonly(),
})

export type Correction = Readonly<z.infer<typeof correctionSchema>>

const sentencesOf = (commentary: Commentary): string[] => {
  const { text, blocks } = textOf(commentary)
  return blocks
    .flatMap(({ start, end }) => splitSentences(text.slice(start, end)))
    .map((sentence) => sentence.text.replaceAll(/\s+/gu, ' ').trim())
}

/** Sentences taken out and put in at the same place are read as changed, in turn; the rest as removed or added. */
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

/** What changed between two revisions of a commentary, and which claims of the earlier briefing it leaves without their words. */
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

/** `1,204 views`, `Read 17 times`, `3 comments`, `5 min ago`: what a page says of itself and its readers. */
const counter =
  /\b(?:views?|reads?|readers?|times|shares?|likes?|comments?|downloads?|(?:hours?|minutes?|min|days?) ago)\b/iu
const longestCounter = 80

const isCounter = (sentence: string | undefined): boolean =>
  sentence === undefined || (sentence.length <= longestCounter && /\d/u.test(sentence) && counter.test(sentence))

const isDateOnly = (sentence: string | undefined): boolean =>
  sentence === undefined || parseCalendarDate(sentence.replace(/\.$/u, '')) !== undefined

/** Whether nothing changed but what a page says of itself and its readers: a counter, the date of the day. */
export const isFurnitureOnly = ({ title, authors, published, sentences, claims }: Correction): boolean =>
  title === undefined &&
  authors === undefined &&
  published === undefined &&
  claims.every(({ stands }) => stands) &&
  sentences.every(
    ({ before, after }) => (isCounter(before) && isCounter(after)) || (isDateOnly(before) && isDateOnly(after)),
  )

/** Whether readers of the briefing have to hear of it: what they were shown, title, author or a quoted sentence, has changed. */
export const isWorthTelling = ({ title, authors, claims }: Correction): boolean =>
  title !== undefined || authors !== undefined || claims.some(({ stands }) => !stands)

/** Whether nothing changed but who wrote it and when. */
export const isCreditOnly = ({ title, sentences }: Correction): boolean => title === undefined && sentences.length === 0

/** Whether it changes who is quoted or what: not where the date alone is another one. */
export const changesWords = ({ title, authors, sentences }: Correction): boolean =>
  title !== undefined || authors !== undefined || sentences.length > 0
