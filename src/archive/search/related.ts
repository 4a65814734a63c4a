import type { Db } from '../../store/connection.ts'
import { isStopWord } from '../query/stop-words.ts'
import { plainToken, stemOf } from '../query/words.ts'
import type { ArchivedCommentary } from '../port.ts'
import { commentariesByNumber } from '../store/commentaries.ts'
import { currentIndex } from './index-of.ts'
import { anywhere, countStems, rankMatching } from './lookup.ts'
import { quoted } from './match-expression.ts'
import { numbersIn } from './sync.ts'

/** What a text is about is said by so many of its words. */
const mostTerms = 20

/**
 * The commentaries on the same subject as the one with this id, nearest first: those that share the words which are
 * frequent in it and rare elsewhere. Empty for an id that the archive does not hold.
 */
export const relatedTo = async (db: Db, id: string, limit: number): Promise<ArchivedCommentary[]> => {
  const index = await currentIndex(db)
  const doc = index.all<{ number: number; tokens: Uint8Array }>('select number, tokens from docs where id = ?', id)[0]
  const total = index.all<{ count: number }>('select count(*) as count from docs')[0]?.count ?? 0
  if (doc === undefined || total < 2) return []
  const uses = Map.groupBy(numbersIn(doc.tokens), (number) => number)
  const words = index.all<{ id: number; token: string }>(
    'select id, token from words where id in (select value from json_each(?))',
    JSON.stringify([...uses.keys()]),
  )
  const byStem = Map.groupBy(
    words.filter(({ token }) => plainToken(token).length > 2 && !isStopWord(token)),
    ({ token }) => stemOf(token),
  )
  const docs = countStems(index, [...byStem.keys()])
  const weights = [...byStem].map(([stem, forms]) => {
    const count = forms.reduce((sum, { id: number }) => sum + (uses.get(number)?.length ?? 0), 0)
    const found = docs.get(stem) ?? 0
    // A word that no other commentary holds leads nowhere.
    return { stem, weight: found < 2 ? 0 : count * Math.log(total / found) }
  })
  const telling = weights.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  if (telling.length === 0) return []
  const expression = telling
    .slice(0, mostTerms)
    .map(({ stem }) => quoted([stem]))
    .join(' OR ')
  const ranked = rankMatching(index, expression, anywhere, limit + 1).filter(({ number }) => number !== doc.number)
  return commentariesByNumber(
    db,
    ranked.slice(0, limit).map(({ number }) => number),
  )
}
