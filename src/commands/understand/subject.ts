import { numberIn } from '../../archive/query/number-words.ts'
import { readCondition } from './condition.ts'
import type { Sentence, Token } from './sentence.ts'

/** What stands around the subject of a question or request. */
const around = [
  'show',
  'find',
  'want',
  'say',
  'docs',
  'newest',
  'what',
  'who',
  'part',
  'brief',
  'send',
  'like',
  'all',
  'archive',
  'bot',
  'many',
  'quoten',
  'view',
  'inform',
  'also',
  'place',
  'appear',
  'not',
  'too_many',
  'author',
  'rows',
  'make',
  'worth',
  'enough',
]
/** One of these must stand in front of a subject for the words to ask. */
const asking = [
  'show',
  'find',
  'want',
  'say',
  'docs',
  'what',
  'who',
  'part',
  'view',
  'newest',
  'quoten',
  'all',
  'like',
  'brief',
  'inform',
]
/** Behind one of these, or behind a preposition, stands what is asked about. */
const ending = ['say', 'docs', 'find', 'part', 'view', 'quoten', 'newest']
const preposition =
  /^(?:about|on|regarding|concerning|re|of|for|by|from|into|in|with|to|covering|around|at|that|me|got|have|has|any|anything|something|one|ones|all|everything|as|related)$/u
const article =
  /^(?:the|a|an|any|some|this|that|these|those|more|new|recent|all|anything|something|there|been|prof|dr|mr|mrs|ms|ever|is|are|was|were|lately|recently)$/u
const passive = /\b(?:is|are|was|were|been|being)\b/iu
const purpose =
  / (?:for (?:a|an|my|our|the) (?:\p{L}+ )?(?:meeting|briefing|report|paper|essay|class|talk|brief|boss|minister|presentation)\b.*|(?:to|i can) (?:read|cite|quote)\b.*)$/iu
const rank =
  /^(?:the )?(?:top|best|hot|popular|previous|first|earliest|oldest|random|good|interesting|other)(?: \d+)?$/iu

const has = (token: Token, wanted: readonly string[]): boolean => wanted.some((one) => token.concepts.has(one))

const authorField = (name: string): string => {
  const bare = name
    .replace(/'s?$/iu, '')
    .replace(/^(?:(?:dr|prof(?:essor)?|mrs?|ms|amb(?:assador)?|gen(?:eral)?|pak|bapak|ibu)\.? )+(?=\S)/iu, '')
  return `author:${/\s/u.test(bare) ? `"${bare.replaceAll('"', '')}"` : bare}`
}
const nobody =
  /^(?:(?:any|some|every|no)(?:thing|body|one)?(?: .*)?|a \p{L}+|rsis|you|they|we|people|i|experts?|it|this|that|he|she|commentators)$/iu

/**
 * What a question or a request to find something asks about, as a search: `do you have articles by Lim?` is `author:Lim`;
 * undefined where the words do not ask.
 */
export const askedSubject = ({ text, tokens, isQuestion }: Sentence): string | undefined => {
  const isAround = (token: Token): boolean =>
    token.isSilent || numberIn(token.word) !== undefined || has(token, around) || token.concepts.has('date')
  const [verb] = tokens
  if (
    verb === undefined ||
    has(verb, ['compose', 'translate', 'remind']) ||
    tokens.some((token) => token.concepts.has('place'))
  )
    return undefined
  const first = tokens.findIndex((token) => !isAround(token))
  if (first < 0) return undefined
  const head = tokens.slice(0, first)
  const last = head.findLast(({ word }) => !article.test(word))
  const isAsking =
    isQuestion ||
    head.some((token) => has(token, asking) || /^(?:any|anything|something|one|ones|got|those)$/u.test(token.word))
  const dates = head.filter((token) => token.concepts.has('date')).map((token) => text.slice(token.start, token.end))
  const withDates = (query: string | undefined): string | undefined =>
    query === undefined ? undefined : [query, ...dates].join(' ')
  // Somebody who says something: `what did lim say about nickel`, `Lim's view on nickel`.
  const says = tokens.findIndex((token, index) => index > first && has(token, ['say', 'view']))
  const upTo = tokens.slice(first, Math.max(first, says))
  const between = upTo.slice(0, upTo.findLastIndex(({ isSilent }) => !isSilent) + 1)
  const named = text.slice(tokens[first]?.start, between.at(-1)?.end)
  const isName =
    says > 0 &&
    between.length > 0 &&
    between.length <= 4 &&
    between.every((token) => !has(token, around)) &&
    !nobody.test(named)
  if (isName && (isAsking || says === tokens.length - 1)) {
    const isPassive = passive.test(text.slice(0, tokens[says]?.start)) && tokens[says]?.isPast === true
    if (isPassive) return withDates(readCondition(named)?.query)
    const rest = tokens.slice(says + 1)
    const subject = rest.findIndex(
      (token) =>
        !(token.isSilent && !/^(?:by|from|since|in|before|after|between)$/u.test(token.word)) &&
        !has(token, ['docs', 'all']),
    )
    const about = subject < 0 ? '' : text.slice(rest[subject]?.start, tokens.at(-1)?.end)
    return withDates([about, authorField(named)].filter((part) => part !== '').join(' '))
  }
  let end = tokens.length
  while (
    end > first + 1 &&
    tokens[end - 1] !== undefined &&
    (tokens[end - 1]?.isSilent === true || has(tokens[end - 1] as Token, ['docs', 'appear', 'archive']))
  )
    end -= 1
  const before = head.findLast(({ word }) => !/^(?:the|dr|prof|mr|mrs|ms)$/u.test(word))
  const from =
    before !== undefined && /^(?:by|from|since|before|after|between|not|no|without)$/u.test(before.word)
      ? before.start
      : (tokens[first]?.start ?? 0)
  const rest = text.slice(from, tokens[end - 1]?.end).replace(purpose, '')
  if (rest === '' || rank.test(rest)) return undefined
  const isEnded = last !== undefined && (preposition.test(last.word) || has(last, ending))
  const isTrailing =
    head.every(({ isSilent }) => isSilent) && tokens.slice(end).some((token) => token.concepts.has('docs'))
  if ((isAsking && isEnded) || isTrailing || dates.length > 0) return withDates(readCondition(rest)?.query)
  return undefined
}
