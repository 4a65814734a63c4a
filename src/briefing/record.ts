import { z } from 'zod'
import { count, faultSchema, orUndefined, tokensSchema } from '../model/fault.ts'

/**
 * What became of the words that a model wrote. `shown`; `rejected` by code; `judged-out` by the judge; `not-judged`: no
 * judge answered, and without one nothing is retold; `not-chosen`: supported, but there was no place on the card.
 */
const outcome = z
  .enum(['shown', 'rejected', 'judged-out', 'not-judged', 'not-chosen'])
  // The name of this outcome in records of version 0.1.0.
  .or(z.literal('doubted').transform(() => 'not-judged' as const))

export type Outcome = z.infer<typeof outcome>

/** The same in words, for the page and the command line. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  shown: 'shown',
  rejected: 'rejected by code',
  'judged-out': 'rejected by the judge',
  'not-judged': 'not used: no judge answered',
  'not-chosen': 'left out: no room on the card',
}

/**
 * What the card shows of a drafted claim: it is `retold`, or its sentence is shown in its `own-words`; or nothing,
 * because the sentence cannot be shown alone (`not-alone`), `repeats` a claim, is a view of others where the card
 * has as many as it may (`views`), exceeds the share of the text that may be quoted (`words`), or because the card is full (`enough`).
 */
const place = z.enum(['retold', 'own-words', 'not-alone', 'repeats', 'views', 'words', 'enough'])

export type CardPlace = z.infer<typeof place>

const rejections = z.array(z.object({ code: z.string(), message: z.string() })).readonly()

const draftRecordSchema = z.object({
  text: z.string(),
  sentences: z.array(z.number()).readonly(),
  /** The words that the model meant to quote; undefined for a synopsis sentence. */
  quote: orUndefined(z.string()),
  outcome,
  /** Undefined for a sentence of the synopsis. */
  place: orUndefined(place),
  rejections,
  doubts: rejections,
  /** What was corrected: a quote was set to the source’s characters, or extended to its sentence. */
  repairs: z.array(z.string()).readonly(),
})

/** What became of one drafted claim, or of one drafted synopsis sentence. */
export type DraftRecord = Readonly<z.infer<typeof draftRecordSchema>>

/** `judged`: a second request supported every shown sentence of the model's; `not-needed`: there was nothing to judge. */
const judgeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('judged'), model: z.string() }),
  z.object({ state: z.enum(['off', 'unreachable', 'not-needed']) }),
])

export type JudgeState = Readonly<z.infer<typeof judgeSchema>>

/** The record as stored with its briefing. */
export const recordSchema = z.object({
  model: z.string(),
  /** Host of the server that was asked. */
  server: z.string(),
  promptVersion: z.string(),
  verifierVersion: z.string(),
  judge: judgeSchema,
  claims: z.array(draftRecordSchema).readonly(),
  synopsis: z.array(draftRecordSchema).readonly(),
  /** Spent on this commentary's answers in all runs. */
  tokens: tokensSchema,
  /** Requests in this run; 0 if every answer came from the cache. */
  calls: count,
  /** `part`: the text was too long for one call, and sentences were selected. */
  extent: z.enum(['whole', 'part']),
  /** What kept the model from doing its work, in order; usually empty. */
  faults: z.array(faultSchema).readonly(),
  /** True if a later run may succeed: the fault was technical, not in the text. */
  isRebriefWanted: z.boolean(),
  /** Not before this instant (milliseconds since 1970), if the server named one. */
  rebriefAfter: orUndefined(z.number()),
})

/** How a briefing was made: stored with it, and shown by `--explain`. */
export type BriefingRecord = Readonly<z.infer<typeof recordSchema>>
