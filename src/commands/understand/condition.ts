import { longestWish } from './longest-wish.ts'
import { alternatives, documentNouns } from './phrases.ts'

/** A search that a person described: what it must hold, and what it must not. */
export type Condition = {
  readonly query: string
  /** The same where any one of several things is enough; undefined where one alone is named, or the words say which. */
  readonly either: string | undefined
}

const docs = alternatives(String.raw`${documentNouns}
  coverage
  analys[ei]s
  work
  ones?
  opinions?
  views?
  alerts?
`)
const linking = alternatives(String.raw`
  about
  on
  regarding
  concerning
  re
  covering
  around
  with
  for
  to
  of
  in
  into
  mention(?:s|ing|ed)?
  matching
  match(?:es)?
  contain(?:s|ing)?
  includ(?:es|ing)
  discuss(?:es|ing)?
  deals? with
  dealing with
  relat(?:ed|ing|es) to
  related
  to do with
  has to do with
  concerns
  covers
  touch(?:es|ing) (?:on|upon)
  talk(?:s|ing)? about
  says? something about
  tagged
  under
`)
const quantity = alternatives(String.raw`
  but
  and
  only
  just
  solely
  purely
  exclusively
  all
  any
  every
  everything
  anything
  something
  some
  whatever
  what
  the
  a
  an
  new
  newest
  latest
  recent
  more
  rsis
  there(?: is| are|'s|s)?
  (?:some|any)(?:one|body)(?= \w+(?:s|ed) )
  it(?:'s)?
  that
  which
  who
  is
  are
  be
  when(?:ever)?
  if
  as soon as
  once
  every time
  each time
  topics?
  subjects?
  about
  how
  where
  whether
  happen(?:s|ed|ing)?
  go(?:es|ing) on
`)

/** A verb of sending, before what is sent. */
const sending = String.raw`(?:send|show|give|get|deliver|share|want|need|see|read|receive)(?: (?:me|us))?(?= (?:${docs}|${linking}|everything|anything|something|only|just|the|all) )`

const leading = new RegExp(String.raw`^(?:${quantity}|${docs}|${linking}|${sending})(?:[,:]? )(?=\S)`, 'iu')
const trailing = new RegExp(
  `[ ,](?:${alternatives(String.raw`
    only
    instead
    (?:(?:${docs}) )?(?:appears?|comes?(?: (?:out|up|in|along))?|(?:is|are|gets?|has been|have been) (?:published|posted|mentioned|released|added|out|written|new|there)|shows? up|pops? up|drops?|lands?|arrives?|happens|turns? up|breaks)
    (?:reacts?|responds?|develops?|unfolds?|evolves?|proceeds|votes|decides|does next|do next)
    related
    ones?
    and nothing else
    nothing else
    alone
    exclusively
    and no others?
    (?:commentar(?:y|ies)|articles?|pieces?|papers?|posts?|stuff|things|content|updates|news)
  `)})$`,
  'iu',
)
const byAuthor =
  /(?:^|(?<= ))(?:(?:written |authored |penned )?by|from|authors?:?) (?:author )?(?!topic)((?:"[^"]+")|[\p{L}\p{M}'’.-]+(?: (?!on |about |in |and |or |but |not |only|since |after |before |until |till |between |during |from |last |this |past |regarding |with )[\p{L}\p{M}'’.-]+){0,3})/iu
/** `topic cybersecurity`, which an archive without such a topic takes as a word. */
const ofTopic =
  /(?:^|(?<= ))(?:(?:on|about|under|in|with|for) )?(?:the )?(?:topic|category|tag)(?: (?:of|is|called|named))?:? (?!is |are |of |that |which )((?:"[^"]+")|[\p{L}\p{M}\p{N}'’-]+(?: (?!and |or |but |by |not |no |without |except |since |from )[\p{L}\p{M}\p{N}'’-]+){0,4})/iu
const whoWrites =
  /^([\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+){0,2}) (?:writes?|publish(?:es)?|posts?|has (?:written|published)|wrote|published)(?: (?:something|anything|a new (?:commentary|article|piece)))?(?: (?:about|on) (.+))?$/iu

const negative =
  /(?:^|[,;]? )(?:but |and )?(?:not(?! (?:only|just|merely|solely|simply))|no|nothing(?! else| but)|except(?:ing)?(?: for| when| where| if)?|excluding|exclude|without|other than|apart from|aside from|minus|skip|ignore|leave out|omit|unless|anything but|everything but|don'?t include|do not include)(?: (?:about|on|from|by|for|mentioning|related to|those|they|it|is|are|it's|they're|any|the|articles?|stuff|commentaries|pieces))* /iu

const saysNothing = new RegExp(String.raw`^(?:${quantity}|${docs}|${linking}|me|us|here)$`, 'iu')

const bare = (text: string): string => {
  let left = text.trim()
  for (let last = ''; last !== left; ) {
    last = left
    left = left.replace(leading, '').replace(trailing, '').trim()
  }
  const named = left.replaceAll(/^[,;: ]+|[,;:. ]+$/gu, '')
  return saysNothing.test(named) ? '' : named
}

const quoted = (text: string): string =>
  /\s/u.test(text) && !/^".*"$/u.test(text) ? `"${text.replaceAll('"', '')}"` : text

const parts = (text: string): readonly string[] =>
  text
    .split(/\s*(?:,(?: (?:and|or))?|;|\band\b|\bor\b|&|\/)\s*/iu)
    .map(bare)
    .filter((part) => part !== '')

const grouped = (text: string): string => (/\s/u.test(text) && !/^".*"$/u.test(text) ? `(${text})` : text)

const isQuery = (text: string): boolean => /(?:^|\s)-?\p{L}+:\S|(?:^|\s)-\p{L}|\bOR\b|[()|]/u.test(text)

/** What stands before a first exclusion, and what is excluded. */
const split = (text: string): { readonly wanted: string; readonly unwanted: string } => {
  const at = negative.exec(text)
  if (at === null || isQuery(text)) return { wanted: text, unwanted: '' }
  return { wanted: text.slice(0, at.index), unwanted: text.slice(at.index + at[0].length) }
}

/** The author that a text names, and the text without them. */
const takeAuthor = (text: string): { readonly author: string | undefined; readonly rest: string } => {
  const [, writer, subject] = whoWrites.exec(bare(text)) ?? []
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
 * What a person wants to read, as a search: `only articles by Lim, not about China` is `author:lim -china`; undefined
 * where nothing is named.
 */
export const readCondition = (typed: string): Condition | undefined => {
  const text = typed.trim()
  if (text.length > longestWish) return { query: text, either: undefined }
  if (/^(?:co[ -]?)?\d{5}$/iu.test(bare(text))) return undefined
  if (isQuery(text)) return { query: bare(text.replace(/^(?:only|just) /iu, '')), either: undefined }
  const { wanted, unwanted } = split(` ${text}`)
  const { topics, rest: topicless } = takeTopic(wanted.trim())
  const { author, rest } = takeAuthor(topicless)
  const topic = bare(rest)
  const several = parts(topic)
  const isEither = /,|;|\bor\b|\//iu.test(topic)
  const both = topic.replaceAll(/\s*(?:,|;)\s*/gu, ' ')
  const either = several.length > 1 ? several.map(grouped).join(' OR ') : undefined
  const beside = [
    ...topics,
    ...(author === undefined ? [] : [`author:${quoted(author)}`]),
    ...parts(unwanted.replace(/^(?:by|from) /iu, ''))
      .map((part) => part.replace(negative, ''))
      .filter((part) => part !== '')
      .map((part) => `-${quoted(part)}`),
  ]
  const withBeside = (one: string): string =>
    [beside.length > 0 && / OR /u.test(one) ? `(${one})` : one, ...beside].filter((part) => part !== '').join(' ')
  const query = withBeside(isEither && either !== undefined ? either : both)
  if (query === '') return undefined
  return { query, either: isEither || either === undefined ? undefined : withBeside(either) }
}
