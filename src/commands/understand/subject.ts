import { numberIn } from '../../archive/query/number-words.ts'
import { readCondition, titleIn } from './condition.ts'
import { isOfProgram, isSubjectAlone, isThin, saysHow } from './namable.ts'
import { readSentence, type Sentence, type Token } from './sentence.ts'
import { standsFor } from './tokens.ts'

/** What a line asks about, as a search. */
export type Subject = {
  readonly query: string
  /** Whether the line does not ask for commentaries, so that these are only its significant words. */
  readonly isGuess: boolean
}

/** Words around the subject of a question or request. */
const around =
  'show find want say docs newest what who part brief send like all archive bot many quoten view inform also appear not too_many author rows make worth enough true popular'.split(
    ' ',
  )
/** One of these must come before a subject, otherwise the words do not ask. */
const asking = 'show find want say docs what who part view newest quoten all like brief inform'.split(' ')
/** The subject follows one of these words, or a preposition. */
const ending = 'say docs find part view quoten newest'.split(' ')
/** A question about something here and now. */
const ofHere = /^\p{L}+ (?:this|that|it|these|those|you|i|we)\b/iu
/** Words in questions about the bot itself. */
const ofTheBot = 'archive bot channel settings digest sub filter watchn admin'.split(' ')
const preposition =
  /^(?:about|on|regarding|concerning|re|of|for|by|from|into|in|with|to|covering|around|at|that|me|got|have|has|any|anything|something|one|ones|all|everything|as|related)$/u
const article =
  /^(?:the|a|an|any|some|this|that|these|those|more|new|recent|all|anything|something|there|been|prof|dr|mr|mrs|ms|ever|is|are|was|were|lately|recently|both|either)$/u
/** Function words that begin a subject, because they limit it. */
const marker = /^(?:by|from|since|before|after|between|not|no|without)$/u
const purpose =
  / (?:for (?:an?|my|our|the|tomorrow's|\p{L}+day's) (?:[\p{L}'’]+ )?(?:meeting|briefing|report|paper|essay|class|talk|brief|boss|minister|presentation)\b.*|(?:to|i can) (?:read|cite|quote)\b.*)$/iu
/** The words without what they are wanted for: `on AUKUS for my class on Monday`. */
export const withoutPurpose = (text: string): string => text.replace(purpose, '')

const passive = /\b(?:is|are|was|were|been|being)\b/iu
const title = /dr|prof(?:essor)?|mrs?|ms|amb(?:assador)?|gen(?:eral)?|pak|bapak|ibu/u
const nobody =
  /^(?:(?:any|some|every|no)(?:thing|body|one)?(?: .*)?|a \p{L}+|rsis|you|they|we|people|i|experts?|it|this|that|he|she|commentators)$/iu

const isAround = (token: Token): boolean =>
  token.isSilent || numberIn(token.word) !== undefined || standsFor(token, ...around) || token.concepts.has('date')

const authorField = (name: string): string => {
  const bare = name.replace(/'s?$/iu, '').replace(new RegExp(`^(?:(?:${title.source})\\.? )+(?=\\S)`, 'iu'), '')
  return `author:${/\s/u.test(bare) ? `"${bare.replaceAll('"', '')}"` : bare}`
}

/** A sentence, the position where its subject begins, and the words before it. */
type Asked = Sentence & { readonly first: number; readonly head: readonly Token[]; readonly isAsking: boolean }

/** The search for somebody's statements: `what did lim say about nickel`, `Lim's view on nickel`. */
const saidBy = ({ text, tokens, first, isAsking }: Asked): string | undefined => {
  const says = tokens.findIndex((token, index) => index > first && standsFor(token, 'say', 'view'))
  const upTo = tokens.slice(first, Math.max(first, says))
  const name = upTo.slice(0, upTo.findLastIndex(({ isSilent }) => !isSilent) + 1)
  const named = text.slice(tokens[first]?.start, name.at(-1)?.end)
  const isName =
    name.length > 0 && name.length <= 4 && name.every(({ concepts }) => concepts.size === 0) && !nobody.test(named)
  if (says < 0 || !isName || !(isAsking || says === tokens.length - 1)) return undefined
  if (passive.test(text.slice(0, tokens[says]?.start)) && tokens[says]?.isPast === true)
    return readCondition(named)?.query
  const rest = tokens.slice(says + 1)
  const subject = rest.find((token) => (!token.isSilent || marker.test(token.word)) && !standsFor(token, 'docs', 'all'))
  const about = subject === undefined ? '' : text.slice(subject.start, tokens.at(-1)?.end)
  return [about, authorField(named)].filter((part) => part !== '').join(' ')
}

/** The search for the subject of a question or request, by its words. */
const askedAbout = ({ text, tokens, first, head, isAsking }: Asked): string | undefined => {
  const end = tokens.findLastIndex(
    (token, at) => at === first || !(token.isSilent || standsFor(token, 'docs', 'appear', 'archive')),
  )
  const before = head.findLast(({ word }) => !/^(?:the|dr|prof|mr|mrs|ms)$/u.test(word))
  const from = before !== undefined && marker.test(before.word) ? before : tokens[first]
  const rest = withoutPurpose(text.slice(from?.start, tokens[end]?.end))
  if (rest === '') return undefined
  const last = head.findLast(({ word }) => !article.test(word))
  const isEnded = last !== undefined && (preposition.test(last.word) || standsFor(last, ...ending))
  const isTrailing =
    !tokens.some((token) => standsFor(token, ...ofTheBot)) &&
    head.every(({ isSilent }) => isSilent) &&
    !/^(?:the|my|our|these|those)$/u.test(tokens[end + 1]?.word ?? '') &&
    tokens.slice(end + 1).some((token) => standsFor(token, 'docs'))
  const isAsked = (isAsking && isEnded) || isTrailing || head.some((token) => standsFor(token, 'date'))
  return isAsked ? readCondition(rest)?.query : undefined
}

/** The significant words of a question that is not about the bot. */
const tellingOf = ({ text, tokens, isQuestion }: Sentence): string | undefined => {
  if (!isQuestion || ofHere.test(text) || tokens.some((token) => standsFor(token, ...ofTheBot))) return undefined
  const telling = tokens.filter(
    (token) => standsFor(token, 'date') || (!isAround(token) && !token.isTurning && token.concepts.size === 0),
  )
  return telling.length < 2 ? undefined : telling.map((token) => text.slice(token.start, token.end)).join(' ')
}

/** What a search answers: a request for commentaries, and how many there are. */
const answered =
  'show find want say docs what send like all archive bot many how inform also appear view see date sentence'.split(' ')

/** The parts of a line, in order, that have a meaning and are not in the search for the rest of it. */
export const unusedIn = (sentence: Sentence, query: string): readonly string[] => {
  const { text, tokens } = purpose.test(sentence.text) ? readSentence(withoutPurpose(sentence.text)) : sentence
  const hasExclusion = /(?:^| )-\S/u.test(query)
  const used = new Set(query.toLowerCase().match(/(?!-)[\p{L}\p{M}\p{N}'’-]+/gu))
  // `which of these`, `what does it say`: what the person saw last.
  const isPointing = (at: number): boolean =>
    (/^(?:these|those)$/u.test(tokens[at]?.word ?? '') && tokens[at - 1]?.word === 'of') ||
    (/^(?:it|this|that)$/u.test(tokens[at]?.word ?? '') && standsFor(tokens[at + 1], 'say'))
  const isUsed = ({ word }: Token): boolean =>
    word
      .replace(/(?<=\d) (?:only|alone)$/u, '')
      .split(' ')
      .every((one) => used.has(one.replaceAll('"', '')))
  const isHeard = (token: Token, at: number): boolean =>
    isUsed(token) ||
    token.word === 'nothing' ||
    (standsFor(token, ...answered) &&
      token.word !== 'share' &&
      (!token.concepts.has('how') || tokens[at + 1]?.concepts.has('many') === true)) ||
    (token.isSilent && !token.isTurning && !isPointing(at)) ||
    (hasExclusion && (token.isTurning || standsFor(token, 'not', 'except', 'depends', 'stop')))
  const parts: { readonly start: number; readonly end: number }[] = []
  let isOpen = false
  for (const [at, token] of tokens.entries()) {
    const last = parts.at(-1)
    if (isHeard(token, at)) isOpen &&= token.isSilent && !isUsed(token)
    else {
      if (isOpen && last !== undefined) parts.splice(-1, 1, { start: last.start, end: token.end })
      else parts.push(token)
      isOpen = true
    }
  }
  return parts.map(({ start, end }) => text.slice(start, end))
}

/** Words within a search that exclude something, or that say that one of several things is enough. */
const spokenCondition =
  /\S (?:but not|and not|not about|without|except|excluding|other than|or|(?<!\b(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|should|may|might|must|or|why|if|when) )not(?! (?:only|just|yet|so|to|an?|the|all|every|always|enough)\b)) \S/iu

/** An author at the end: `the ones by Alvin Chew only`. */
const byName =
  /\S,? (?:(?:just |only )?(?:the )?(?:ones|those|pieces|articles) )?by (?:\p{Lu}[\p{L}.-]+ ?){1,4}(?:only|alone)?$/u

/** A search that is described as a condition, not asked as a question. */
export const described = ({ text, tokens }: Sentence): string | undefined => {
  const title = titleIn(text)
  if (title !== undefined) return title
  if (/^(?:topic|category|tag) (?!of |me |us )\S/iu.test(text)) return readCondition(text)?.query
  if (byName.test(text)) return readCondition(text)?.query
  const isShort = tokens.length <= 8 && !standsFor(tokens[0], 'not', 'except', 'only')
  return isShort && spokenCondition.test(text) ? readCondition(text)?.query : undefined
}

/** The first sentence that names something, without a remark after a comma: `rice, i think by a lady`. */
const withoutAsides = (line: string): string => {
  const sentences = line.split(/(?<!\b(?:no|vs|dr|mr|ms|prof))[.?!…]+ +/iu)
  const text = sentences.find((one) => !isThin(readSentence(one).tokens)) ?? line
  const [main = text, ...others] = text.split(/, (?=\S)/u)
  const isAside = (part: string): boolean => {
    const [first] = readSentence(part).tokens
    return (
      first !== undefined &&
      (first.isSilent || standsFor(first, 'only')) &&
      !readSentence(part).isQuestion &&
      !marker.test(first.word) &&
      first.word !== 'and' &&
      readCondition(part)?.query.includes(':') !== true
    )
  }
  const at = others.findIndex((part) => !isAside(part))
  return at < 0 && others.length > 0 ? main : text
}

/** `does it work on phones`: what it asks is whether the bot does something, not what it has. */
const isOfBot = ({ text, tokens }: Sentence): boolean =>
  /^(?:does|do|did|can|could|will|would|is|are|has) (?:it|you|this|that|i|we|the bot)\b/iu.test(text) &&
  !/\b(?:any|anything|something)\b/iu.test(text) &&
  !tokens.some((token) => standsFor(token, 'docs', 'say', 'archive', 'view', 'find', 'show'))

const subjectOf = (sentence: Sentence): string | undefined => {
  const { text, tokens, isQuestion } = sentence
  const isElsewhere = (token: Token, at: number): boolean =>
    standsFor(token, 'place', 'elsewhere') || (standsFor(token, 'medium') && saysHow(tokens, at))
  if (
    isOfBot(sentence) ||
    /^(?:post|send|publish|share) (?:in|to|at|as|with|when|if|only|it|them|nothing)\b/iu.test(text)
  )
    return undefined
  if (standsFor(tokens[0], 'compose', 'translate', 'remind', 'not', 'stop', 'leaving') || tokens.some(isElsewhere))
    return undefined
  const first = tokens.findIndex((token) => !isAround(token))
  if (first < 0) return undefined
  const head = tokens.slice(0, first)
  const isAsking =
    isQuestion ||
    head.some(
      (token) => standsFor(token, ...asking) || /^(?:any|anything|something|one|ones|got|those)$/u.test(token.word),
    )
  const asked = { ...sentence, first, head, isAsking }
  const query = saidBy(asked) ?? askedAbout(asked)
  const dates = head
    .filter((token) => standsFor(token, 'date'))
    .map((token) => text.slice(token.start, token.end).replace(/'s$/u, ''))
  return query === undefined ? described(sentence) : [query, ...dates].join(' ')
}

/**
 * What a line asks about: `do you have articles by Lim?` is `author:Lim`; undefined if the words do not ask and therefore
 * may be a subject themselves.
 */
export const askedSubject = (sentence: Sentence): Subject | undefined => {
  const main = withoutAsides(sentence.text)
  const asked =
    main === sentence.text
      ? subjectOf(sentence)
      : (subjectOf(readSentence(main)) ?? (isSubjectAlone(main) ? readCondition(main)?.query : undefined))
  const query = asked ?? tellingOf(sentence)
  if (query === undefined || /(?<=^| )(?:me|i|you|my|your)(?= |$)/u.test(query)) return undefined
  const tokens = sentence.tokens.filter(({ word }) => query.toLowerCase().includes(word))
  const isOwn = tokens.some((token) => isOfProgram(token) && token.word === sentence.text.slice(token.start, token.end))
  return isThin(tokens) || isOwn || tokens.some((token) => token.isTurning || standsFor(token, 'only', 'also'))
    ? undefined
    : { query, isGuess: asked === undefined }
}
