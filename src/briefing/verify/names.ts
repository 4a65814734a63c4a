import { doubt, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { isAcronym, isDate, isPlainStart } from './first-words.ts'
import { bodies, ranks } from './lexicon/roles.ts'
import { anaphors, frameWords, personalPronouns, smallWords } from './lexicon/small-words.ts'
import { nameKeysOf, namesOf, withAcronyms } from './text-names.ts'
import type { TextNames } from './text-names.ts'
import { readTerms } from './terms.ts'
import type { Term } from './terms.ts'

/** The names round a claim's sentence, from near to far. */
type Known = {
  readonly text: TextNames
  readonly host: ReadonlySet<string>
  /** The host's words in whatever case. */
  readonly hostWords: ReadonlySet<string>
  /** Its paragraph, the two sentences before, its subhead and the title. */
  readonly near: ReadonlySet<string>
  readonly nearPlain: ReadonlySet<string>
  /** The sentences before in which a personal pronoun may find its person. */
  readonly before: ReadonlySet<string>
  readonly authors: ReadonlySet<string>
}

/** How many sentences back `he` or `she` may point. */
const pronounReach = 10

const isName = (term: Term): boolean =>
  term.isCapital &&
  term.isContent &&
  !isDate(term.lower) &&
  !term.key.startsWith('#') &&
  !/^(?:RM|US)?\d/u.test(term.word.raw)

const knownRound = ({ evidence }: CheckInput): Known => {
  const text = namesOf(evidence.numbered)
  const host = nameKeysOf(evidence.host.terms)
  const context = evidence.contextTerms
  const at = evidence.numbered.sentences.findIndex((sentence) => sentence.start >= evidence.start)
  const before = text.terms.slice(Math.max(0, at - pronounReach), at).flatMap(nameKeysOf)
  return {
    text,
    host: withAcronyms(host, text.acronyms),
    hostWords: new Set(evidence.host.terms.map((term) => term.key)),
    near: withAcronyms([...host, ...nameKeysOf(context)], text.acronyms),
    nearPlain: new Set(context.flatMap((term) => (term.isCapital ? [] : [term.key]))),
    before: new Set(before),
    authors: new Set(evidence.numbered.authors.flatMap((author) => readTerms(author).map((term) => term.key))),
  }
}

/** How far from a name the words may stand that fix its place in a sentence, in terms. */
const slotReach = 3

/**
 * The name that the sentence has where the claim has this one, and that the claim leaves out: between the same words, or
 * next to the one word that both share.
 */
const replacedName = ({ claim, evidence, alignment }: CheckInput, index: number, sure: ReadonlySet<string>) => {
  const neighbour = (step: 1 | -1): number | undefined =>
    Array.from({ length: slotReach }, (_, offset) => alignment.toEvidence.get(index + step * (offset + 1))).find(
      (at) => at !== undefined,
    )
  const left = neighbour(-1)
  const right = neighbour(1)
  if (left === undefined && right === undefined) return undefined
  const own = alignment.toEvidence.get(index)
  // “Asian capitals” for “capitals in Asia”.
  const isBeside =
    own !== undefined &&
    alignment.toClaim.get(own) === index &&
    [left, right].some((at) => at !== undefined && Math.abs(own - at) <= 2)
  const isInOrder = own !== undefined && own > (left ?? -1) && own < (right ?? Number.POSITIVE_INFINITY)
  // What is far from the one side is told by the other.
  const from = left ?? (right ?? 0) - slotReach - 1
  const to = Math.min(right ?? Number.POSITIVE_INFINITY, from + 2 * slotReach)
  if (isInOrder || isBeside) return undefined
  const key = claim.terms[index]?.key
  return evidence.host.terms.find(
    (term, at) =>
      at > from &&
      at < to &&
      isName(term) &&
      !alignment.toClaim.has(at) &&
      term.key !== key &&
      (at > 0 || sure.has(term.key) || term.key.startsWith('@')),
  )
}

/** The capitalised words round a term, as the claim writes them in one run. */
const runAt = (terms: readonly Term[], index: number): Term[] => {
  let from = index
  let to = index
  const isJoined = (a: Term | undefined, b: Term | undefined): boolean =>
    a !== undefined && b !== undefined && a.isCapital && b.isCapital && a.clause === b.clause
  while (isJoined(terms[from - 1], terms[from])) from -= 1
  while (isJoined(terms[to], terms[to + 1])) to += 1
  return terms.slice(from, to + 1)
}

/** First words that many names have, and that tell none from another. */
const manyBear = new Set(
  'new north south east west central northern southern eastern western national international'.split(' '),
)

/** Whether the word belongs to a full name of the text that the sentence, or what is round it, shortens. */
const completesName = (terms: readonly Term[], index: number, { text, near, before }: Known): boolean => {
  const run = runAt(terms, index).filter((term) => !smallWords.has(term.lower))
  if (run.length < 2 || !text.words.includes(` ${run.map((term) => term.lower).join(' ')} `)) return false
  return run.some((term) => {
    const isTelling = term !== terms[index] && !bodies.has(term.lower) && !manyBear.has(term.lower)
    return isTelling && (near.has(term.key) || before.has(term.key))
  })
}

const opensSentence = ({ claim }: CheckInput, index: number): boolean => {
  const start = claim.terms[index]?.word.start ?? 0
  return index === 0 || /[:.“"‘]\s?$/u.test(claim.text.slice(Math.max(0, start - 2), start))
}

/** Whether all of a name is an author's: `Ingrid` alone may be one, `Ingrid Aamodt` is somebody else. */
const isAuthorName = (terms: readonly Term[], index: number, { authors }: Known): boolean =>
  runAt(terms, index).every((term) => authors.has(term.key) || !term.isContent || frameWords.has(term.lower))

const judgeName = (input: CheckInput, index: number, known: Known): Finding[] => {
  const { claim, evidence } = input
  const term = claim.terms[index]
  if (term === undefined || isAuthorName(claim.terms, index, known)) return []
  const name = term.word.raw
  if (evidence.host.terms.some(({ lower }) => lower === ranks.get(term.lower))) return []
  const isStart = opensSentence(input, index)
  if (isStart && isPlainStart(claim.terms, index, known.text)) return []
  const replaced = replacedName(input, index, known.text.sure)
  if (replaced !== undefined && !completesName(claim.terms, index, known))
    return [fault('NAME_SWAPPED', `says “${name}” where ${evidence.label} says “${replaced.word.raw}”`)]
  if (known.host.has(term.key) || known.hostWords.has(term.key)) return []
  if (!isAcronym(name) && known.nearPlain.has(term.key)) return []
  if (completesName(claim.terms, index, known)) return []
  const isPointedAt = evidence.host.terms.some(({ lower }) => anaphors.has(lower) || lower === 'the')
  if (known.near.has(term.key))
    return isPointedAt ? [] : [doubt('NAME_CONTEXT', `names “${name}”, which ${evidence.label} does not name`)]
  const isPerson = evidence.host.terms.some(({ lower }) => personalPronouns.has(lower))
  if ((isPerson && known.before.has(term.key)) || known.text.leading.has(term.key))
    return [doubt('NAME_CONTEXT', `names “${name}”, which ${evidence.label} does not name`)]
  return known.text.all.has(term.key)
    ? [fault('NAME_ELSEWHERE', `names “${name}”, which stands elsewhere in the text but not near ${evidence.label}`)]
    : [fault('NAME_UNKNOWN', `names “${name}”, which the text never does`)]
}

/**
 * Every name of a claim stands in its sentence, or near enough to be what the sentence's pronouns mean; through aliases of
 * states and acronyms that the text itself explains; and none takes the place of another. An author may be named as the one
 * who argues.
 */
export const checkNames: Check = (input) => {
  const indices = [...input.claim.terms.keys()].filter((index) => {
    const term = input.claim.terms[index]
    return term !== undefined && isName(term)
  })
  if (indices.length === 0) return []
  const known = knownRound(input)
  return indices.flatMap((index) => judgeName(input, index, known))
}
