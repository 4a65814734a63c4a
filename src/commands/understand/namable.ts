import { alsoNames } from '../../archive/query/also-names.ts'
import { month } from '../../archive/query/dates.ts'
import { tagsOf } from '../../briefing/text/grammar.ts'
import { longestRequest } from './longest-request.ts'
import { readSentence, type Sentence } from './sentence.ts'
import { standsFor, type Token } from './tokens.ts'

/** Slots for when or how often: they belong to the command, and not to a subject. */
const times = ['cadence', 'until', 'period', 'shift']
const timeOfDay = /^(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|\d{4}hrs?)$/u
const manner = /^(?:by|via|as|through|with|without)$/u
/** “May” alone is a verb more often than a month. */
const period = new RegExp(`^(?:days?|weeks?|months?|years?|(?!may$)${month})(?:'s|')?$`, 'u')
/** Words in a line about commentaries, other than their subject. */
const thin =
  'format part author docs many not only all it too_many send show want enough like also length number channel instead once leaving what who newest latest next change now time days bot thank places except status help undo cite test export settings stop empty works check twice old claims forecast recommendation assessment quoten view yes'.split(
    ' ',
  )

/** Pronouns and question words. */
const pronoun =
  /^(?:i|me|my|mine|we|our|us|you|your|yours|it|this|that|these|those|what|anyone|someone|somebody|anybody|there|(?:it|that|what|who|there|he|she|here|where|how)'s|\p{L}+(?:'(?:re|ve|ll|d|m)|n't))$/u

/**
 * The words, in lower case, that only sentences have: `who`, `if`, `than`, `it`, `should`. In a text of two words, one of them
 * may be a name: `who reform`.
 */
export const strays = ({ text, tokens }: Pick<Sentence, 'text' | 'tokens'>): readonly Token[] =>
  tokens.filter((token) => {
    const typed = text.slice(token.start, token.end)
    const isStray =
      token.isTurning ||
      pronoun.test(token.word) ||
      (token.tag === 'AUX' && tokens.length > 2) ||
      standsFor(token, 'only', 'also', 'depends') ||
      timeOfDay.test(token.word)
    return (
      isStray &&
      (typed === typed.toLowerCase() || typed === 'I') &&
      !token.concepts.has('quote') &&
      !(tokens.length === 2 && alsoNames.has(token.word))
    )
  })

/** The words of a search, without its quotations, fields, exclusions and signs. */
export const wordsOf = (query: string): string =>
  query.replaceAll(/-?"[^"]*"|\S+:\S*|(?<!\S)-\S+|\bOR\b|[()|]/gu, ' ').trim()

/** Words that a subject in lower case does not contain: the program's own terms, a time, a condition. */
export const isOfProgram = (token: Token): boolean =>
  // A search cannot express what something depends on.
  standsFor(token, 'own', 'depends', 'elsewhere', 'place', 'places', 'channel', 'ref', 'site', 'time') ||
  (standsFor(token, ...times) && !/^\d+$/u.test(token.word)) ||
  timeOfDay.test(token.word)

/** Whether a word says how something should be done: `by e-mail`, `without links`. */
export const saysHow = (tokens: readonly Token[], at: number): boolean => manner.test(tokens[at - 1]?.word ?? '')

/** Whether words only say which commentaries are meant: not how often, and nothing that belongs to the program. */
export const isOnlyWhich = (sentence: Pick<Sentence, 'text' | 'tokens'>): boolean =>
  strays(sentence).length === 0 &&
  !hasOrder(sentence) &&
  !sentence.tokens.some(
    (token) =>
      standsFor(token, 'own', 'not', 'except') ||
      (token.concepts.has('cadence') && !token.concepts.has('date') && / /u.test(token.word)),
  )

/** Whether words name nothing, or only what all commentaries have. */
export const isThin = (tokens: readonly Token[]): boolean =>
  tokens.every(
    (token) =>
      token.isSilent ||
      standsFor(token, ...thin) ||
      /^(?:results?|lists?|archive|website)$/u.test(token.word) ||
      period.test(token.word) ||
      (tokens.length > 1 && /^\d+(?:st|nd|rd|th)?$/u.test(token.word)),
  )

/**
 * Whether words have a verb of their own, as no noun phrase has: a participle describes (`rising seas`, `gas shipped from Qatar`), and a
 * verb at the end, or alone, is a noun that the tagger does not know.
 */
const isClause = (text: string): boolean => {
  const tags = tagsOf(text.replaceAll('"', ''))
  return tags.some(({ tag, lemma, start, end }, at) => {
    const word = text.slice(start, end)
    if (tag !== 'VERB' || tags.length === 1 || word !== word.toLowerCase()) return false
    const after = tags[at + 1]?.tag ?? 'PUNCT'
    const isPast = lemma !== word && !word.endsWith('s')
    if (isPast) return !word.endsWith('ing') && at > 0 && /^(?:DET|PRON|PROPN|PUNCT)$/u.test(after)
    return !(after === 'PUNCT' && lemma === word)
  })
}

/**
 * Whether words can be the subject of commentaries: a noun phrase that names something, and no word of it is a term of the
 * program, such as `digest` or `every friday`. A request whose subject is anything else was not understood.
 */
export const isNamable = ({ text, tokens }: Pick<Sentence, 'text' | 'tokens'>): boolean => {
  const isWritten = ({ start, end }: Token): boolean => text.slice(start, end) === text.slice(start, end).toLowerCase()
  const isVerbAlone = tokens.length === 1 && standsFor(tokens[0], 'pause', 'resume')
  const isOpen = standsFor(tokens.at(-1), 'except', 'not')
  const isManner = tokens.some((token, at) => saysHow(tokens, at) && standsFor(token, 'medium', 'format'))
  return (
    !isVerbAlone &&
    !isOpen &&
    !isManner &&
    !isThin(tokens) &&
    strays({ text, tokens }).length === 0 &&
    !tokens.some((token) => isOfProgram(token) && isWritten(token)) &&
    !isClause(text.slice(tokens[0]?.start, tokens.at(-1)?.end))
  )
}

/** Verbs for what people do while they write to a bot (`asking`); another word in -ing may be a subject (`shipping`). */
const personal =
  /^(?:ask|wait|complain|wonder|try|think|hope|see|look|say|tell|go|come|get|help|work|guess|read|do|use)$/u

/** A longer run of words is not a name. */
const longestName = 4

/** Whether words name something by a noun: not `long for phone`, `hard to read`, `asking`, `no wait`. */
export const isNounPhrase = (text: string): boolean => {
  const tags = tagsOf(text.replaceAll('"', ''))
  const [first, ...others] = tags
  if (first === undefined) return true
  const kinds = tags.map(({ tag }) => (/^(?:NOUN|ADJ|VERB|ADV)$/u.test(tag) ? 'w' : ' ')).join('')
  if (kinds.includes('w'.repeat(longestName + 1))) return false
  const word = text.replaceAll('"', '').slice(first.start, first.end)
  const isAlone = others.length === 0
  return (
    word !== word.toLowerCase() ||
    !(
      (first.tag === 'VERB' && isAlone && (first.lemma === word || personal.test(first.lemma))) ||
      ((first.tag === 'ADJ' || (first.tag === 'VERB' && !word.endsWith('ing'))) &&
        /^(?:ADP|PART)$/u.test(others[0]?.tag ?? ''))
    )
  )
}

/** Concepts of verbs that change what is posted. */
export const changing = ['stop', 'leaving', 'pause', 'resume', 'change', 'start'] as const

/** `nickel and mute myanmar`: a second request. */
export const hasOrder = ({ tokens }: Pick<Sentence, 'tokens'>): boolean =>
  tokens.some(
    (token, at) =>
      at > 0 &&
      /^(?:and|but|then)$/u.test(tokens[at - 1]?.word ?? '') &&
      standsFor(token, ...changing, 'send', 'show', 'watch', 'filter', 'cite', 'export'),
  )

/** Whether the words after a verb are only its subject, so that the command may be carried out with all of them. */
export const isSubjectAlone = (text: string): boolean => {
  // A text without a letter is not a sentence: the command says what is wrong with it.
  if (text.length > longestRequest || !/\p{L}/u.test(text)) return true
  const plain = wordsOf(text)
  if (plain === '' && text !== '') return true
  const sentence = readSentence(plain)
  const isOfList = sentence.tokens.every((token) => token.isSilent || token.concepts.has('rows'))
  return !isOfList && isNamable(sentence) && !hasOrder(sentence)
}
