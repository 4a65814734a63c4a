import { isStopWord } from '../archive/query/stop-words.ts'
import { latestCommentaries } from '../archive/store/commentaries.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import type { CommandContext } from './command.ts'

/** What examples name where no archive is at hand; help names what the archive holds instead. */
const example = {
  id: 'CO20210',
  words: 'nord stream',
  author: 'author:lim',
  topic: 'topic:maritime',
  quote: 'the region will not be forgotten',
  kind: 'kind:forecast',
  year: 'since:2026',
  month: 'this month',
}

const quotedIfSpaced = (text: string): string => (/\s/u.test(text) ? `"${text}"` : text)

/** Two neighbours of the title that say something, else one. */
const titleWords = (title: string): string | undefined => {
  const words = title.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const isTelling = (word: string | undefined): word is string =>
    word !== undefined && word.length > 2 && !isStopWord(word)
  const at = words.findIndex((word, index) => isTelling(word) && isTelling(words[index + 1]))
  return at < 0 ? words.find(isTelling) : `${words[at]} ${words[at + 1]}`
}

const asField = (name: string, value: string | undefined): string | undefined =>
  value && `${name}:${quotedIfSpaced(value.toLowerCase())}`

/** Seven words that follow each other in a text, without a sign between them. */
const firstWords = (paragraphs: readonly string[]): string | undefined =>
  paragraphs
    .map((text) => /[\p{L}\p{M}’-]+(?: [\p{L}\p{M}’-]+){6}/u.exec(text)?.[0])
    .find((words) => words !== undefined)

/** What the examples name, of this commentary. */
const ownOf = ({ commentary, briefing }: ArchivedCommentary): Readonly<Record<string, string | undefined>> => {
  const { id, title, authors, categories, sections, published } = commentary
  return {
    id,
    words: titleWords(title),
    author: asField('author', authors[0]?.split(' ').at(-1)),
    topic: asField('topic', categories[0]),
    quote: firstWords(sections.flatMap(({ paragraphs }) => paragraphs)),
    kind: asField('kind', briefing?.claims.find(({ kind }) => kind !== undefined)?.kind),
    year: asField('since', published?.slice(0, 4)),
    month: asField('since', published?.slice(0, 7)),
  }
}

/** The same line about that commentary; undefined where it says nothing of what the example names. */
const about = (line: string, newest: ArchivedCommentary): string | undefined => {
  const own = ownOf(newest)
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

/** Whether a line asks for something that only an archive with commentaries has. */
const asksTheArchive = (line: string): boolean =>
  namesCommentary(line) || Object.values(example).some((named) => line.includes(named))

/**
 * Examples about the newest commentary of the archive, so that each finds something; while it is empty, those that need
 * none. `isManaging`: what a line behind `/rsis` only changes is not looked for.
 */
export const ownExamples = async (
  lines: readonly string[],
  { db }: CommandContext,
  isManaging: (line: string) => boolean,
): Promise<readonly string[]> => {
  const { items } = await latestCommentaries(db, { limit: 1, offset: 0 })
  const [newest] = items
  if (newest === undefined)
    return lines.filter((line) => !(isManaging(line) ? namesCommentary(line) : asksTheArchive(line)))
  return lines.map((line) => about(line, newest)).filter((line) => line !== undefined)
}
