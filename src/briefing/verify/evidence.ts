import type { NumberedSentence } from '../draft.ts'
import { align } from './align.ts'
import { withoutAuthorFrame } from './author-frame.ts'
import type { CheckInput, Evidence } from './check.ts'
import type { NumberedText } from './number-sentences.ts'
import { readText } from './reading.ts'
import { readTerms } from './terms.ts'
import { namesOf } from './text-names.ts'

/** The sentences that a draft rests on, one at least. */
export type Hosts = readonly [NumberedSentence, ...NumberedSentence[]]

/** Those sentences with what is round them. */
const evidenceOf = (numbered: NumberedText, hosts: Hosts): Evidence => {
  const [first] = hosts
  const around = numbered.sentences.filter((sentence) => sentence.blockIndex === first.blockIndex)
  const before = numbered.sentences.slice(Math.max(0, first.number - 3), first.number - 1)
  const numbers = hosts.map((sentence) => sentence.number)
  const texts = [numbered.title, first.section ?? '', ...[...before, ...around].map(({ text }) => text)]
  const context = texts.join('\n')
  return {
    host: readText(hosts.map((sentence) => sentence.text).join(' ')),
    label: numbers.length === 1 ? `sentence ${first.number}` : `sentences ${numbers.join(' and ')}`,
    context,
    contextTerms: [
      ...readTerms(`${numbered.title}\n${first.section ?? ''}`),
      ...[...before, ...around].flatMap(({ number }) => namesOf(numbered).terms[number - 1] ?? []),
    ],
    start: first.start,
    end: hosts.at(-1)?.end ?? first.end,
    numbered,
  }
}

/** A drafted text laid beside the sentences that it rests on: what every check is given. */
export const inputOf = (claim: string, numbered: NumberedText, hosts: Hosts): CheckInput => {
  const reading = readText(withoutAuthorFrame(claim, numbered.authors))
  const evidence = evidenceOf(numbered, hosts)
  return { claim: reading, evidence, alignment: align(reading, evidence.host) }
}
