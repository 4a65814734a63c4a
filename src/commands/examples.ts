import { isStopWord } from '../archive/query/stop-words.ts'
import { latestCommentaries } from '../archive/store/commentaries.ts'
import type { Commentary } from '../archive/port.ts'
import type { CommandContext } from './command.ts'

/** What examples name where no archive is at hand; help names what the archive holds instead. */
const example = {
  id: 'CO20210',
  words: 'nord stream',
  author: 'author:lim',
  topic: 'topic:maritime',
  quote: 'the region will not be forgotten',
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

/** The same line about that commentary; undefined where it says nothing of what the example names. */
const about = (line: string, { id, title, authors, categories, sections }: Commentary): string | undefined => {
  const own: Readonly<Record<string, string | undefined>> = {
    id,
    words: titleWords(title),
    author: asField('author', authors[0]?.split(' ').at(-1)),
    topic: asField('topic', categories[0]),
    quote: firstWords(sections.flatMap(({ paragraphs }) => paragraphs)),
  }
  let text: string | undefined = line
  for (const [kind, named] of Object.entries(example)) {
    if (text?.includes(named) !== true) continue
    const value: string | undefined = own[kind]
    text = value && text.replaceAll(named, value)
  }
  return text
}

/** Examples about the newest commentary of the archive, so that each finds something; as they are while it is empty. */
export const ownExamples = async (lines: readonly string[], { db }: CommandContext): Promise<readonly string[]> => {
  const { items } = await latestCommentaries(db, { limit: 1, offset: 0 })
  const [newest] = items
  if (newest === undefined) return lines
  return lines.map((line) => about(line, newest.commentary)).filter((line) => line !== undefined)
}
