import { doubtIfRetold, fault, wordsAt } from './check.ts'
import type { Check } from './check.ts'

/** Words of what is still to come, in nouns and participles. */
const pending =
  /\b(?:promis|pledg|plan|expect|due|schedul|intend|propos|forecast|predict|set to|upcoming|future|\b(?:if|unless|when|provided|as long as)\b)/iu

/** “already” put in where the evidence only tells what would or will be. */
const broughtForward: Check = ({ claim, evidence }) => {
  const isAlready = (lower: string): boolean => lower === 'already'
  const isOpen = evidence.host.operators.some(({ kind, words }) => kind === 'future' || words === 'would')
  const isPutIn =
    claim.terms.some(({ lower }) => isAlready(lower)) &&
    ![...evidence.host.terms, ...evidence.contextTerms].some(({ lower }) => isAlready(lower))
  const isOpenHere = claim.operators.some(({ kind }) => kind === 'future' || kind === 'weak')
  return isPutIn && isOpen && !isOpenHere
    ? [fault('TENSE', `says “already”; ${evidence.label} tells what is still open`)]
    : []
}

const toldAsFact: Check = (input) =>
  input.evidence.host.operators
    .filter((operator) => operator.kind === 'future')
    .flatMap((operator) => {
      const [head] = operator.focus
      const told = head === undefined ? undefined : input.alignment.toClaim.get(head)
      if (told === undefined) return []
      const isTold = input.claim.operators.some(
        (other) =>
          other.kind !== 'soft' &&
          other.kind !== 'contrast' &&
          other.kind !== 'negator' &&
          other.at < told &&
          told >= other.from &&
          told <= other.to,
      )
      const before = input.claim.terms[told - 1]?.lower
      if (
        isTold ||
        before === 'to' ||
        pending.test(input.claim.text) ||
        input.claim.operators.some((other) => other.kind === 'future')
      )
        return []
      return [
        doubtIfRetold(
          input,
          'TENSE',
          `tells as a fact what ${input.evidence.label} puts as “${wordsAt(input.evidence.host, operator.at, operator.end)}”`,
        ),
      ]
    })

/** What the evidence says is still to come may not be told as done, as standing fact, or as here already. */
export const checkTense: Check = (input) => [...toldAsFact(input), ...broughtForward(input)]
