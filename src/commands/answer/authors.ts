import { authorsLike } from '../../archive/store/completions.ts'
import type { CommandContext } from '../command.ts'

const guessed = /(?<=^|[\s(])author:(?:"([^"]+)"|([^\s()]+))/giu

/**
 * A search that was read into somebody's words, with each name that no author has as a word: `what did china say` asks
 * about China. An author whom the person named with `author:` stays one.
 */
export const withKnownAuthors = async (query: string, typed: string, { db }: CommandContext): Promise<string> => {
  if (/\bauthor:/iu.test(typed)) return query
  const names = [...query.matchAll(guessed)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const isKnown = await Promise.all(names.map(async (name) => (await authorsLike(db, name, 1)).length > 0))
  const unknown = new Set(names.filter((_, at) => isKnown[at] === false))
  return query.replaceAll(guessed, (all: string, quoted?: string, plain?: string) =>
    unknown.has(quoted ?? plain ?? '') ? (quoted ?? plain ?? '') : all,
  )
}
