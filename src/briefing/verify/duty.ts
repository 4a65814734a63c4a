import { doubtIfRetold, fault, wordsAt } from './check.ts'
import type { Check } from './check.ts'
import type { Operator, Reading } from './reading.ts'

const isDuty = (operator: Operator): boolean => operator.kind === 'duty'

/** Words in which an author recommends without an auxiliary: a claim may put `should` for them. */
const recommending =
  /\b(?:better|best|wise|prudent|sensible|answer|remedy|needed|wanted|necessary|essential|recommend|propose|urge|ask|let|make|start|build|be|time|task|priority|give|leave|requires?|required|depends?|cure|course|case for|ripe|called|calls|call|duty|owe|owes|obliged|solution|step|steps|first|second|third|next)\b/iu

export const recommends = (reading: Reading): boolean => recommending.test(reading.text)

/** Words of a claim that recommend in nouns and adjectives: “the remedy is”, “is ripe for”. */
const counselling =
  /\b(?:better|best|wise|prudent|sensible|answer|remedy|needed|wanted|necessary|essential|recommend|propose|urge|ask|task|priority|cure|course|case for|ripe|called|calls|call|let|duty|owe|owes|obliged|solution|requires?|required|depends?|advis|advice|insists?|demands?)/iu

/** “have begun”, “have been allowed”: told as over, in whatever words. */
const isDone = ({ terms }: Reading, index: number): boolean =>
  /(?:^| )(?:has|have|had)(?: (?:been|already|now|\w+ly))*$/u.test(
    terms
      .slice(Math.max(0, index - 3), index)
      .map(({ lower }) => lower)
      .join(' '),
  )

/** “should” may be told as “needs to”, and “needs to” as “must”, but not “should” as “must”. */
export const tolerance = 0.5

/**
 * What ought to be: a claim says it no more strongly than its evidence (must over should), adds none, and does not turn
 * what ought to be into what is.
 */
export const checkDuty: Check = (input) => {
  const { claim, evidence, alignment } = input
  const host = evidence.host
  const hostDuties = host.operators.filter(isDuty)
  const claimDuties = claim.operators.filter(isDuty)
  const findings = claimDuties.flatMap((duty) => {
    const heads = duty.focus.map((index) => alignment.toEvidence.get(index)).filter((index) => index !== undefined)
    const [met] = heads
    const over =
      met === undefined
        ? hostDuties
        : hostDuties.filter((other) => heads.some((index) => index >= other.from && index <= other.to))
    const words = wordsAt(claim, duty.at, duty.end)
    const isRepeated = alignment.wording.inPlace.has(duty.at) && hostDuties.some((other) => other.words === duty.words)
    if (isRepeated) return []
    const isCounsel = /\b(?:authors?|writers?|commentary)\s*$/iu.test(
      claim.text.slice(0, claim.terms[duty.at]?.word.start),
    )
    if (isCounsel && hostDuties.length === 0 && !recommends(host))
      return [fault('DUTY_ADDED', `says that the author “${words}”; ${evidence.label} counsels nothing`)]
    if (over.length === 0) {
      const spoken =
        met === undefined ? recommending.test(host.text) : recommending.test(host.text) && duty.level <= 2.5
      const isMadeBySamePerson = met !== undefined && hostDuties.length > 0 && duty.level <= 2.5
      return spoken || isMadeBySamePerson
        ? []
        : [doubtIfRetold(input, 'DUTY_ADDED', `says “${words}”; ${evidence.label} makes it no duty`)]
    }
    const strongest = Math.max(...over.map((other) => other.level))
    if (duty.level <= strongest + tolerance) return []
    const message = `says “${words}”; ${evidence.label} says “${over[0]?.words ?? ''}”`
    const isSure = met !== undefined && duty.level >= strongest + 1
    return [isSure ? fault('DUTY_RAISED', message) : doubtIfRetold(input, 'DUTY_RAISED', message)]
  })
  if (claimDuties.length > 0) return findings
  for (const duty of hostDuties) {
    const [head] = duty.focus
    const told = head === undefined ? undefined : alignment.toClaim.get(head)
    if (told === undefined) continue
    const isSoftened = claim.operators.some(
      (operator) =>
        // What is planned or expected is no weaker form of what ought to be.
        operator.kind === 'weak' && operator.level !== 3 && told >= operator.from && told <= operator.to,
    )
    const isNominal =
      counselling.test(claim.text) ||
      /\b(?:must|want|wants|prefers?|requires?|depends?|favour|favours|plan|proposal|would|to)\b/iu.test(
        claim.text.slice(0, claim.terms[told]?.word.start ?? 0),
      )
    const leave = claim.operators.find(({ words, focus }) => /^(?:may|can)$/u.test(words) && focus[0] === told)
    const isLeave =
      leave !== undefined && !host.operators.some(({ words, focus }) => words === leave.words && focus[0] === head)
    if (isLeave && duty.level >= 2 && !counselling.test(claim.text)) {
      const message = `says “${leave.words}” where ${evidence.label} says “${wordsAt(host, duty.at, duty.end)}”`
      findings.push(fault('DUTY_WEAKENED', message))
      continue
    }
    // “the missions call for” tells of a need that is there, and asks for nothing.
    if (isSoftened || isNominal || duty.words.startsWith('call')) continue
    const message = `tells as a fact what ${evidence.label} says “${wordsAt(host, duty.at, duty.end)}” of`
    findings.push(isDone(claim, told) ? fault('DUTY_DROPPED', message) : doubtIfRetold(input, 'DUTY_DROPPED', message))
  }
  return findings
}
