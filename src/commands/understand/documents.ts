import { rowNumbers } from './list-words.ts'
import { isNamable } from './namable.ts'
import type { Sentence, Token } from './sentence.ts'
import { standsFor } from './tokens.ts'

/** A request about a commentary: the verb, and the name of the commentary. */
export type DocumentRequest = {
  readonly verb: 'show' | 'cite' | 'related' | 'why'
  readonly name: string
  /** The rows of the last list that the name refers to. */
  readonly rows: readonly number[] | undefined
  /** Questions in the line that the verb does not answer. */
  readonly beside: string
  /** Whether the line begins with the verb. */
  readonly isFirst: boolean
  /** Further words for the verb. */
  readonly options: string
  /** Whether a name that no commentary has is searched for as a subject. */
  readonly isSubject: boolean
}

const styleAsked = /\b(apa|mla|chicago|harvard|vancouver|bibtex|ris)\b/iu

/** The style of a citation, after the name of what is cited. */
export const inStyle = / (?:(?:in|as|using) )?(?:the )?(?:apa|mla|chicago|harvard|bibtex|ris)(?: (?:style|format))?$/iu

/** The option of `cite` for the style that the words name; empty if they name none, and for other verbs. */
export const styleIn = (verb: string, text: string): string => {
  const style = verb === 'cite' ? styleAsked.exec(text)?.[1] : undefined
  return style === undefined ? '' : ` style:${style.toLowerCase()}`
}

/** Words about how the answer should be, which are not part of the name. */
const manner =
  / (?:in (?:\p{L}+ )?(?:\d+|one|two|three|four|five|a few|simple|plain|short|brief|bullet|detail|full|a nutshell|layman)\b.*|briefly|in detail|(?:as|with) (?:bullets?|bullet points|a list)|to me|for (?:me|us|my .+|the .+))$/iu

const verbs: readonly (readonly [verb: DocumentRequest['verb'], concept: string, around: readonly string[]])[] = [
  ['why', 'why', ['send', 'docs', 'not', 'say', 'miss', 'appear', 'want']],
  ['cite', 'cite', ['show', 'want', 'send', 'docs', 'how', 'what', 'full', 'part']],
  ['related', 'related', ['show', 'want', 'docs', 'what', 'find', 'send', 'also']],
  ['related', 'like', ['show', 'docs', 'what', 'find', 'send']],
  ['show', 'brief', ['show', 'part', 'want', 'send', 'what', 'find']],
  ['show', 'compare', ['what', 'show', 'inform']],
  ['show', 'part', ['show', 'want', 'send', 'what', 'find', 'author', 'brief', 'many', 'docs']],
  ['show', 'show', ['part', 'send', 'want', 'find', 'docs']],
  ['show', 'inform', ['docs']],
  ['show', 'see', ['show', 'docs', 'want', 'inform']],
  ['show', 'send', ['show', 'want']],
  ['show', 'find', ['docs', 'want']],
  ['show', 'say', ['what', 'who', 'author', 'once']],
  ['show', 'author', ['what', 'who']],
  ['show', 'want', ['show', 'docs', 'find']],
  ['show', 'what', ['show', 'say']],
]

/** Words that ask for something do not name a commentary. */
const asked = ['brief', 'show', 'send', 'find', 'say', 'want', 'part', 'cite']
const article = /^(?:the|a|an|that|my|our)$/u

/** All readings of a line as a request about one commentary, the narrowest first; whether a commentary has that name is decided elsewhere. */
export const documentRequests = ({ text, tokens, isQuestion }: Sentence): readonly DocumentRequest[] =>
  verbs.flatMap(([verb, concept, around]) => {
    const at = tokens.findIndex(
      (token) => standsFor(token, concept) && !(concept === 'send' && standsFor(token, 'share')),
    )
    if (at < 0 || (verb === 'why' && !tokens.some((token) => standsFor(token, 'send', 'docs', 'miss', 'appear'))))
      return []
    const isLeft = (token: Token): boolean =>
      !token.isSilent && !standsFor(token, concept, ...around) && !(isQuestion && standsFor(token, 'say', 'appear'))
    const isName = (token: Token): boolean => standsFor(token, 'ref', 'rows', 'it')
    const first = tokens.findIndex((token) => isName(token) || isLeft(token))
    const last = tokens.findLastIndex((token) => isName(token) || isLeft(token))
    // The request comes before the name of the commentary.
    const isInside = at > first && at < last && concept !== 'like'
    if (first < 0 && (verb === 'related' || (verb === 'cite' && styleAsked.test(text))) && concept !== 'like')
      return [
        {
          verb,
          name: 'it',
          rows: undefined,
          options: styleIn(verb, text),
          isSubject: false,
          beside: '',
          isFirst: at === 0,
        },
      ]
    if (first < 0 || isInside) return []
    const before = tokens[first - 1]
    const start = before !== undefined && article.test(before.word) ? before.start : tokens[first]?.start
    const named = tokens.slice(first, last + 1)
    if (named.every((token) => !isName(token) && standsFor(token, ...asked))) return []
    const isNewest = named.some((token) => standsFor(token, 'latest', 'newest'))
    if (!isNewest && !named.some(isName) && !isNamable({ text, tokens: named })) return []
    const name = text.slice(start, tokens[last]?.end).replace(inStyle, '').replace(manner, '')
    return [
      {
        verb,
        name,
        rows: rowNumbers(name),
        options: styleIn(verb, text),
        isFirst: at === 0,
        beside: tokens
          .filter((token) => token.isTurning && !standsFor(token, concept, ...around))
          .map(({ word }) => word)
          .join(' '),
        isSubject:
          /^(?:summari[sz]e|sum up|brief|tl;?dr|tell|more|explain|what about|(?:show|give|get|send|read|find) (?:me|us)|fetch|pull up|bring up|elaborate|expand)\b/iu.test(
            text,
          ),
      },
    ]
  })
