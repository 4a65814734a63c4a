import { textOf } from '../../commentary/commentary.ts'
import type { NumberedBracket } from '../brackets.ts'
import { withBrackets } from '../extractive/own-words.ts'
import type { Briefing, Claim, Quote, Synopsis } from '../port.ts'
import type { DraftRecord } from '../record.ts'
import { shownSection } from '../unsafe.ts'
import type { Answers, Judged } from './answers.ts'
import { bracketSources } from './model-input.ts'
import { fillCard, quotableWords } from './select.ts'
import type { Brief } from './write.ts'

/** What the extractive engine offers in its place. */
export type Extract = Pick<Briefing, 'synopsis' | 'claims'>

export type Assembled = Extract & {
  readonly records: { readonly claims: readonly DraftRecord[]; readonly synopsis: readonly DraftRecord[] }
}

const synopsisOf = (sentences: Answers['synopsis'], text: string): Synopsis => {
  const evidence = new Map(sentences.flatMap((sentence) => sentence.evidence).map((host) => [host.number, host]))
  const quotes: Quote[] = [...evidence.values()]
    .toSorted((one, other) => one.number - other.number)
    .map(({ start, end }) => ({ text: text.slice(start, end), start, end }))
  return { source: 'model', text: sentences.map(({ draft }) => draft.text.trim()).join(' '), quotes }
}

/**
 * Sentences in their own words, by number, that the model may choose because it saw them, with those of its proposed
 * brackets that may be shown.
 */
const chosenClaims = (
  { ownWords, input, numbered }: Brief,
  brackets: readonly NumberedBracket[],
): Map<number, Claim> => {
  const offered = new Set(input.sentences.map(({ number }) => number))
  return new Map(
    ownWords
      .filter(({ number }) => offered.has(number))
      .map(({ number, claim }) => {
        const proposed = brackets.filter(({ sentence }) => sentence === number)
        const shown = withBrackets(claim, proposed, bracketSources(numbered, number))
        return [number, { ...shown, origin: 'chosen' as const }]
      }),
  )
}

const isSupported = ({ rejections, objection }: Judged<unknown>): boolean =>
  rejections.length === 0 && objection === undefined

const recordOf = (
  { draft, rejections, doubts, repairs, objection }: Judged<{ readonly text: string }>,
  rest: Pick<DraftRecord, 'sentences' | 'quote' | 'place'>,
  isShown: boolean,
): DraftRecord => ({
  ...rest,
  text: draft.text,
  outcome: rejections.length > 0 ? 'rejected' : (objection?.outcome ?? (isShown ? 'shown' : 'not-chosen')),
  rejections: objection === undefined ? rejections : [objection.rejection],
  doubts,
  repairs,
})

/** The record of a sentence that the model chose without retelling it. */
const choiceRecord = (number: number, { numbered }: Brief, place: DraftRecord['place']): DraftRecord => ({
  text: numbered.sentences[number - 1]?.text ?? '',
  sentences: [number],
  quote: undefined,
  outcome: place === 'own-words' ? 'shown' : 'not-chosen',
  place,
  rejections: [],
  doubts: [],
  repairs: [],
})

/**
 * The briefing from the answers, in the model's order of importance. A claim is retold only if code rejected nothing
 * and a judge supported it; otherwise its sentence is shown in its own words; the program's choice fills the rest. The
 * characters of each quote are compared with the text once more here.
 */
export const assemble = (answers: Answers, brief: Brief, extract: Extract): Assembled => {
  const { text } = textOf(brief.commentary)
  const isSlice = ({ quote }: Claim): boolean => quote.text !== '' && quote.text === text.slice(quote.start, quote.end)
  const isSynopsisShown = answers.synopsis.length > 0 && answers.synopsis.every(isSupported)

  const own = chosenClaims(brief, answers.brackets)
  const inOwnWords = (number: number) => ({ claim: own.get(number), as: 'own-words' as const })
  const drafted = answers.claims.map((one) =>
    one.claim !== undefined && isSupported(one) && isSlice(one.claim)
      ? { claim: { ...one.claim, section: shownSection(one.claim.section) }, as: 'retold' as const }
      : inOwnWords(one.draft.sentence),
  )
  const proposals = [...answers.chosen.map(inOwnWords), ...drafted]
  const { claims, places } = fillCard(proposals, extract.claims, quotableWords(brief.numbered))
  return {
    synopsis: isSynopsisShown ? synopsisOf(answers.synopsis, text) : extract.synopsis,
    claims: claims.filter(isSlice),
    records: {
      claims: [
        ...answers.chosen.map((number, at) => choiceRecord(number, brief, places[at])),
        ...answers.claims.map((one, at) => {
          const { sentence, quote } = one.draft
          const place = places[answers.chosen.length + at]
          return recordOf(one, { sentences: [sentence], quote, place }, place === 'retold')
        }),
      ],
      synopsis: answers.synopsis.map((one) =>
        recordOf(one, { sentences: one.draft.sentences, quote: undefined, place: undefined }, isSynopsisShown),
      ),
    },
  }
}
