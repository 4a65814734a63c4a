import { authorsLike, commentariesLike, topicsLike } from '../archive/store/completions.ts'
import { isOfRsis } from '../card/credit.ts'
import type { Db } from '../store/connection.ts'
import { suggestZones } from '../subscriptions/schedule/suggest-zones.ts'
import type { Completed, Suggestion } from './port.ts'

const mostSuggested = 25
const longest = 100

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`)

const plain = (values: readonly string[]): Suggestion[] =>
  values.filter((value) => value.length <= longest).map((value) => ({ label: value, value }))

/** At most 25 suggestions while a person types. */
export const suggest = async (
  db: Db,
  what: Completed,
  typed: string,
  verbs: readonly string[],
): Promise<readonly Suggestion[]> => {
  switch (what) {
    case 'zone':
      return suggestZones(typed)
    case 'command':
      return plain(verbs.filter((verb) => verb.startsWith(typed.toLowerCase())))
    case 'author':
      return plain(await authorsLike(db, typed, mostSuggested))
    case 'topic':
      return plain(await topicsLike(db, typed, mostSuggested))
    case 'commentary':
    default:
      return (await commentariesLike(db, typed, mostSuggested)).map(({ id, title }) => ({
        label: cut(isOfRsis({ id }) ? `${id} ${title}` : title),
        value: id,
      }))
  }
}
