import type { Card } from '../../../card/card.ts'
import type { UserError } from '../../../errors.ts'
import type { Weekday } from '../../../subscriptions/cadence.ts'
import { type Condition, readCondition } from '../condition.ts'
import type { Intent } from '../intent.ts'
import { saysTime } from '../slots.ts'

/** A command that a button carries. */
export type Choice = { readonly label: string; readonly command: string }

/**
 * What a wish means. `run`: it says one command, whole. `ask`: it changes something as far as can be told; a person
 * chooses.
 */
export type Wish =
  /** Days and times of the digest as they are, but for these. */
  | {
      readonly kind: 'adjust'
      readonly add: readonly Weekday[]
      readonly drop: readonly Weekday[]
      /** How much later; earlier where it is negative. */
      readonly minutes: number
    }
  /** What cannot be done, by the sentence that says so. */
  | { readonly kind: 'refuse'; readonly error: UserError }
  /** `needsDigest`: only where there is a digest to be changed. */
  | { readonly kind: 'run'; readonly command: string; readonly needsDigest?: true }
  | {
      readonly kind: 'ask'
      readonly question: string
      readonly choices: readonly Choice[]
      /** What would be let through, to be shown. */
      readonly filter?: string
      /** Whether the filter takes away from what is let through now. */
      readonly isLess?: true
    }
  /** A plain answer. `ofShown`: the command that is meant of the commentary that the person saw last, where there is one. */
  | { readonly kind: 'card'; readonly card: Card; readonly ofShown?: string }
  /** The authors or topics of the whole archive, or of what a search finds. */
  | { readonly kind: 'names'; readonly field: 'authors' | 'topics'; readonly query: string }
  /** The last change is to be taken back. */
  | { readonly kind: 'undo' }

export const run = (command: string): Wish => ({ kind: 'run', command })
export const ask = (question: string, ...choices: readonly Choice[]): Wish => ({ kind: 'ask', question, choices })

/** A kind of wish, as a line can ask for it. */
export type WishIntent = Intent<Wish>

/** The condition that words name; undefined where they say when, which is no condition. */
const conditionOf = (typed: string): Condition | undefined => (saysTime(typed) ? undefined : readCondition(typed))

export const queryOf = (typed: string): string | undefined => conditionOf(typed)?.query

/** The searches that a condition can mean, each with the choice that it makes. */
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

/** Asks what is to be done with a condition; undefined where the words are none. */
export const askCondition = (
  typed: string,
  question: (query: string) => string,
  choiceOf: (query: string) => Choice,
): Wish | undefined => {
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

/** `stop sending china stuff`: takes away from what is let through. */
export const askWithout = (typed: string): Wish | undefined => {
  const query = queryOf(typed)
  const without = query === undefined || query.startsWith('-') ? undefined : queryOf(`not about ${typed}`)
  if (without === undefined) return undefined
  return {
    kind: 'ask',
    question: `Leave out here what matches ${query}?`,
    choices: [{ label: 'Leave it out here', command: `filter ${without}` }],
    filter: without,
    isLess: true,
  }
}

/** What is to be posted here, and nothing else. */
export const askFilter = (typed: string): Wish | undefined => {
  const query = queryOf(typed)
  if (query?.startsWith('-') === true) {
    return {
      kind: 'ask',
      question: `Leave out here what does not match ${query}?`,
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

/** A plain answer; a line that begins with `/rsis` is to be copied. */
export const say = (title: string, ...lines: readonly string[]): Extract<Wish, { kind: 'card' }> => ({
  kind: 'card',
  card: {
    title: { text: title },
    blocks: lines.map((line) =>
      line.startsWith('/rsis') ? { type: 'copy', text: line } : { type: 'text', text: [line] },
    ),
  },
})
