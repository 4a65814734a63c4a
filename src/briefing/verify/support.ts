import { isAkin } from './align.ts'
import { doubt, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { units } from './lexicon/measures.ts'
import { reportVerbs } from './lexicon/reporting.ts'
import { frameWords } from './lexicon/small-words.ts'
import { namesOf } from './text-names.ts'
import { readTerms } from './terms.ts'

/** Below this share of its content words in the sentence a claim says something else. */
const leastSupport = 0.3

/** Below this share a judge has to look. */
const fullSupport = 0.5

/** With the words of the paragraph, which a claim needs to say what a pronoun means. */
const leastSupportRound = 0.6

/** By how much another sentence has to bear a claim out better for the claim to be that sentence's. */
const betterBy = 0.35

/** New content words in a row that make a statement of their own. */
const statementRun = 3

/** Content words in a row from one other sentence that join it to this one; fewer may be what a pronoun means. */
const joinedRun = 5

const operatorTerms = ({ claim }: CheckInput): Set<number> =>
  new Set(
    claim.operators.flatMap((operator) =>
      Array.from({ length: operator.end - operator.at + 1 }, (_, offset) => operator.at + offset),
    ),
  )

/** Indices of the claim's words that have to rest on the evidence: content, without operators, reports and the author's frame. */
const wordsToSupport = (input: CheckInput): number[] => {
  const operators = operatorTerms(input)
  const authors = new Set(
    input.evidence.numbered.authors.flatMap((author) => readTerms(author).map((term) => term.key)),
  )
  return input.claim.terms.flatMap((term, index) =>
    term.isContent &&
    // Figures have a check of their own.
    !term.key.startsWith('#') &&
    !units.has(term.lower) &&
    !operators.has(index) &&
    !reportVerbs.has(term.lower) &&
    !frameWords.has(term.lower) &&
    !authors.has(term.key)
      ? [index]
      : [],
  )
}

const isRepeated = ({ claim, evidence }: CheckInput): boolean => {
  const wordsOf = (terms: CheckInput['claim']['terms']): string => ` ${terms.map((term) => term.lower).join(' ')} `
  return wordsOf(evidence.host.terms).includes(wordsOf(claim.terms))
}

/** The other sentences of the text, by number. */
const otherSentences = ({ evidence }: CheckInput) => {
  const { numbered, host } = evidence
  const { keys } = namesOf(numbered)
  return numbered.sentences
    .filter((sentence) => !host.text.includes(sentence.text))
    .map(({ number }) => ({ number, keys: keys[number - 1] ?? new Set<string>() }))
}

/** The longest run of a list for which `is` holds. */
const longestRun = (list: readonly number[], is: (index: number) => boolean): number[] => {
  let run: number[] = []
  let longest: number[] = []
  for (const index of list) {
    run = is(index) ? [...run, index] : []
    if (run.length > longest.length) longest = run
  }
  return longest
}

/** How many content words of the evidence the claim leaves out where it has this run of its own instead. */
const replacedWords = ({ alignment, evidence }: CheckInput, run: readonly number[]): number => {
  const [first = 0] = run
  const last = run.at(-1) ?? first
  const before = [...alignment.toEvidence].filter(([index]) => index < first).map(([, at]) => at)
  const after = [...alignment.toEvidence].filter(([index]) => index > last).map(([, at]) => at)
  const from = before.length > 0 ? Math.max(...before) : -1
  const to = after.length > 0 ? Math.min(...after) : evidence.host.terms.length
  return evidence.host.terms.filter((term, at) => at > from && at < to && term.isContent && !alignment.toClaim.has(at))
    .length
}

const joiners = new Set(['and', 'but', 'because', 'so', 'while', 'although', 'which', 'whereas'])

/** How far before a run the word may stand that joins its statement on, in terms. */
const joinerReach = 5

/** Whether the run stands in a statement that a conjunction joins on, and of which the evidence holds less than half. */
const isJoinedOn = (
  { claim }: CheckInput,
  [first = 0]: readonly number[],
  isIn: (index: number) => boolean,
): boolean => {
  const isJoiner = (index: number): boolean => joiners.has(claim.terms[index]?.lower ?? '')
  const indices = [...claim.terms.keys()]
  const joiner = indices.findLast((index) => index < first && index >= first - joinerReach && isJoiner(index))
  if (joiner === undefined) return false
  const end = indices.find((index) => index > first && isJoiner(index)) ?? claim.terms.length
  const own = indices.filter((index) => index > joiner && index < end && claim.terms[index]?.isContent === true)
  return own.filter(isIn).length < own.length * fullSupport
}

/** Whether the paragraph round the evidence has the word or one like it: what a pronoun means may be put in its place. */
const isRound = ({ claim, evidence }: CheckInput, index: number): boolean =>
  evidence.contextTerms.some((term) => term.key === claim.terms[index]?.key || isAkin(claim.terms[index], term))

const checkShare = (input: CheckInput, words: readonly number[], isIn: (index: number) => boolean): Finding[] => {
  const { claim, evidence } = input
  const shareOf = (is: (index: number) => boolean): number => words.filter(is).length / words.length
  const share = shareOf(isIn)
  if (share >= fullSupport) return []
  const keyOf = (index: number): string => claim.terms[index]?.key ?? ''
  const better = otherSentences(input).find(
    ({ keys }) => shareOf((index) => keys.has(keyOf(index))) >= share + betterBy,
  )
  if (better !== undefined)
    return [
      fault(
        'SUPPORT_ELSEWHERE',
        `says what sentence ${better.number} says; rest it on that one, or keep to ${evidence.label}`,
      ),
    ]
  const shareRound = shareOf((index) => isIn(index) || isRound(input, index))
  if (share < leastSupport && (shareRound < leastSupportRound || words.filter(isIn).length < 2))
    return [
      fault(
        'SUPPORT',
        `shares too few words with ${evidence.label} to be checked against it; keep to its words or name the right sentence`,
      ),
    ]
  return [doubt('SUPPORT', `shares few words with ${evidence.label}`)]
}

const checkRuns = (input: CheckInput, words: readonly number[], isIn: (index: number) => boolean): Finding[] => {
  const { claim, evidence } = input
  const keyOf = (index: number): string => claim.terms[index]?.key ?? ''
  const shown = (run: readonly number[]): string => run.map((index) => claim.terms[index]?.word.raw ?? '').join(' … ')
  const joined = otherSentences(input)
    .map(({ number, keys }) => ({ number, run: longestRun(words, (index) => !isIn(index) && keys.has(keyOf(index))) }))
    .reduce((best, other) => (other.run.length > best.run.length ? other : best), { number: 0, run: [] as number[] })
  const isStatement = joined.run.length >= statementRun && isJoinedOn(input, joined.run, isIn)
  if (joined.run.length >= joinedRun || isStatement)
    return [
      fault(
        'JOINED',
        `joins “${shown(joined.run)}” of sentence ${joined.number} to ${evidence.label}; claim one of them`,
      ),
    ]
  // Likes do not count here: some word of a statement joined on is like some word of the paragraph.
  const round = new Set(evidence.contextTerms.map((term) => term.key))
  const novel = longestRun(words, (index) => !isIn(index) && !round.has(keyOf(index)))
  const message = `adds “${shown(novel)}”, which neither ${evidence.label} nor its paragraph says`
  if (novel.length < statementRun - 1) return []
  const isClause = isJoinedOn(input, novel, isIn)
  const isReworded = novel.length < statementRun || replacedWords(input, novel) >= statementRun - 1
  const isDoubtful = novel.length <= statementRun && isReworded && !isClause
  return [isDoubtful ? doubt('NOVEL_RUN', message) : fault('NOVEL_RUN', message)]
}

/** Enough of the claim's words stand in its sentence, no other sentence bears it out better, and no run of new words is joined on. */
export const checkSupport: Check = (input) => {
  const { claim, evidence, alignment } = input
  if (isRepeated(input)) return []
  const words = wordsToSupport(input)
  if (words.length === 0) return [fault('SUPPORT', `says nothing that ${evidence.label} could bear out`)]
  const hostKeys = new Set(evidence.host.terms.map((term) => term.key))
  const isIn = (index: number): boolean =>
    alignment.toEvidence.has(index) || hostKeys.has(claim.terms[index]?.key ?? '')
  return [...checkShare(input, words, isIn), ...checkRuns(input, words, isIn)]
}
