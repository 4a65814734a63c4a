import { expect, test } from 'vitest'
import { typedText } from '../../adapters/slack/render/text.ts'
import { escapedWithin, markdownOf } from '../../adapters/discord/render/text.ts'
import { messageCommand } from '../../src/platform/typed-command.ts'
import { renderDiscordMarkdown } from '../../adapters/web/render/discord-markdown.ts'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { cleanQueryText } from '../../src/archive/query/text.ts'
import { tokensOf } from '../../src/archive/query/words.ts'
import { isAddressed } from '../../src/briefing/text/addressee.ts'
import { foldText } from '../../src/briefing/text/fold.ts'
import { tagWords } from '../../src/briefing/text/grammar.ts'
import { isEnglish } from '../../src/briefing/text/language.ts'
import { isBalanced } from '../../src/briefing/text/quotations.ts'
import { usageOf } from '../../src/briefing/text/run-in.ts'
import { splitSentences } from '../../src/briefing/text/sentences.ts'
import { readWords, stemsOf } from '../../src/briefing/text/words.ts'
import { isUnsafe } from '../../src/briefing/unsafe.ts'
import { inQuotationMarks, piecesOf, safeUrl, shorten, visibleLine, visibleText } from '../../src/card/text.ts'
import { isReference } from '../../src/commands/find-commentary.ts'
import { definitions } from '../../src/commands/registry.ts'
import { tidy } from '../../src/commands/understand/tidy.ts'
import { understand } from '../../src/commands/understand/understand.ts'
import { looksLikeByline, splitAuthors } from '../../src/commentary/authors.ts'
import { parseCalendarDate } from '../../src/commentary/calendar-date.ts'
import { addressKey, normaliseId } from '../../src/commentary/identity.ts'
import { personsIn } from '../../src/commentary/persons.ts'
import { withoutSiteName } from '../../src/commentary/rsis/title.ts'
import { bareLine } from '../../src/commentary/text/lines.ts'
import { countWords, foldedText, plainText } from '../../src/commentary/text/plain.ts'
import { rejoinWords, vocabularyOf } from '../../src/commentary/text/rejoin-words.ts'
import { sectionsOf } from '../../src/commentary/text/sections.ts'
import { linesOfText } from '../../src/commentary/text/unwrap.ts'
import { parseOaiAnswer } from '../../src/backfill/oai-answer.ts'
import { feedsNamedIn } from '../../src/feed/discover.ts'
import { addressesInOpml } from '../../src/feed/opml.ts'
import { parseJsonFeed } from '../../src/feed/parse/json-feed.ts'
import { describeOther } from '../../src/feed/parse/other.ts'
import { regularFeed } from '../../src/feed/parse/regular.ts'
import { textOfHtml } from '../../src/feed/parse/text-of-html.ts'
import { feedStart, tidyXml } from '../../src/feed/parse/tidy-xml.ts'
import { isTooDeep } from '../../src/fetch/shallow-parser.ts'
import { parseNumberedTitle, seriesNumberIn } from '../../src/feed/series-number.ts'
import { parseWrittenDate } from '../../src/feed/written-date.ts'
import { muteUntil } from '../../src/subscriptions/mute-until.ts'
import { normaliseInput } from '../../src/subscriptions/schedule/normalise-input.ts'
import { parseSchedule } from '../../src/subscriptions/schedule/parse-schedule.ts'

/** Every function that reads or cleans text from outside: feeds, pages, PDFs, and what people type. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  addressKey,
  bareLine,
  cleanQueryText,
  countWords,
  describeOther: (text) => describeOther(text, Buffer.from(text)),
  escapedWithin: (text) => escapedWithin(text, text.length),
  foldedText,
  foldText,
  feedStart,
  inQuotationMarks,
  isAddressed,
  isBalanced,
  isEnglish,
  isReference,
  isTooDeep,
  isUnsafe,
  linesOfText,
  looksLikeByline,
  markdownOf: (text) => markdownOf([text], text.length),
  messageCommand,
  muteUntil: (text) => muteUntil(text, new Date(0), 'UTC'),
  normaliseId,
  normaliseInput,
  parseCalendarDate,
  parseJsonFeed: (text) =>
    parseJsonFeed(`{"version":"https://jsonfeed.org/version/1","title":${JSON.stringify(text)}}`),
  parseNumberedTitle,
  parseQuery,
  parseSchedule,
  parseWrittenDate,
  personsIn,
  piecesOf: (text) => piecesOf(text, 2000),
  plainText,
  readWords,
  regularFeed: (text) => regularFeed(`<rss><channel><item><title>${text}`, 'https://site.example/'),
  rejoinWords: (text) => rejoinWords(text, vocabularyOf([text])),
  renderDiscordMarkdown,
  safeUrl,
  sectionsOf: (text) => sectionsOf(linesOfText(text)),
  seriesNumberIn,
  shorten: (text) => shorten([text], text.length / 2),
  splitAuthors,
  splitSentences,
  stemsOf,
  tagWords,
  textOfHtml: (text) => textOfHtml(text, text.length),
  tidyXml,
  tokensOf,
  typedText,
  tidy,
  understand: (text) => understand(text, definitions),
  visibleLine,
  visibleText,
  withoutSiteName,
}

/** Texts that make a scan look far ahead or back: unmatched openers, runs of marks, almost-matches. */
const repeated = [
  [' ', '\n', '\n\n', '\r\n', '\t', '" \u200b"', '\u200b ', '\u0301', '\u00ad'],
  ['&', '&amp;', '&#', '<', '</a', '<b>', '>', '[', '](', '![](', '(', '(A', '“', '”', '‘ ', '’', '"', '"a', "'"],
  ['*', '_', '`', '~', '|', '#', '\\', '%', '$', '=', '--', '- ', '…', '.', '. A', 'A.', 'U.S. ', 'Mr. ', '1. '],
  [',', ', ', '1, ', 'A, ', ' and ', 'A B and ', 'by ', 'By A B, ', 'Dr ', '@', 'a@b.', ':', 'a:', 'https://', '://'],
  ['0', '12/', '1 May ', 'at 9 ', 'mon,', 'every ', 'CO', 'CO2', 'RSIS ', '26204 ', 'a tion ', 'co- ', 'x', 'x '],
  ['said ', 'not ', 'The ', 'who ', 'AND ', 'from:', 'é', '中', 'ไทย', '👩‍👩‍👧', 'ß', 'İ'],
].flat()

const short = 6000
const times = 4
const mostGrowth = 6
/** Below the resolution of a thread's clock, in milliseconds. */
const leastMs = 10

/** Computing time of this thread, so that other work on the machine does not count. An exception counts as an answer. */
const costMs = (read: (text: string) => unknown, text: string): number => {
  const before = process.threadCpuUsage()
  try {
    read(text)
  } catch {}
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** How much longer four times the text takes: 4 if the time grows with the length, 16 if with its square. */
const growthOnce = (read: (text: string) => unknown, textOf: (length: number) => string, length: number): number => {
  const ofLong = costMs(read, textOf(length * times))
  return ofLong < leastMs ? 0 : ofLong / Math.max(leastMs, costMs(read, textOf(length)))
}

const repeats =
  (unit: string) =>
  (length: number): string =>
    unit.repeat(Math.ceil(length / unit.length))

/** Capitalised words of six letters, none of them twice. */
const names = (length: number): string =>
  Array.from({ length: Math.ceil(length / 7) }, (_, at) =>
    String.fromCodePoint(65, ...[1, 26, 676, 17_576, 456_976].map((power) => 97 + (Math.floor(at / power) % 26))),
  ).join(' ')

/** The shortest of a few runs, because first calls are slower, and garbage collection takes time. */
const growthOf = (read: (text: string) => unknown, textOf: (length: number) => string, length = short): number => {
  let least = Infinity
  for (let run = 0; run < 4 && least > mostGrowth; run += 1) least = Math.min(least, growthOnce(read, textOf, length))
  return least
}

test.each(Object.keys(readers))('four times the text costs %s at most six times the computing', (name) => {
  const read = readers[name]
  if (read === undefined) throw new Error(name)
  const growing = repeated.flatMap((unit) => {
    const growth = growthOf(read, repeats(unit))
    return growth > mostGrowth ? [`${JSON.stringify(unit)}: ${growth.toFixed(1)} times`] : []
  })
  expect(growing).toEqual([])
})

/** What reads whole documents on the main thread. A parser's list of open tags is short in a short text. */
const documents: Readonly<Record<string, (text: string) => unknown>> = {
  addressesInOpml,
  feedsNamedIn: (text) => feedsNamedIn(text, 'https://site.example/'),
  isTooDeep,
  parseOaiAnswer,
  textOfHtml: (text) => textOfHtml(text, text.length),
}
const long = 60_000

test.each(Object.keys(documents))('four times the document costs %s at most six times the computing', (name) => {
  const read = documents[name] ?? expect.fail(name)
  const growing = ['<b>', '<svg>', '<a b="c" d>', '<p>', '<b/>', '</b>', '<!--', '<![CDATA[', '&#', '<b'].flatMap(
    (unit) => {
      const growth = growthOf(read, repeats(unit), long)
      return growth > mostGrowth ? [`${unit}: ${growth.toFixed(1)} times`] : []
    },
  )
  expect(growing).toEqual([])
})

test('four times as many names cost at most six times the computing, also if each occurs once', () => {
  expect(growthOf(usageOf, names, long)).toBeLessThanOrEqual(mostGrowth)
})

test('a reader whose time grows with the square of the text is noticed', () => {
  const everyRun = (text: string): boolean => / +x/u.test(text)
  expect(growthOf(everyRun, repeats(' '))).toBeGreaterThan(mostGrowth)
})
