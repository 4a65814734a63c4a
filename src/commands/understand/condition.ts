import { month } from '../../archive/query/dates.ts'
import { tagsOf } from '../../briefing/text/grammar.ts'
import { once } from '../../once.ts'
import { isReference } from '../find-commentary.ts'
import { conceptsOf, isFunctionWord } from './lexicon.ts'
import { longestRequest } from './longest-request.ts'
import { isThin } from './namable.ts'
import { readSentence } from './sentence.ts'

/** A search that a person described: what a commentary must have, and what it must not have. */
export type Condition = {
  readonly query: string
  /** The search in which one of several things is enough; undefined if one thing is named, or if the words decide. */
  readonly either: string | undefined
}

/** Meanings of words next to a subject that ask for it. */
const beside = ['want', 'only', 'all', 'latest', 'like', 'related', 'once', 'instead', 'also', 'thank']
/** Meanings of nouns that ask for texts, but that are part of the subject before another noun: `post office`. */
const nouns = ['docs', 'watchn', 'topic', 'view']
/** Meanings of verbs that say that a subject appears, but that are part of it as nouns: `land bridge`, `release of prisoners`. */
const verbs = ['say', 'appear']
const asking = ['see', 'show', 'find', 'send', 'inform']
/** Function words that may begin a subject. */
const kept = /^(?:us|by|from|since|before|after|between|until|till|no|not|off|against|without|over|under)$/u

const startsDate =
  /^(?:\d|last|this|past|the|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|early|late|mid|q[1-4])/iu

/** A word of a description, and whether it is a verb there: few words need to be asked, and the tagger takes time. */
type Described = { readonly text: string; readonly isVerb: () => boolean }

const describedIn = (text: string): readonly Described[] => {
  const tags = once(() => tagsOf(text))
  return [...text.matchAll(/"[^"]*"|\S+/gu)].map((found) => ({
    text: found[0],
    isVerb: () =>
      tags().some(
        ({ start, end, tag }) => start <= found.index && found.index < end && (tag === 'VERB' || tag === 'AUX'),
      ),
  }))
}

const isBeside = ({ text, isVerb }: Described, next: Described | undefined, isLast: boolean): boolean => {
  if (/^(?:US|WHO|IS|IT)$/u.test(text)) return false
  const name = text.toLowerCase().replaceAll(/[,;:.]+$/gu, '')
  const following = next?.text.toLowerCase() ?? ''
  const found = conceptsOf(name)
  const has = (meanings: readonly string[]): boolean => meanings.some((one) => found.has(one))
  if (name === 'new') return !isLast && (conceptsOf(following).has('docs') || isFunctionWord(following))
  if (kept.test(name) || (/^(?:in|during|on)$/u.test(name) && startsDate.test(following))) return false
  if (isFunctionWord(name) || has(beside)) return true
  if (has(nouns)) return isLast ? !found.has('view') : name.endsWith('s') || isFunctionWord(following)
  return has(verbs) && ((following === 'of' && found.has('say')) || isVerb())
}

/** A verb of seeing, hearing or posting before its object: `hear about`, `see anything on`. */
const isAsking = (word: Described, next: Described | undefined): boolean => {
  const found = conceptsOf(word.text.toLowerCase())
  return (
    asking.some((one) => found.has(one)) &&
    /^(?:about|on|for|any|anything|something|everything)$/iu.test(next?.text ?? '')
  )
}

const byAuthor =
  /(?:^|(?<= ))(?:(?:(?:co-?)?(?:written|authored) |penned )?by|from|authors?:?) (?:author )?(?!topic|this |last |past |the |next |an? |few |several |now\b|today|yesterday|\d|jan|feb|mar(?:ch)? |apr|may |jun|jul|aug|sep|oct|nov|dec)((?:"[^"]+")|[\p{L}\p{M}'’.-]+(?: (?!on |about |in |and |or |but |not |only\b|since |after |before |until |till |between |during |from |last |this |past |regarding |with )[\p{L}\p{M}'’.-]+){0,3})/iu
/** `topic cybersecurity`; an archive without that topic reads it as a word. */
const ofTopic =
  /(?:^|(?<= ))(?:(?:on|about|under|in|with|for) )?(?:the )?(?:topic|category|tag)(?: (?:of|is|called|named))?:? (?!is |are |of |that |which )((?:"[^"]+")|[\p{L}\p{M}\p{N}'’-]+(?: (?!and |or |but |by |not |no |without |except |since |from )[\p{L}\p{M}\p{N}'’-]+){0,4})/iu
const whoWrites =
  /^([\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+){0,2}) (?:writes?|publish(?:es)?|posts?|has (?:written|published)|wrote|published)(?: (?:something|anything|a new (?:commentary|article|piece)))?(?: (?:about|on) (.+))?$/iu

const negative =
  /(?:^|[,;]? )(?:but |and )?(?:not(?! (?:only|just|merely|solely|simply))|no|nothing(?! else| but)|except(?:ing)?(?: for| when| where| if)?|excluding|exclude|without|other than|apart from|aside from|minus|skip|ignore|leave out|omit|unless|anything but|everything but|don'?t include|do not include)(?: (?:about|on|from|for|mentioning|related to|those|they|it|is|are|it's|they're|any|the|articles?|stuff|commentaries|pieces))* /iu

const author = String.raw`((?!(?:no|some|any|every)(?:body|one)\b|(?:i|you|we|they|he|she)\b)(?:[\p{L}.-]+ ){0,3}?[\p{L}-]+)`
const relative = String.raw`(?:,? (?:that|which)|(?<=\b(?:commentar(?:y|ies)|articles?|pieces?|papers?|ones)))`
const writing = '(?:wr(?:o|i)te|written|authored?|penned|published?)(?= |$)'
/** A relative clause that says who wrote something, or did not: `that Lim did not write`. */
const whoWrote = [
  [
    new RegExp(String.raw`${relative} ${author} (?:(?:did|has|have) not|(?:did|has|have)n't|never) ${writing}`, 'iu'),
    'not by',
  ],
  [new RegExp(String.raw`${relative} ${author} (?:(?:has|have) )?${writing}`, 'iu'), 'by'],
] as const

/** The text with a relative clause about its author as `by` somebody, or not. */
export const withPlainAuthors = (text: string): string =>
  whoWrote.reduce<string>((plain, [clause, by]) => {
    const name = clause.exec(plain)?.[1]
    return name === undefined ? plain : `${plain.replace(clause, '')} ${by} ${name}`
  }, text)

/** A subject without the words next to it; empty if there is none. */
const bare = (text: string): string => {
  const words = describedIn(text.trim())
  const isLeft = (word: Described, at: number, isLast: boolean): boolean => !isBeside(word, words[at + 1], isLast)
  const first = words.findIndex((word, at) => isLeft(word, at, false) && !isAsking(word, words[at + 1]))
  const last = words.findLastIndex((word, at) => isLeft(word, at, true))
  const left = first < 0 || last < first ? [] : words.slice(first, last + 1).map((word) => word.text)
  return left.join(' ').replaceAll(/^[,;: ]+|[,;:. ]+$/gu, '')
}

const grouped = (text: string): string => (/\s/u.test(text) && !/^".*"$/u.test(text) ? `(${text})` : text)

const quoted = (text: string): string =>
  /\s/u.test(text) && !/^".*"$/u.test(text) ? `"${text.replaceAll('"', '')}"` : text

const parts = (text: string): readonly string[] =>
  text
    .split(/\s*(?:,(?: (?:and|or))?|;|\band\b|\bor\b|&|(?<!\d)\/(?!\d))\s*/iu)
    .map(bare)
    .filter((part) => part !== '')

/** What stands between commas and says only when, and the rest of the text: `fishing, rice, year 2024`. */
const takeDates = (text: string): { readonly dates: readonly string[]; readonly rest: string } => {
  const clauses = text.split(/, */u)
  const isDate = (clause: string): boolean => readSentence(clause).tokens.every((token) => token.concepts.has('date'))
  const dates = clauses.length > 1 ? clauses.filter(isDate) : []
  return {
    dates: dates.map((date) => date.replace(/^(?=\d{4}$)/u, 'in ')),
    rest: clauses.filter((clause) => !dates.includes(clause)).join(', '),
  }
}

/** `china, yes or no`: what names nothing is no part of a list. */
const namesNothing = (text: string): boolean => isThin(readSentence(text).tokens)

/** `rice and nickel, palm oil`: `and` joins words within a part. */
const isMixed = (text: string): boolean => /\band\b.*(?:[,;]|\bor\b)|\bor\b.*\band\b/iu.test(text)

/** A text that begins or ends with a name, and the words beside that: `elections in`, `Nepal`. */
const besideName = (text: string, isBehind: boolean): { readonly beside: string; readonly name: string } => {
  const tags = tagsOf(text)
  const isOther = ({ tag }: { readonly tag: string }): boolean => tag !== 'PROPN'
  const at = isBehind ? tags.findIndex(isOther) : tags.findLastIndex(isOther)
  const cut = at < 0 ? (isBehind ? text.length : 0) : ((isBehind ? tags[at]?.start : tags[at]?.end) ?? 0)
  const [before, behind] = [text.slice(0, cut).trim(), text.slice(cut).trim()]
  return isBehind ? { beside: behind, name: before } : { beside: before, name: behind }
}

/** One of several things is enough; names share the words beside the first or the last: `elections in Nepal or Bhutan`. */
const anyOf = (all: readonly string[]): string => {
  const [first = '', last = ''] = [all[0], all.at(-1)]
  const [head, tail] = [besideName(first, false), besideName(last, true)]
  const areNames = (some: readonly string[]): boolean => some.every((one) => besideName(one, false).beside === '')
  const either = (names: readonly string[]): string => `(${names.map(grouped).join(' OR ')})`
  if (head.beside !== '' && head.name !== '' && areNames(all.slice(1)))
    return `${head.beside} ${either([head.name, ...all.slice(1)])}`
  if (tail.beside !== '' && tail.name !== '' && areNames(all.slice(0, -1)))
    return `${either([...all.slice(0, -1), tail.name])} ${tail.beside}`
  return all.map(grouped).join(' OR ')
}

/** Whether a text is written as a search, with its signs. */
export const isQuery = (text: string): boolean => /(?:^|\s)-?\p{L}+:\S|(?:^|\s)-\p{L}|\bOR\b|[()|]/u.test(text)

/** What is not to be done with what is unwanted: `to see Lim any more`. */
const unwantedVerb = /^(?:to )?(?:see|hear|get|read|receive|have)(?: (?:anything|about|from|by|more|of))* /iu

/** A date limits all that is wanted: `trade except tariffs from this year`. */
const dateBehind = new RegExp(
  String.raw`,? (?:(?:since|before|after|until|till|from|in|during|over|of) (?:(?:the )?(?:this|last|past) \S.*|(?:\d{1,2} )?${month}(?: .*)?|(?:19|20)\d\d|yesterday|today|\p{L}+day)|(?:the )?(?:this|last|past) (?:(?:\d+|few|two|three|six) )?(?:days?|weeks?|months?|quarters?|years?))$`,
  'iu',
)

/** The text before the first exclusion, and the exclusions. */
const split = (text: string): { readonly wanted: string; readonly unwanted: string } => {
  const at = negative.exec(text)
  if (at === null || isQuery(text)) return { wanted: text, unwanted: '' }
  const unwanted = text.slice(at.index + at[0].length)
  const date = dateBehind.exec(unwanted)
  return {
    wanted: `${text.slice(0, at.index)}${date?.[0].replace(',', '') ?? ''}`,
    unwanted: date === null ? unwanted : unwanted.slice(0, date.index),
  }
}

/** The author that a text names, and the text without them. */
const takeAuthor = (text: string): { readonly author: string | undefined; readonly rest: string } => {
  const [, one, other] = /^(?:only )?by (\p{L}+) or (?:by )?(\p{L}+)$/iu.exec(text.trim()) ?? []
  if (one !== undefined) return { author: undefined, rest: `(author:${one} OR author:${other})` }
  const [, writer, subject] = whoWrites.exec(text.trim()) ?? []
  if (writer !== undefined && !/^(?:anyone|someone|somebody|anybody|they|you|rsis|he|she)$/iu.test(writer)) {
    return { author: writer, rest: subject ?? '' }
  }
  const by = byAuthor.exec(text)
  if (by === null) return { author: undefined, rest: text }
  return {
    author: (by[1] ?? '')
      .replaceAll('"', '')
      .replace(/^(?:dr|prof(?:essor)?|mrs?|ms|amb(?:assador)?|gen(?:eral)?)\.? (?=\S)/iu, ''),
    rest: `${text.slice(0, by.index)} ${text.slice(by.index + by[0].length)}`,
  }
}

/** A change is always made in the channel where it is requested. */
const here = /,? (?:in|to|for|into) (?:this|our) (?:channel|room|group|server|workspace)\b/giu

/** `lease in titles`. */
const inTitle = /^(.+?) (?:only )?in (?:the |its |their )?(?:titles?|headlines?)(?: only| alone)?$/iu

/** The complete title that a text names, as a search; undefined if it names none. */
export const titleIn = (text: string): string | undefined => {
  const named = bare(inTitle.exec(text.trim())?.[1] ?? '')
  return named === '' || isQuery(named) ? undefined : `title:${quoted(named)}`
}

/** The topic that a text names, and the text without it. */
const takeTopic = (text: string): { readonly topics: readonly string[]; readonly rest: string } => {
  const found = ofTopic.exec(text)
  if (found === null) return { topics: [], rest: text }
  return {
    topics: [`topic:${quoted((found[1] ?? '').replaceAll('"', ''))}`],
    rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.trim(),
  }
}

/**
 * What a person wants to read, as a search: `only articles by Lim, not about China` is `author:lim -china`; undefined if
 * nothing is named.
 */
export const readCondition = (typed: string): Condition | undefined => {
  const text = typed.trim().replaceAll(here, '')
  if (text.length > longestRequest) return { query: text, either: undefined }
  if (isReference(bare(text))) return undefined
  const title = titleIn(text)
  if (title !== undefined) return { query: title, either: undefined }
  if (isQuery(text)) return { query: bare(text.replace(/^(?:only|just) /iu, '')), either: undefined }
  const written =
    /^(?!(?:(?:last|this|next) )?(?:\p{L}*day|week|month|year)['’])((?:\p{L}[\p{L}.-]*[ -]){0,2}\p{L}+)['’]s?$/iu.exec(
      bare(text),
    )?.[1]
  if (written !== undefined && /['’]/u.test(text)) return { query: `author:${quoted(written)}`, either: undefined }
  const { wanted, unwanted } = split(` ${text}`)
  const { topics, rest: topicless } = takeTopic(wanted.trim())
  const { author, rest } = takeAuthor(topicless)
  const { dates, rest: undated } = takeDates(bare(rest))
  const topic = bare(undated)
  const listed = parts(topic)
  const several = listed.filter((part) => !namesNothing(part))
  const isEither = /,|;|\bor\b|(?<!\d)\/(?!\d)/iu.test(topic) && !isMixed(topic)
  const isList = several.length === 0 || several.length === listed.length
  const both = isList ? topic.replaceAll(/\s*(?:,|;)\s*/gu, ' ') : several.join(' ')
  const either = several.length > 1 ? anyOf(several) : undefined
  const beside = [
    ...dates,
    ...topics,
    ...(author === undefined ? [] : [`author:${quoted(author)}`]),
    ...parts(unwanted.replace(unwantedVerb, '').replace(/^from | (?:any ?more|any longer)$/giu, ''))
      .map((part) => part.replace(negative, ''))
      .filter((part) => part !== '')
      .map((part) => {
        const author = /^(?:by|author) (.+)$/iu.exec(part)?.[1]
        return author === undefined ? `-${quoted(part)}` : `-author:${quoted(author)}`
      }),
  ]
  const withBeside = (one: string): string =>
    [beside.length > 0 && / OR /u.test(one) ? `(${one})` : one, ...beside].filter((part) => part !== '').join(' ')
  // No search leaves out a time.
  if (unwanted !== '' && parts(unwanted).every(namesNothing)) return undefined
  const query = withBeside(isEither && either !== undefined ? either : both)
  if (query === '') return undefined
  return { query, either: isEither || either === undefined ? undefined : withBeside(either) }
}
