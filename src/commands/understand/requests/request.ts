import type { Card } from '../../../card/card.ts'
import type { UserError } from '../../../errors.ts'
import type { Weekday } from '../../../subscriptions/cadence.ts'
import { type Condition, readCondition } from '../condition.ts'
import type { Intent } from '../intent.ts'
import { isNamable, isNounPhrase, strays, wordsOf } from '../namable.ts'
import { readSentence } from '../sentence.ts'
import { standsFor } from '../tokens.ts'
import { saysTime } from '../slots.ts'

/** A command for a button. */
export type Choice = { readonly label: string; readonly command: string }

/**
 * What a request means. `run`: it is exactly one command. `ask`: it probably changes something; a person
 * chooses.
 */
export type UserRequest =
  /** Changes of the present days and times of the digest. */
  | {
      readonly kind: 'adjust'
      readonly add: readonly Weekday[]
      readonly drop: readonly Weekday[]
      /** How much later; earlier if negative. */
      readonly minutes: number
    }
  /** The sentence that says that the request is not possible. */
  | { readonly kind: 'refuse'; readonly error: UserError }
  /** `needsDigest`: only if there is a digest to change. */
  | { readonly kind: 'run'; readonly command: string; readonly needsDigest?: true }
  | {
      readonly kind: 'ask'
      readonly question: string
      readonly choices: readonly Choice[]
      /** Shows what would be let through. */
      readonly filter?: string
      /** Whether the filter narrows what is let through now. */
      readonly isLess?: true
    }
  /** A fixed answer. `ofShown`: the command about the commentary that the person saw last, if there is one. */
  | { readonly kind: 'card'; readonly card: Card; readonly ofShown?: string }
  /** The authors or topics of the whole archive, or of what a search finds. */
  | { readonly kind: 'names'; readonly field: 'authors' | 'topics'; readonly query: string }
  /** Undoes the last change. */
  | { readonly kind: 'undo' }

export const run = (command: string): UserRequest => ({ kind: 'run', command })
export const ask = (question: string, ...choices: readonly Choice[]): UserRequest => ({
  kind: 'ask',
  question,
  choices,
})

/** A kind of request. */
export type RequestIntent = Intent<UserRequest>

type Read = RequestIntent['read']

/** A form that only a request fits. */
export const requested = (form: string, read: Read): RequestIntent => ({ form, read })
/** A form that a request and a question fit. */
export const either = (form: string, read: Read): RequestIntent => ({ form, asked: 'too', read })
/** A form that only a question fits. */
export const asked = (form: string, read: Read): RequestIntent => ({ form, asked: 'only', read })

/** A number, a comparison, a style of citation. */
const notConditions = /^\d{1,3}$|\S (?:more|less|rather than) \S|\bin (?:apa|mla|chicago|harvard|bibtex|ris)\b/iu

/** A condition without words that only a sentence has: nothing else can be a filter. */
const sought = (condition: Condition | undefined): Condition | undefined => {
  if (condition === undefined) return undefined
  const named = wordsOf(condition.query)
  const sentence = readSentence(named)
  const isOver = sentence.tokens.some(
    (token) =>
      standsFor(token, 'date') &&
      /^(?:from |over |since )?(?:(?:the )?(?:last|past|previous)\b|yesterday)/u.test(token.word),
  )
  // `the Lowy feed` is a source of this bot.
  const isFeed = standsFor(sentence.tokens.at(-1), 'feed')
  if (isOver || isFeed || strays(sentence).length > 0 || !isNounPhrase(named)) return undefined
  const excluded = [...condition.query.matchAll(/(?<!\S)-(?:"([^"]*)"|([^\s":]+)(?!\S))/gu)].map(
    ([, all, one]) => all ?? one ?? '',
  )
  return excluded.every((phrase) => isNamable(readSentence(phrase)) && isNounPhrase(phrase)) ? condition : undefined
}

/** The condition that words name; undefined if they are a schedule or a number. */
export const conditionOf = (typed: string): Condition | undefined =>
  saysTime(typed) || notConditions.test(typed) || !isNounPhrase(typed) ? undefined : sought(readCondition(typed))

export const queryOf = (typed: string): string | undefined => conditionOf(typed)?.query

/** The searches that a condition can mean, each with its label as a choice. */
export const choicesOf = (typed: string, choiceOf: (query: string) => Choice): readonly Choice[] => {
  const condition = conditionOf(typed)
  if (condition === undefined) return []
  const { query, either } = condition
  if (either === undefined) return [choiceOf(query)]
  return [
    { ...choiceOf(either), label: 'Any one of them' },
    { ...choiceOf(query), label: 'All of them together' },
  ]
}

const searchFor = (query: string): Choice => ({ label: 'Search once', command: `search ${query}` })

/** Asks what to do with a condition; undefined if the words are not a condition. */
export const askCondition = (
  typed: string,
  question: (query: string) => string,
  choiceOf: (query: string) => Choice,
): UserRequest | undefined => {
  const condition = conditionOf(typed)
  if (condition === undefined) return undefined
  const { query, either } = condition
  return {
    kind: 'ask',
    question: question(query),
    choices: [...choicesOf(typed, choiceOf), searchFor(query)],
    filter: either ?? query,
  }
}

const leavingOut = (query: string): string =>
  `Leave out here what matches ${query
    .split(/ (?=-)/u)
    .map((one) => one.replace(/^-/u, ''))
    .join(' or ')}?`

/** `stop sending china stuff`: narrows what is let through. */
export const askWithout = (typed: string): UserRequest | undefined => {
  if (/^(?:(?:after|before|since|until|till|during) |from \d)/iu.test(typed)) return undefined
  const query = queryOf(typed)
  const without = query === undefined || query.startsWith('-') ? undefined : queryOf(`not about ${typed}`)
  if (without === undefined) return undefined
  return {
    kind: 'ask',
    question: leavingOut(without),
    choices: [{ label: 'Leave it out here', command: `filter ${without}` }],
    filter: without,
    isLess: true,
  }
}

/** Makes this the only thing that is posted here. */
export const askFilter = (typed: string): UserRequest | undefined => {
  const query = queryOf(typed)
  if (query?.startsWith('-') === true) {
    return {
      kind: 'ask',
      question: leavingOut(query),
      choices: [{ label: 'Leave it out here', command: `filter ${query}` }],
      filter: query,
      isLess: true,
    }
  }
  return askCondition(
    typed,
    (found) => `Post here only what matches ${found}?`,
    (found) => ({ label: 'Post only that here', command: `filter ${found}` }),
  )
}

/** A fixed answer; a line that begins with `/rsis` is shown for copying. */
export const say = (title: string, ...lines: readonly string[]): Extract<UserRequest, { kind: 'card' }> => ({
  kind: 'card',
  card: {
    title: { text: title },
    blocks: lines.map((line) =>
      line.startsWith('/rsis') ? { type: 'copy', text: line } : { type: 'text', text: [line] },
    ),
  },
})
