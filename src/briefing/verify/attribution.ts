import { quotationsOf } from '../extractive/quotation.ts'
import { doubt, fault } from './check.ts'
import type { CheckInput, Evidence, Finding } from './check.ts'
import { genericSpeakers } from './lexicon/reporting.ts'
import { smallWords } from './lexicon/small-words.ts'
import type { NumberedText } from './number-sentences.ts'
import { findReports } from './reports.ts'
import type { Report } from './reports.ts'
import { readTerms } from './terms.ts'

/** Who holds the claim, as far as it could be settled, and what is wrong with that. */
export type Attribution = { readonly holder: string | undefined; readonly findings: readonly Finding[] }

const titles = new Set(
  'dr mr mrs ms prof professor gen general capt captain rear adm admiral ret lt col maj sen senator president minister commodore ambassador the of and former prime vice'.split(
    ' ',
  ),
)

const nameKeys = (text: string): Set<string> =>
  new Set(
    readTerms(text)
      .filter((term) => term.isContent && term.isCapital && !titles.has(term.lower))
      .map((term) => term.key),
  )

const nounKeys = (text: string): Set<string> =>
  new Set(
    readTerms(text)
      .filter((term) => term.isContent && !titles.has(term.lower) && !smallWords.has(term.lower))
      .map((term) => term.key),
  )

const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((key) => b.has(key))

/** A name, or the noun of a kind of people, that both phrases have: `Dr. Oduya` and `Mirjam Oduya`, `officials in Hanoi` and `officials`. */
const isSameHolder = (a: string, b: string): boolean => {
  const [ownA, ownB] = [nameKeys(a), nameKeys(b)]
  if (ownA.size > 0 && ownB.size > 0) return shares(ownA, ownB)
  return shares(nounKeys(a), nounKeys(b))
}

export const isAuthor = (holder: string, authors: readonly string[]): boolean => {
  const bare = holder
    .trim()
    .toLowerCase()
    .replace(/^the\s+/u, '')
  if (/^(?:co-?)?authors?$|^writers?$|^commentary$/u.test(bare) || bare === '') return true
  const keys = nameKeys(holder)
  return keys.size > 0 && authors.some((author) => [...keys].every((key) => nameKeys(author).has(key)))
}

const isRsis = (text: string): boolean => /\bRSIS\b|Rajaratnam School/u.test(text)

type Quoted = { readonly from: number; readonly to: number }

/** The quoted stretches of the text's paragraphs that reach into the evidence: offsets into it. */
const quotedIn = ({ numbered, start, end }: Evidence): Quoted[] => {
  const blockIndex = numbered.sentences.find((sentence) => sentence.start >= start)?.blockIndex ?? -1
  const block = numbered.blocks[blockIndex]
  if (block === undefined) return []
  const previous = numbered.blocks[blockIndex - 1]
  const opened =
    previous?.kind === 'paragraph' && quotationsOf(numbered.text.slice(previous.start, previous.end)).isLeftOpen
  const text = numbered.text.slice(block.start, block.end)
  return quotationsOf(text, opened)
    .spans.map((span) => ({ from: block.start + span.start - start, to: block.start + span.end - start }))
    .filter((span) => span.to > 0 && span.from < end - start)
}

const neighbours = ({ numbered, start, end }: Evidence): string[] => {
  const at = numbered.sentences.findIndex((sentence) => sentence.start >= start)
  const after = numbered.sentences.find((sentence) => sentence.start >= end)
  const sameBlock = after?.blockIndex === numbered.sentences[at]?.blockIndex ? [after?.text ?? ''] : []
  return [
    ...numbered.sentences
      .slice(Math.max(0, at - 8), at)
      .map((sentence) => sentence.text)
      .toReversed(),
    ...sameBlock,
  ]
}

/** Whom a pronoun, or “the same study”, may mean: who was named last before, by name or as a kind. */
const antecedents = (evidence: Evidence): string[] => {
  const texts = neighbours(evidence)
  const reported = texts.flatMap((text) =>
    findReports(text)
      .filter((report) => report.type === 'named' || report.type === 'generic')
      .map((report) => report.subject),
  )
  return [...reported, ...texts]
}

/** The keys by which a holder is known: names, else nouns. */
const holderWords = (holder: string): Set<string> => (nameKeys(holder).size > 0 ? nameKeys(holder) : nounKeys(holder))

/** Who spoke last before the evidence in its own paragraph. */
const lastSpeakers = ({ numbered, start }: Evidence): string[] => {
  const at = numbered.sentences.findIndex((sentence) => sentence.start >= start)
  const block = numbered.sentences[at]?.blockIndex
  const before = numbered.sentences.slice(Math.max(0, at - 3), at).filter((sentence) => sentence.blockIndex === block)
  return before.flatMap((sentence) => findReports(sentence.text).map((report) => report.subject))
}

/** The share of the claim's matched words that stand in what is reported. */
const shareWithin = (
  { alignment, evidence }: CheckInput,
  from: number,
  to: number,
  frame?: readonly [number, number],
): number => {
  const starts = [...new Set(alignment.toEvidence.values())].map(
    (index) => evidence.host.terms[index]?.word.start ?? -1,
  )
  const counted = frame === undefined ? starts : starts.filter((start) => start < frame[0] || start >= frame[1])
  if (counted.length === 0) return 0
  return counted.filter((start) => start >= from && start < to).length / counted.length
}

type Held = { readonly names: readonly string[]; readonly isPlain: boolean; readonly label: string }

/** Who, other than the author, says or thinks what the claim took from the sentence. */
const holdersOf = (input: CheckInput): Held | undefined => {
  const { evidence } = input
  const reports = findReports(evidence.host.text)
  const resolve = (report: Report): string[] =>
    report.type === 'named' && !/^(?:the )?same\b/iu.test(report.subject)
      ? [report.subject]
      : [report.subject, ...antecedents(evidence)]
  const over = reports.filter(
    (report) =>
      report.type !== 'author' &&
      shareWithin(input, report.from, report.to, [report.frameStart, report.frameEnd]) >= 0.6,
  )
  if (over.length > 0) {
    return {
      names: over.flatMap(resolve),
      isPlain: over.some((report) => report.isPlain),
      label: over[0]?.subject ?? '',
    }
  }
  const quoted = quotedIn(evidence).filter(
    ({ from, to }) => readTerms(evidence.host.text.slice(Math.max(0, from), Math.max(0, to))).length >= 4,
  )
  const isQuoted = quoted.some(({ from, to }) => shareWithin(input, from, to) >= 0.6)
  if (!isQuoted) return undefined
  const own = reports.filter((report) => report.type !== 'author')
  const names = own.length > 0 ? own.flatMap(resolve) : [evidence.host.text, ...antecedents(evidence)]
  return { names, isPlain: true, label: own[0]?.subject ?? 'somebody whom the text quotes' }
}

const claimedHolders = (input: CheckInput, draftHolder: string): { named: string[]; said: Report[] } => {
  const { numbered } = input.evidence
  const said = findReports(input.claim.text).filter(
    (report) => report.type !== 'author' && !isAuthor(report.subject, numbered.authors),
  )
  const named = isAuthor(draftHolder, numbered.authors) ? [] : [draftHolder]
  return { named, said }
}

const names = (held: Held, holder: string): boolean => held.names.some((name) => isSameHolder(name, holder))

/**
 * A view belongs to whom the text gives it to: reported words need their speaker, in the claim or as its holder; the
 * author's own are nobody else's; RSIS, the publisher, holds no view.
 */
export const attribute = (input: CheckInput, draftHolder: string): Attribution => {
  const { evidence, claim } = input
  const { numbered } = evidence
  const none = (finding: Finding): Attribution => ({ holder: undefined, findings: [finding] })
  const { named, said } = claimedHolders(input, draftHolder)
  if (!isRsis(evidence.host.text) && (isRsis(draftHolder) || said.some((report) => isRsis(report.subject)))) {
    return none(fault('ATTRIBUTION', 'gives the view to RSIS, which only publishes it; the holder is the author'))
  }
  const held = holdersOf(input)
  const anyone = findReports(evidence.host.text)
  const hostKeys = new Set(evidence.host.terms.map((term) => term.key))
  const claimed = [...named, ...said.map((report) => report.subject)]
  if (held !== undefined) {
    const right = claimed.filter((holder) => names(held, holder))
    const wrong = [
      ...named,
      ...said.filter((report) => report.isPlain && report.type !== 'pronoun').map((report) => report.subject),
    ].filter((holder) => !names(held, holder))
    const isNamedInText = held.isPlain ? false : shares(nameKeys(claim.text), nameKeys(held.label))
    if (wrong.length > 0)
      return none(fault('ATTRIBUTION', `gives to “${wrong[0] ?? ''}” what ${evidence.label} gives to ${held.label}`))
    if (right.length === 0 && !isNamedInText) {
      return none(
        fault(
          'ATTRIBUTION',
          `tells as the author's view what ${evidence.label} gives to ${held.label}; name the holder and say that it is theirs`,
        ),
      )
    }
    const holder = named[0] ?? said.find((report) => names(held, report.subject))?.subject
    return { holder, findings: [] }
  }
  const hostNames: Held = {
    names: anyone.flatMap((report) => [report.subject, ...(report.type === 'pronoun' ? antecedents(evidence) : [])]),
    isPlain: true,
    label: '',
  }
  const stranger = named.find((holder) => !names(hostNames, holder))
  if (stranger !== undefined) {
    // Named in the sentence, or the last who spoke in its paragraph: perhaps a report without a verb that says so.
    const isNear =
      [...holderWords(stranger)].some((key) => hostKeys.has(key)) ||
      lastSpeakers(evidence).some((name) => isSameHolder(name, stranger))
    const unlike = `gives to “${stranger}” what ${evidence.label} says as the author's own`
    if (!isNear || said.length > 0) return none(fault('ATTRIBUTION', unlike))
    return { holder: stranger, findings: [doubt('ATTRIBUTION_UNSURE', unlike)] }
  }
  const unsaid = said.find((report) => !names(hostNames, report.subject))
  if (unsaid === undefined) {
    if (named.length > 0 && anyone.every((report) => report.type === 'author'))
      return none(fault('ATTRIBUTION', `gives to “${named[0] ?? ''}” what ${evidence.label} says as the author's own`))
    return {
      holder: named[0],
      findings:
        named.length > 0
          ? [doubt('ATTRIBUTION_UNSURE', `gives to “${named[0] ?? ''}” words that ${evidence.label} may not`)]
          : [],
    }
  }
  const isReport =
    unsaid.isPlain &&
    !evidence.host.terms.some((term) => term.lower === unsaid.verb || term.key === readTerms(unsaid.verb)[0]?.key)
  const isKind =
    readTerms(unsaid.subject).some((term) => genericSpeakers.has(term.lower)) || nameKeys(unsaid.subject).size > 0
  if (!isReport || !isKind) return { holder: undefined, findings: [] }
  return none(fault('ATTRIBUTION', `lets “${unsaid.subject}” say what ${evidence.label} says as the author's own`))
}
