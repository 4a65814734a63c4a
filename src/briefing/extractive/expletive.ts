import type { TaggedWord } from '../text/grammar.ts'
import { wordSet } from '../text/word-set.ts'

/** After “it is …” these words describe a thing: “it is able to”, “it is likely to”. */
const ofSomething =
  wordSet(`able unable willing unwilling ready bound set likely unlikely due keen eager poised meant intended designed supposed free
  about going subject committed determined prone`)
/** “it seems that”, “it takes years to”, “it makes no sense to”: verbs, with the words that must follow. */
const seeming: ReadonlyMap<string, RegExp> = new Map([
  ...['remain', 'seem', 'appear', 'follow', 'matter'].map(
    (verb) => [verb, /^(?:\S+ ){0,3}(?:to|that|whether|how|if) /u] as const,
  ),
  ...['help', 'pay'].map((verb) => [verb, /^(?:to|that) /u] as const),
  ['become', /^\S+ (?:to|that|whether|how) /],
  ['take', /^(?:\S+ ){1,5}to /u],
  ['make', /^(?:\S+ )?sense (?:to|that|for) /u],
])
const clauseOpener = /^(?:to|that|whether|how|if|for|who|which)$/u

/** Whether the “it” at `at` means nothing: “it is time to …”, “it remains to be seen …”, “it is trade that …”. */
export const isExpletive = (words: readonly TaggedWord[], at: number): boolean => {
  const rest = words.slice(at + 1, at + 12)
  const from = rest.findIndex(({ tag, lower }) => tag !== 'AUX' && tag !== 'ADV' && lower !== 'not')
  const said = from === -1 ? [] : rest.slice(from)
  const [first] = said
  if (first === undefined || first.isMark) return false
  const pattern = seeming.get(first.lemma)
  if (pattern !== undefined)
    return pattern.test(
      said
        .slice(1)
        .map(({ lower }) => `${lower} `)
        .join(''),
    )
  const clause = said.findIndex(({ lower, isMark }) => isMark || clauseOpener.test(lower))
  const opener = said[clause]
  const isBe = rest.slice(0, from).some(({ lemma }) => lemma === 'be')
  if (!isBe || opener === undefined || opener.isMark || clause === 0 || clause > 6) return false
  // “It may be eased by a levy to …” is about something.
  if (said[1]?.lower === 'by') return false
  // “It was a decision that has cost votes” describes something.
  const isPredicate = /^an?$/u.test(first.lower)
  // “It is time for ports to act”, not “it is a model for ports”.
  if (opener.lower === 'for') return said.slice(clause, clause + 8).some(({ lower }) => lower === 'to')
  if (opener.lower !== 'to') return !isPredicate
  const isOfSomething = said.slice(0, clause).some(({ tag, lower }) => tag === 'DET' || ofSomething.has(lower))
  return !isOfSomething && said[clause + 1]?.tag !== 'DET'
}
