import type { Db } from '../../store/connection.ts'
import { isStopWord } from '../query/stop-words.ts'
import { wordTerm } from '../query/tree.ts'
import { plainToken, stemOf, tokensOf } from '../query/words.ts'
import type { ArchivedCommentary } from '../port.ts'
import { commentariesByNumber, findCommentary } from '../store/commentaries.ts'
import { createEvaluator } from './evaluate.ts'
import { currentIndex } from './index-of.ts'
import { bestOf } from './rank.ts'
import { scoreAll } from './score.ts'
import { docsOf, wordsWithStems } from './vocabulary.ts'

/** The subject of a text is represented by this many of its words. */
const mostTerms = 20

/**
 * The commentaries on the same subject as the one with this id, most similar first: those that share the words which
 * are frequent in it and rare elsewhere. Empty if the archive has no such id.
 */
export const relatedTo = async (db: Db, id: string, limit: number): Promise<ArchivedCommentary[]> => {
  const index = await currentIndex(db)
  const archived = await findCommentary(db, id)
  if (archived === undefined) return []
  const { title, authors } = archived.commentary
  const tokens = [title, ...authors, archived.text]
    .flatMap((part) => tokensOf(part))
    .filter((token) => plainToken(token).length > 2 && !isStopWord(token))
  const uses = Map.groupBy(tokens, stemOf)
  const words = wordsWithStems(index, uses.keys())
  const weights = [...uses].map(([stem, forms]) => {
    const docs = Math.min(index.docs, docsOf(words.get(stem)))
    // A word that no other commentary contains does not help.
    return { token: forms[0] ?? '', weight: docs < 2 ? 0 : forms.length * Math.log(index.docs / docs) }
  })
  const telling = weights
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostTerms)
    .map(({ token }) => wordTerm(token))
  const { of } = scoreAll(index, createEvaluator(index, telling), telling, 0)
  const found = [...of.keys()].filter((number) => (of[number] ?? 0) > 0)
  const best = await commentariesByNumber(
    db,
    bestOf(found, of, limit + 1).map(({ number }) => number),
  )
  return best.filter(({ commentary }) => commentary.id !== id).slice(0, limit)
}
