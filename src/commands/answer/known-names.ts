import { authorsLike, topicsLike } from '../../archive/store/completions.ts'
import type { CommandContext } from '../command.ts'

/** A person's full name stays a name, so that the answer says that no author has it. */
const fullName = /^\p{Lu}\S*(?: \p{Lu}\S*)+$/u

const guessed = /(?<=^|[\s(:-])(author|topic):(?:"([^"]+)"|([^\s()]+))/giu

/**
 * A text with searches that were read from somebody's words, in which a name that no author or topic has becomes a word: `what did
 * china say` asks about China. A name that the person wrote with `author:` or `topic:` stays.
 */
const withKnown = async (
  fields: readonly ('author' | 'topic')[],
  query: string,
  typed: string,
  { db }: CommandContext,
): Promise<string> => {
  const unknown = new Set<string>()
  for (const [all, name = '', quoted, plain] of query.matchAll(guessed)) {
    const field = fields.find((one) => one === name.toLowerCase())
    const value = quoted ?? plain ?? ''
    if (field === undefined || new RegExp(`\\b${field}:`, 'iu').test(typed)) continue
    const like = field === 'author' ? authorsLike : topicsLike
    const isFullName = field === 'author' && fullName.test(value)
    if (!isFullName && (await like(db, value, 1)).length === 0) unknown.add(all)
  }
  return query.replaceAll(guessed, (all: string, _: string, quoted?: string, plain?: string) =>
    unknown.has(all) ? (quoted ?? plain ?? '') : all,
  )
}

/** A search without the authors and topics that the archive does not have. */
export const withKnownNames = async (query: string, typed: string, context: CommandContext): Promise<string> =>
  withKnown(['author', 'topic'], query, typed, context)

/** A line or question without the topics that the archive does not have. */
export const withKnownTopics = async (text: string, typed: string, context: CommandContext): Promise<string> =>
  withKnown(['topic'], text, typed, context)
