import { authorsLike } from '../../archive/store/completions.ts'
import type { CommandContext } from '../command.ts'

/** A person's name in full stays one, so that the answer says that nobody here is called so. */
const fullName = /^\p{Lu}\S*(?: \p{Lu}\S*)+$/u

const guessed = /(?<=^|[\s(])author:(?:"([^"]+)"|([^\s()]+))/giu

/**
 * A search that was read into somebody's words, with each name that no author has as a word: `what did china say` asks
 * about China. An author whom the person named with `author:` stays one.
 */
export const withKnownAuthors = async (query: string, typed: string, { db }: CommandContext): Promise<string> => {
  if (/\bauthor:/iu.test(typed)) return query
  const names = [...query.matchAll(guessed)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const isKnown = await Promise.all(names.map(async (name) => (await authorsLike(db, name, 1)).length > 0))
  const unknown = new Set(names.filter((name, at) => isKnown[at] === false && !fullName.test(name)))
  return query.replaceAll(guessed, (all: string, quoted?: string, plain?: string) =>
    unknown.has(quoted ?? plain ?? '') ? (quoted ?? plain ?? '') : all,
  )
}
