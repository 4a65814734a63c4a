import { numberIn } from '../../archive/query/number-words.ts'
import { isPronoun } from './list-words.ts'
import { withSlots } from './slots.ts'
import { standsFor, type Token, tokensIn, weightOf } from './tokens.ts'

export type { Token } from './tokens.ts'

/** A line as words with their meanings. */
export type Sentence = {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Whether it is a question, which changes nothing. */
  readonly isQuestion: boolean
}

/** The old time in a change is not requested: `from 8 to 9:30`, `at 9 instead of 8`. */
const withoutOldTime = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token, at) => {
    const isOld =
      token.concepts.has('cadence') &&
      ((token.word.startsWith('from ') && tokens[at + 1]?.word.startsWith('to ') === true) ||
        (at > 1 &&
          [tokens[at - 1], tokens[at - 2]].some((one) => one?.concepts.has('instead') === true) &&
          tokens.slice(0, at - 1).some(({ concepts }) => concepts.has('cadence'))))
    return isOld ? { ...token, concepts: new Set<string>(), isSilent: true } : token
  })

const asking =
  /^(?:what|when|where|who|whom|whose|which|why|how|is|are|was|were|am|do(?! not\b)|does|did|has|had|have (?:you|we|i|they|any|there)|should|isn't|aren't|wasn't|didn't|doesn't|hasn't|haven't|can|could|may|might|would|will|(?:what|who|where|when|how)'s|(?:since|for|from|until|in|at|on|by) (?:when|how|what|which))\b/iu

/** `boats and refugees, what do we have`. */
const asksBehind = /[,-] (?:what|who|which|where|how|any|anything|do you|have you|have we)\b[^,]*$/iu

/** Statements about the past, or about what somebody sees, are not requests. */
const isOver =
  /^(?:that|this|it)(?:'s| is) not\b|\b(?:got|was|were|did|didn't|came|went|had|received|arrived|missed|stopped|happened|already|haven't|hasn't)\b/iu

/** The meanings of a word as a noun. */
const nouns = ['docs', 'watchn', 'digest', 'sub']

/** A word that is both verb and noun is a verb at the beginning of a line, before its object: `post the latest here`. */
const asVerb = (tokens: readonly Token[]): readonly Token[] => {
  const [first, second, ...others] = tokens
  if (first === undefined || second === undefined || !/^(?:the|an?|me|us|it|this|that|my|our|all)$/u.test(second.word))
    return tokens
  const verbs = [...first.concepts].filter((one) => !nouns.includes(one))
  return verbs.length === 0 ? tokens : [{ ...first, concepts: new Set(verbs) }, second, ...others]
}

const orders = ['start', 'leaving', 'pause', 'resume', 'filter', 'digest', 'instant']

/** `subscription fraud`, `on mute swans`, `the latest filter debate`: before a noun that names something, a command's word is a part of the name. */
const inNames = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]]
    const isDescribed =
      before?.tag === 'ADJ' || before?.tag === 'ADP' || (before?.tag === 'NOUN' && before.concepts.size === 0)
    const isFirst = at === 0 && standsFor(token, 'own') && !standsFor(token, ...orders)
    const isPart = (isDescribed || isFirst) && after?.tag === 'NOUN' && after.concepts.size === 0 && !after.isSilent
    return isPart &&
      /^(?:NOUN|ADJ)$/u.test(token.tag) &&
      standsFor(token, 'own', 'filter', 'watch', 'export', 'test', 'quoten', 'check')
      ? { ...token, concepts: new Set<string>() }
      : token
  })

/** The words of a line, the slots that some of them fill, and whether it is a question. `text` is without polite words. */
export const readSentence = (typed: string): Sentence => {
  // The present state is not part of the request: `from 8 to 9:30`, `from today until monday`.
  const text = typed.replace(
    /\bfrom (?:(?!(?:19|20)\d\d\b)\d[\d:.]*(?: ?[ap]m)?|today|now)(?: on)? (?=(?:to|until|till) )/iu,
    '',
  )
  const tokens = withoutOldTime(withSlots(text, tokensIn(text)))
  const named = tokens.map((token, at) => {
    // `two digests, at 8 and 16`: the times already say how many.
    const isCount = numberIn(token.word) !== undefined && tokens[at + 1]?.concepts.has('digest') === true
    if (isCount) return { ...token, concepts: new Set<string>(), isSilent: true }
    const more = [
      ...(numberIn(token.word) !== undefined && token.concepts.size === 0 ? ['number'] : []),
      ...(isPronoun(token.word) ? ['it'] : []),
      ...(/^(?:#\p{L}|<#)/u.test(text.slice(token.start - 1, token.end)) ||
      (token.word.startsWith('#') && /^#\p{L}/u.test(token.word))
        ? ['place']
        : []),
    ]
    return more.length === 0 ? token : { ...token, concepts: new Set([...token.concepts, ...more]) }
  })
  return {
    text,
    tokens: inNames(asVerb(named)),
    isQuestion: asking.test(text) || isOver.test(text) || asksBehind.test(text),
  }
}

/** How much some parts of a line say together. */
export const weightOfParts = (parts: readonly string[]): number =>
  parts.reduce((sum, part) => sum + weightOf(readSentence(part).tokens), 0)
