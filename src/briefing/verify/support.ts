import { doubt, fault } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { reportVerbs } from './lexicon/reporting.ts'
import { frameWords } from './lexicon/small-words.ts'
import { readTerms } from './terms.ts'

/** Below this share of its content words in the sentence a claim says something else. */
const leastSupport = 0.3

/** Below this share a judge has to look. */
const fullSupport = 0.5

const operatorTerms = ({ claim }: CheckInput): Set<number> =>
  new Set(
    claim.operators.flatMap((operator) =>
      Array.from({ length: operator.end - operator.at + 1 }, (_, offset) => operator.at + offset),
    ),
  )

/** Indices of the claim's words that have to rest on the evidence: content, without operators, reports and the author's frame. */
const wordsToSupport = (input: CheckInput): number[] => {
  const operators = operatorTerms(input)
  return input.claim.terms.flatMap((term, index) =>
    term.isContent && !operators.has(index) && !reportVerbs.has(term.lower) && !frameWords.has(term.lower)
      ? [index]
      : [],
  )
}

/** Enough of the claim's words stand in its sentence, and no run of new ones is joined on. */
export const checkSupport: Check = (input) => {
  const { claim, evidence, alignment } = input
  const hostKeys = new Set(evidence.host.terms.map((term) => term.key))
  const contextKeys = new Set(readTerms(evidence.context).map((term) => term.key))
  const authors = new Set(evidence.numbered.authors.flatMap((author) => readTerms(author).map((term) => term.key)))
  const words = wordsToSupport(input).filter((index) => !authors.has(claim.terms[index]?.key ?? ''))
  const isRepeated = ` ${evidence.host.terms.map((term) => term.lower).join(' ')} `.includes(
    ` ${claim.terms.map((term) => term.lower).join(' ')} `,
  )
  if (isRepeated) return []
  if (words.length === 0) return [fault('SUPPORT', `says nothing that ${evidence.label} could bear out`)]
  const isFound = (index: number): boolean =>
    alignment.toEvidence.has(index) || hostKeys.has(claim.terms[index]?.key ?? '')
  const share = words.filter(isFound).length / words.length
  const findings = []
  if (share < leastSupport)
    findings.push(
      fault(
        'SUPPORT',
        `shares too few words with ${evidence.label} to be checked against it; keep to its words or name the right sentence`,
      ),
    )
  else if (share < fullSupport) findings.push(doubt('SUPPORT', `shares few words with ${evidence.label}`))
  let run: string[] = []
  let longest: string[] = []
  for (const index of words) {
    const isNew = !isFound(index) && !contextKeys.has(claim.terms[index]?.key ?? '')
    run = isNew ? [...run, claim.terms[index]?.word.raw ?? ''] : []
    if (run.length > longest.length) longest = run
  }
  if (longest.length >= 3)
    findings.push(
      fault('NOVEL_RUN', `adds “${longest.join(' … ')}”, which neither ${evidence.label} nor its paragraph says`),
    )
  else if (longest.length === 2)
    findings.push(doubt('NOVEL_RUN', `adds “${longest.join(' … ')}”, which ${evidence.label} does not say`))
  return findings
}
