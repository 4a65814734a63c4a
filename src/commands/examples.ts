import { isStopWord } from '../archive/query/stop-words.ts'
import { latestCommentaries } from '../archive/store/commentaries.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import type { CommandContext } from './command.ts'

/** Names in examples when no archive is at hand; help names commentaries of the archive instead. */
const example = {
  id: 'CO20210',
  words: 'nickel',
  author: 'author:lim',
  topic: 'topic:energy',
  quote: 'the region will not be forgotten',
  kind: 'kind:forecast',
  year: 'since:2026',
  month: 'this month',
}

/** How many of the newest commentaries decide which topics are common. */
const lookedAt = 50
/** With fewer commentaries it cannot be said which topics are common. */
const fewest = 4

const quotedIfSpaced = (text: string): string => (/\s/u.test(text) ? `"${text}"` : text)

const mostTitleWords = 5

/** The part of the title before a colon; of a long part the two longest words, which are rarely common ones. */
const titleWords = (title: string): string | undefined => {
  const [name = ''] = title.toLowerCase().split(/[:?–—]/u)
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  if (words.length <= mostTitleWords && words.some((word) => !isStopWord(word))) return words.join(' ')
  const telling = words
    .filter((word) => !isStopWord(word))
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 2)
  return telling.length === 0 ? undefined : words.filter((word) => telling.includes(word)).join(' ')
}

/** The topic with the fewest commentaries; undefined if most commentaries have every topic, unless there are too few to tell. */
const rarestTopic = (topics: readonly string[], among: readonly ArchivedCommentary[]): string | undefined => {
  const countOfTopic = (topic: string): number =>
    among.filter(({ commentary }) => commentary.categories.includes(topic)).length
  const [rarest] = topics.toSorted((one, other) => countOfTopic(one) - countOfTopic(other))
  if (rarest === undefined || among.length < fewest) return rarest
  return countOfTopic(rarest) * 2 > among.length ? undefined : rarest
}

const asField = (name: string, value: string | undefined): string | undefined =>
  value && `${name}:${quotedIfSpaced(value.toLowerCase())}`

/** Seven consecutive words of a text without punctuation between them. */
const firstWords = (paragraphs: readonly string[]): string | undefined =>
  paragraphs
    .map((text) => /[\p{L}\p{M}’-]+(?: [\p{L}\p{M}’-]+){6}/u.exec(text)?.[0])
    .find((words) => words !== undefined)

/** The names for the examples, from this commentary. */
const ownOf = (
  { commentary, briefing }: ArchivedCommentary,
  among: readonly ArchivedCommentary[],
): Readonly<Record<string, string | undefined>> => {
  const { id, title, authors, categories, sections, published } = commentary
  return {
    id,
    words: titleWords(title),
    author: asField('author', authors[0]?.split(' ').at(-1)),
    topic: asField('topic', rarestTopic(categories, among)),
    quote: firstWords(sections.flatMap(({ paragraphs }) => paragraphs)),
    kind: asField('kind', briefing?.claims.find(({ kind }) => kind !== undefined)?.kind),
    year: asField('since', published?.slice(0, 4)),
    month: asField('since', published?.slice(0, 7)),
  }
}

/** The example with names from that commentary; undefined if the commentary lacks what the example names. */
const about = (line: string, own: ReturnType<typeof ownOf>): string | undefined => {
  let text: string | undefined = line
  for (const [kind, named] of Object.entries(example)) {
    if (text?.includes(named) !== true) continue
    const value: string | undefined = own[kind]
    text = value && text.replaceAll(named, value)
  }
  return text
}

const namesCommentary = (line: string): boolean =>
  line.includes(example.id) || / latest\b/u.test(line.replace(/^\/rsis latest/u, ''))

/** Whether a line needs an archive with commentaries. */
const asksTheArchive = (line: string): boolean =>
  namesCommentary(line) || Object.values(example).some((named) => line.includes(named))

/**
 * Examples about the newest commentary of the archive, so that each finds something; while the archive is empty, those that need
 * none. `isManaging`: whether the line changes settings; such a line needs the archive only if it names a commentary.
 */
export const ownExamples = async (
  lines: readonly string[],
  { db }: CommandContext,
  isManaging: (line: string) => boolean,
): Promise<readonly string[]> => {
  const { items } = await latestCommentaries(db, { limit: lookedAt, offset: 0 })
  const [newest] = items
  if (newest === undefined)
    return lines.filter((line) => !(isManaging(line) ? namesCommentary(line) : asksTheArchive(line)))
  const own = ownOf(newest, items)
  return lines.map((line) => about(line, own)).filter((line) => line !== undefined)
}
