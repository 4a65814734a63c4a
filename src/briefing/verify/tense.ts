import { doubtIfRetold, wordsAt } from './check.ts'
import type { Check } from './check.ts'

/** Words of what is still to come, in nouns and participles. */
const pending =
  /\b(?:promis|pledg|plan|expect|due|schedul|intend|propos|forecast|predict|set to|upcoming|future|\b(?:if|unless|when|provided|as long as)\b)/iu

/** What the evidence says is still to come may not be told as done or as standing fact. */
export const checkTense: Check = (input) =>
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
