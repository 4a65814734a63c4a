import { doubt, fault } from './check.ts'
import type { CheckInput, Finding } from './check.ts'
import { isRound, otherSentences } from './support-words.ts'

/** New content words in a row that make a statement of their own. */
const statementRun = 3

/** Content words in a row from one other sentence that join it to this one; fewer may be what a pronoun means. */
const joinedRun = 5

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
  return own.filter(isIn).length < own.length / 2
}

type IsIn = (index: number) => boolean

const shown = ({ claim }: CheckInput, run: readonly number[]): string =>
  run.map((index) => claim.terms[index]?.word.raw ?? '').join(' … ')

/** What another sentence says, joined on to what the evidence says. */
const fromElsewhere = (input: CheckInput, words: readonly number[], isIn: IsIn): Finding[] => {
  const { claim, evidence } = input
  const runs = otherSentences(input).map(({ number, keys }) => ({
    number,
    run: longestRun(words, (index) => !isIn(index) && keys.has(claim.terms[index]?.key ?? '')),
  }))
  const longest = runs.reduce((best, other) => (other.run.length > best.run.length ? other : best), {
    number: 0,
    run: [] as number[],
  })
  const { number, run } = longest
  const isStatement = run.length >= statementRun && isJoinedOn(input, run, isIn)
  const message = `joins “${shown(input, run)}” of sentence ${number} to ${evidence.label}; claim one of them`
  return run.length >= joinedRun || isStatement ? [fault('JOINED', message)] : []
}

/** What no sentence near says. */
const fromNowhere = (input: CheckInput, words: readonly number[], isIn: IsIn): Finding[] => {
  const { claim, evidence } = input
  const found = (run: readonly number[], isSure: boolean): Finding[] => {
    const message = `adds “${shown(input, run)}”, which neither ${evidence.label} nor its paragraph says`
    return [isSure ? fault('NOVEL_RUN', message) : doubt('NOVEL_RUN', message)]
  }
  // Likes do not count in a statement joined on: some word of it is like some word of any paragraph.
  const round = new Set(evidence.contextTerms.map((term) => term.key))
  const strange = longestRun(words, (index) => !isIn(index) && !round.has(claim.terms[index]?.key ?? ''))
  if (strange.length >= 2 && isJoinedOn(input, strange, isIn)) return found(strange, true)
  // Names have a check of their own.
  const common = words.filter((index) => claim.terms[index]?.isCapital !== true || index === 0)
  const novel = longestRun(common, (index) => !isIn(index) && !isRound(input, index))
  const replaced = replacedWords(input, novel)
  if (novel.length < 2 || (novel.length === 2 && replaced > 0)) return []
  const isReworded = novel.length < statementRun || replaced >= statementRun - 1
  return found(novel, novel.length > statementRun || !isReworded)
}

/** Statements that the claim joins to its evidence: another sentence's, or nobody's. */
export const checkJoined = (input: CheckInput, words: readonly number[], isIn: IsIn): Finding[] => {
  const joined = fromElsewhere(input, words, isIn)
  return joined.length > 0 ? joined : fromNowhere(input, words, isIn)
}
