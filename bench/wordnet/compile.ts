import { readWordNet } from './read.ts'
import type { Pointer, Sense, Synset } from './read.ts'

/** Rarer senses of a word mislead more often than they help. */
const mostSenses = 6

/** Animals, body, food, natural objects, plants, shapes and substances: of these only what is met in running text. */
const nature = new Set(['05', '08', '13', '17', '20', '25', '27'])

const isPlain = (word: string): boolean => /^[a-z]{2,}$/u.test(word)

const isKept = ({ word, synset, rank, uses }: Sense): boolean =>
  isPlain(word) &&
  synset.words.includes(word) &&
  (uses > 0 || !nature.has(synset.field)) &&
  (rank <= mostSenses || uses >= 5)

/** What is kept of a word: numbers of meanings, and of pairs of opposites with its side of them. */
type Entry = {
  readonly own: Set<number>
  readonly kin: Set<number>
  readonly wider: Set<number>
  readonly sides: Map<number, string>
  /** Whether it may be an adjective or an adverb. */
  readonly isDescriptive: boolean
  /** How often its senses were counted in the texts that WordNet was tried on. */
  readonly uses: number
}

type Words = {
  readonly synsets: ReadonlyMap<string, Synset>
  readonly isKept: (word: string, synset: Synset) => boolean
  /** Words that point to a word of a synset and that it does not point to: adverbs to their adjective. */
  readonly pointing: ReadonlyMap<string, readonly { readonly word: string; readonly synset: Synset }[]>
  /** The synsets that a synset is the class or the head of. */
  readonly narrower: ReadonlyMap<string, readonly Synset[]>
}

const without = (numbers: Iterable<number>, ...others: readonly ReadonlySet<number>[]): Set<number> =>
  new Set([...numbers].filter((number) => !others.some((other) => other.has(number))))

const isAdjective = ({ id }: Synset): boolean => id.startsWith('a')

const isFromHead = (synset: Synset, { kind }: Pointer): boolean => kind === '&' && synset.isSatellite

const grouped = <T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> =>
  new Map(
    [...Map.groupBy(pairs, ([key]) => key)].map(([key, group]) => [key, group.map(([, value]) => value)] as const),
  )

const readWords = (synsets: ReadonlyMap<string, Synset>, kept: readonly Sense[]): Words => {
  const all = [...synsets.values()]
  const keys = new Set(kept.map(({ word, synset }) => `${word} ${synset.id}`))
  return {
    synsets,
    isKept: (word, synset) => keys.has(`${word} ${synset.id}`),
    pointing: grouped(
      all.flatMap((synset) =>
        synset.pointers
          .filter(({ kind }) => kind === '\\')
          .map(({ to, from, at }) => {
            const word = synsets.get(to)?.words[at - 1] ?? ''
            return [`${word} ${to}`, { word: synset.words[from - 1] ?? '', synset }] as const
          }),
      ),
    ),
    narrower: grouped(
      all.flatMap((synset) =>
        synset.pointers
          .filter((pointer) => pointer.kind === '@' || isFromHead(synset, pointer))
          .map(({ to }) => [to, synset] as const),
      ),
    ),
  }
}

/** The words derived from a word in one of its meanings: `decision` from `decide`, `swiftly` from `swift`. */
const derivedFrom = (
  { synsets, pointing }: Words,
  word: string,
  synset: Synset,
): { word: string; synset: Synset }[] => [
  ...synset.pointers.flatMap(({ kind, to, from, at }) => {
    const target = synsets.get(to)
    return kind === '+' && synset.words[from - 1] === word && target !== undefined
      ? [{ word: target.words[at - 1] ?? '', synset: target }]
      : []
  }),
  ...(pointing.get(`${word} ${synset.id}`) ?? []),
]

/**
 * The words on one side of a pair of opposites: true for the word itself and its derivations, false for those of the same
 * meaning or a narrower one.
 */
const sideOf = (words: Words, synset: Synset, at: number): Map<string, boolean> => {
  const side = new Map<string, boolean>()
  const put = (word: string, of: Synset, isNear: boolean): void => {
    if (words.isKept(word, of) && side.get(word) !== true) side.set(word, isNear)
  }
  const putAll = (word: string, of: Synset, isNear: boolean): void => {
    put(word, of, isNear)
    for (const derived of derivedFrom(words, word, of)) put(derived.word, derived.synset, isNear)
  }
  for (const [index, word] of synset.words.entries()) putAll(word, synset, index === at - 1)
  for (const below of words.narrower.get(synset.id) ?? []) {
    for (const word of below.words) {
      put(word, below, false)
      for (const adverb of words.pointing.get(`${word} ${below.id}`) ?? []) put(adverb.word, adverb.synset, false)
    }
  }
  return side
}

/** Leaves out what can be met by no second word, and rare words of which no more is known than their class. */
const prune = (entries: Map<string, Entry>): void => {
  const uses = new Map<number, number>()
  const strong = new Map<number, number>()
  for (const { own, kin, wider } of entries.values()) {
    for (const number of [...own, ...kin]) strong.set(number, (strong.get(number) ?? 0) + 1)
    for (const number of [...own, ...kin, ...wider]) uses.set(number, (uses.get(number) ?? 0) + 1)
  }
  for (const [word, { own, kin, wider, sides, isDescriptive, uses: count }] of entries) {
    for (const number of own) if ((uses.get(number) ?? 0) < 2) own.delete(number)
    for (const number of kin) if ((strong.get(number) ?? 0) < 2) kin.delete(number)
    for (const number of wider) if (!strong.has(number)) wider.delete(number)
    const known = own.size + kin.size + sides.size + (isDescriptive ? 1 : 0) + (count > 0 ? wider.size : 0)
    if (known === 0) entries.delete(word)
  }
}

const written = (numbers: Iterable<number>): string => [...numbers].map((number) => number.toString(36)).join(' ')

/** What the verifier needs of WordNet, a line for each word; `src/briefing/verify/wordnet-file.ts` says how it is read. */
export const compile = (): string => {
  const { synsets, senses } = readWordNet()
  const kept = senses.filter(isKept)
  const words = readWords(synsets, kept)
  // The commonest meanings get the shortest numbers.
  const byUse = [...Map.groupBy(kept, ({ synset }) => synset.id)]
    .map(([id, group]) => ({ id, uses: group.reduce((sum, { uses }) => sum + uses, group.length) }))
    .sort((a, b) => b.uses - a.uses || (a.id < b.id ? -1 : 1))
  const numbers = new Map(byUse.map(({ id }, index) => [id, index]))
  const numbersOf = (ids: readonly string[]): number[] => ids.flatMap((id) => numbers.get(id) ?? [])
  const headsOf = (synset: Synset | undefined): string[] =>
    synset?.pointers.filter((pointer) => isFromHead(synset, pointer)).map(({ to }) => to) ?? []

  const entries = new Map<string, Entry>()
  for (const [word, group] of Map.groupBy(kept, (sense) => sense.word)) {
    const isDescriptive = group.some(({ synset }) => /^[ar]/u.test(synset.id))
    const uses = group.reduce((sum, sense) => sum + sense.uses, 0)
    const entry: Entry = { own: new Set(), kin: new Set(), wider: new Set(), sides: new Map(), isDescriptive, uses }
    for (const { synset } of group) {
      const linked = synset.pointers.filter(
        ({ kind, from }) =>
          kind === '$' ||
          (kind === '^' && isAdjective(synset)) ||
          ('+\\<'.includes(kind) && synset.words[from - 1] === word),
      )
      const kin = linked.flatMap(({ kind, to }) => (kind === '\\' ? [to, ...headsOf(synsets.get(to))] : [to]))
      for (const number of numbersOf([synset.id])) entry.own.add(number)
      for (const number of numbersOf([...kin, ...headsOf(synset)])) entry.kin.add(number)
      for (const number of numbersOf(synset.pointers.filter(({ kind }) => kind === '@').map(({ to }) => to)))
        entry.wider.add(number)
    }
    entries.set(word, {
      ...entry,
      kin: without(entry.kin, entry.own),
      wider: without(entry.wider, entry.own, entry.kin),
    })
  }

  let pairs = 0
  for (const synset of synsets.values()) {
    for (const { kind, to, from, at } of synset.pointers) {
      const other = synsets.get(to)
      if (kind !== '!' || other === undefined || synset.id > to) continue
      const sides = [
        ['+', sideOf(words, synset, from)],
        ['-', sideOf(words, other, at)],
      ] as const
      const isOnBoth = (word: string): boolean => sides.every(([, side]) => side.has(word))
      if (sides.some(([, side]) => side.size === 0)) continue
      for (const [sign, side] of sides)
        for (const [word, isNear] of side)
          if (!isOnBoth(word)) entries.get(word)?.sides.set(pairs, isNear ? sign : `${sign}~`)
      pairs += 1
    }
  }
  prune(entries)
  return [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, { own, kin, wider, sides, isDescriptive }]) => {
      const opposed = [...sides].map(([pair, sign]) => sign + pair.toString(36)).join(' ')
      return `${word}|${written(own)}|${written(kin)}|${written(wider)}|${opposed}|${isDescriptive ? 'a' : ''}\n`
    })
    .join('')
}
