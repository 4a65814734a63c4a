import { doubt, fault } from './check.ts'
import type { CheckInput, Finding } from './check.ts'
import { textOf } from './edit-runs.ts'
import { isInRun, lengthOf } from './edits.ts'
import type { Edit, Run, Wording } from './edits.ts'
import { limiters, limiting } from './lexicon/extents.ts'
import { comparators, units } from './lexicon/measures.ts'
import { isSign } from './limits.ts'
import { isOpposite } from './opposites.ts'
import type { Reading } from './reading.ts'
import { sidesOf } from './sides.ts'
import type { Term } from './terms.ts'
import { isDescriptive, relationOf } from './wordnet.ts'

/** Whether the word stands at another edit: the sentence was put in another order. */
const isElsewhere = (reading: Reading, { edits }: Wording, edit: Edit, side: 'claim' | 'host', word: string): boolean =>
  edits.some(
    (other) =>
      other !== edit && reading.terms.slice(other[side].from, other[side].to).some((term) => term.lower === word),
  )

/** Words of time, those of one number the same. */
const times = new Map([
  ['before', 1],
  ['after', 2],
  ['once', 2],
  ['following', 2],
  ['during', 3],
  ['while', 3],
  ['until', 4],
  ['since', 5],
])
const nothing = new Set('no none never nobody'.split(' '))
const hardly = new Set('few rarely seldom hardly scarcely little'.split(' '))

/** Two content words that are not forms of one word, and no numbers. */
const isOtherWord = (one: Term, other: Term): boolean => {
  if (!one.isContent || !other.isContent) return false
  return ![one, other].some(({ key }) => key.startsWith('#')) && one.lower.slice(0, 4) !== other.lower.slice(0, 4)
}

/** “nearly everything” told as “everything”: a limit taken out of its place, and put in nowhere else. */
const limitDropped = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  const term = evidence.host.terms[edit.host.from]
  if (lengthOf(edit.claim) > 0 || lengthOf(edit.host) !== 1 || term === undefined || !limiters.has(term.lower))
    return []
  const isOfNumber = isSign(term.lower) && evidence.host.terms[edit.host.to]?.key.startsWith('#') === true
  const isMovedOn = alignment.wording.edits.some((other) =>
    claim.terms.slice(other.claim.from, other.claim.to).some(({ lower }) => limiting.has(lower)),
  )
  return isOfNumber || isMovedOn || term.lower === 'part'
    ? []
    : [fault('QUANTIFIER_DROPPED', `takes “${term.word.raw}” out of the words of ${evidence.label}`)]
}

/** What an action is: still going on, or over. */
const aspectOf = (words: string): string | undefined =>
  /^(?:is|are) being$/u.test(words)
    ? 'going on'
    : /^(?:(?:has|have|had) been|was|were)$/u.test(words)
      ? 'over'
      : undefined

/** “is being built” told as “has been built”, and the reverse. */
const aspectChanged = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const [said, meant] = [aspectOf(textOf(claim, edit.claim)), aspectOf(textOf(evidence.host, edit.host))]
  return said === undefined || meant === undefined || said === meant
    ? []
    : [fault('TENSE', `tells as ${said} what ${evidence.label} tells as ${meant}`)]
}

const signOfPhrase = new Map<string, string>(comparators)

/** “up to” told as “at least”, whatever is measured. */
const signExchanged = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const [said, meant] = [textOf(claim, edit.claim).toLowerCase(), textOf(evidence.host, edit.host).toLowerCase()]
  const [sign, hostSign] = [signOfPhrase.get(said), signOfPhrase.get(meant)]
  return sign === undefined || hostSign === undefined || sign === hostSign || hostSign === 'even'
    ? []
    : [fault('COMPARATOR', `says “${said}” where ${evidence.label} says “${meant}”`)]
}

const lowerBefore = (reading: Reading, { from }: Run): string => reading.terms[from - 1]?.lower ?? ''

/** One word exchanged for another: an opposite, a number or a unit of something else. */
const wordExchanged = (input: CheckInput, edit: Edit): Finding[] => {
  const { claim, evidence, alignment } = input
  const said = claim.terms.slice(edit.claim.from, edit.claim.to)
  const meant = evidence.host.terms.slice(edit.host.from, edit.host.to)
  if (said.length !== 1 || meant.length !== 1) return []
  const [one, other] = [said[0]?.lower ?? '', meant[0]?.lower ?? '']
  const message = `says “${one}” where ${evidence.label} says “${other}”`
  const isExchanged =
    isElsewhere(claim, alignment.wording, edit, 'claim', other) &&
    isElsewhere(evidence.host, alignment.wording, edit, 'host', one)
  const countIn = (reading: Reading, word: string): number => reading.terms.filter(({ lower }) => lower === word).length
  // Of “those who did worst” and “those who did best” the claim may tell the second.
  const isOfOther = countIn(claim, one) <= countIn(evidence.host, one) && countIn(claim, other) === 0
  const isDenied = lowerBefore(claim, edit.claim) !== 'not' && lowerBefore(evidence.host, edit.host) === 'not'
  if (isDenied && one === 'little') return []
  if (isOpposite(one, other) && sidesOf(input) !== 'crossed' && !/^(?:few|little)$/u.test(other))
    return [isExchanged || isOfOther ? doubt('ANTONYM', message) : fault('ANTONYM', message)]
  const [key = '', hostKey = ''] = [said[0]?.key, meant[0]?.key]
  if (key.startsWith('#') && hostKey.startsWith('#') && key !== hostKey)
    return [isExchanged ? doubt('NUMBER', message) : fault('NUMBER', message)]
  // “closed or sold” told as “closed and sold”: under a negation both may say the same.
  if (/^(?:and|or)$/u.test(one) && /^(?:and|or)$/u.test(other)) return [doubt('WORD_CHANGED', message)]
  const [time, hostTime] = [times.get(one), times.get(other)]
  if (time !== undefined && hostTime !== undefined && time !== hostTime) return [fault('ORDER_CHANGED', message)]
  if (nothing.has(one) && hardly.has(other)) return [fault('QUANTIFIER_RAISED', message)]
  const [unit, hostUnit] = [units.get(one), units.get(other)]
  if (unit !== undefined && hostUnit !== undefined && unit !== hostUnit) return [fault('UNIT', message)]
  return []
}

const holdsOperator = (reading: Reading, run: Run): boolean => reading.operators.some(({ at }) => isInRun(run, at))

/**
 * One word for another that WordNet does not hold for like it: an adjective or adverb changes what is said, of a verb or a
 * noun, which have more ways to be told, a judge has to say.
 */
const wordReplaced = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const { host } = evidence
  if (lengthOf(edit.claim) !== 1 || lengthOf(edit.host) !== 1) return []
  if (holdsOperator(claim, edit.claim) || holdsOperator(host, edit.host)) return []
  const [said, meant] = [claim.terms[edit.claim.from], host.terms[edit.host.from]]
  if (said === undefined || meant === undefined || !isOtherWord(said, meant)) return []
  // The first word has its capital from the sentence; elsewhere it makes a name, and names are looked at for themselves.
  if ((said.isCapital && edit.claim.from > 0) || (meant.isCapital && edit.host.from > 0)) return []
  const [one, other] = [said.lower, meant.lower]
  if (isOpposite(one, other) || relationOf(one, other) !== undefined) return []
  const message = `says “${one}” where ${evidence.label} says “${other}”`
  const isSure = isDescriptive(one) && isDescriptive(other) && !host.terms.some(({ lower }) => lower === one)
  return [isSure ? fault('WORD_CHANGED', message) : doubt('WORD_CHANGED', message)]
}

/** “that the region decides” for “that others decide”: those who are not of the sentence become somebody of it. */
const othersNamed = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const { host } = evidence
  const isOthers = /^(?:the )?(?:others|another|somebody else|someone else)$/iu.test(textOf(host, edit.host))
  const said = claim.terms.slice(edit.claim.from, edit.claim.to).filter(({ isContent }) => isContent)
  const isOfSentence = said.length > 0 && said.every(({ key }) => host.terms.some((term) => term.key === key))
  return isOthers && isOfSentence
    ? [
        fault(
          'WORD_CHANGED',
          `says “${textOf(claim, edit.claim)}” where ${evidence.label} says “${textOf(host, edit.host)}”`,
        ),
      ]
    : []
}

/** What an edit may do to single words: opposites, numbers, units, limits, tenses. */
export const wordLooks = [othersNamed, wordExchanged, wordReplaced, signExchanged, limitDropped, aspectChanged]
