import { isStopWord } from '../../src/archive/query/stop-words.ts'
import { capitalsMark, plainToken, stemOf, wordsOf } from '../../src/archive/query/words.ts'
import { currentIndex } from '../../src/archive/search/index-of.ts'
import { guessesFor } from '../../src/archive/search/spelling.ts'
import { createRandom } from '../random.ts'
import { openArchive } from './engines.ts'
import type { Doc } from './texts.ts'

/** The ways to misspell a word by one letter after its first. */
const editKinds = ['put in', 'left out', 'changed', 'swapped'] as const
type EditKind = (typeof editKinds)[number]

const letters = 'abcdefghijklmnopqrstuvwxyz'

const edited = (word: string, kind: EditKind, random: () => number): string => {
  const below = (count: number): number => Math.floor(random() * count)
  const at = 1 + below(word.length - 2)
  const [head, own, next, tail] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)]
  const letter = letters.charAt(below(letters.length))
  if (kind === 'put in') return head + letter + own + next + tail
  if (kind === 'left out') return head + next + tail
  return kind === 'changed' ? head + letter + next + tail : head + next + own + tail
}

type Misspelling = { readonly kind: EditKind; readonly word: string; readonly typed: string }

/**
 * Misspellings of words in at least two of the texts, each word once for each kind of edit. A misspelling that is a
 * form of a word in the texts does not count.
 */
const misspellingsOf = (docs: readonly Doc[]): readonly Misspelling[] => {
  const docsOf = new Map<string, number>()
  for (const { title, text } of docs) {
    const own = new Set(wordsOf(`${title}\n${text}`).map(({ token }) => plainToken(token)))
    for (const word of own) docsOf.set(word, (docsOf.get(word) ?? 0) + 1)
  }
  const stems = new Set([...docsOf.keys()].map(stemOf))
  const random = createRandom(11)
  return [...docsOf]
    .filter(([word, count]) => count > 1 && /^[a-z]{5,}$/u.test(word) && !isStopWord(word))
    .flatMap(([word]) => editKinds.map((kind) => ({ kind, word, typed: edited(word, kind, random) })))
    .filter(({ word, typed }) => typed !== word && !stems.has(stemOf(typed)))
}

/**
 * How many of the misspellings the search corrects to the right word, by kind; how many to a word that occurs only once in the
 * texts, which may be a misspelling itself; and how many it leaves.
 */
export const measureOneEdit = async (docs: readonly Doc[]): Promise<string[][]> => {
  const store = await openArchive(docs)
  const index = await currentIndex(store.db)
  const made = misspellingsOf(docs).map((one) => ({ ...one, made: guessesFor(index, one.typed)[0]?.token }))
  const isRare = (token: string): boolean =>
    index.all<{ uses: number }>(
      'select sum(uses) as uses from words where token in (?, ?)',
      token,
      token + capitalsMark,
    )[0]?.uses === 1
  const row = (name: string, some: typeof made): string[] => {
    const restored = some.filter((one) => one.made === one.word).length
    return [
      name,
      String(some.length),
      `${((100 * restored) / some.length).toFixed(1)} %`,
      String(some.filter((one) => one.made !== undefined && isRare(one.made)).length),
      String(some.filter((one) => one.made === undefined).length),
    ]
  }
  const kinds = editKinds.map((kind) =>
    row(
      kind,
      made.filter((one) => one.kind === kind),
    ),
  )
  const table = [['one letter', 'misspellings', 'restored', 'to a rare word', 'left'], ...kinds, row('all', made)]
  await store.close()
  return table
}
