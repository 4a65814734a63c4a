import { textOf } from '../../commentary/commentary.ts'
import type { NumberedBracket } from '../brackets.ts'
import { fewestClaims, mostClaims } from '../extractive/choose.ts'
import { withBrackets } from '../extractive/own-words.ts'
import type { Rejection } from '../draft.ts'
import type { Claim, Quote, Synopsis } from '../port.ts'
import type { CardPlace, DraftRecord } from '../record.ts'
import { shownSection } from '../unsafe.ts'
import type { Answers } from './answers.ts'
import { type CheckedClaim, type CheckedSynopsisSentence, hasPassed } from './check.ts'
import { choiceRecord, claimRecord, type Late, synopsisRecord } from './draft-records.ts'
import { judgeRejection } from './judge.ts'
import { createSelection, quotableWords, type Selection } from './select.ts'
import type { Brief } from './steps.ts'
import { bracketSources } from './model-input.ts'

/** What the extractive engine offers in its place. */
export type Extract = {
  readonly synopsis: Synopsis | undefined
  readonly claims: readonly Claim[]
}

export type Assembled = {
  readonly synopsis: Synopsis | undefined
  /** In the model's order of importance; what the program adds comes last. */
  readonly claims: readonly Claim[]
  readonly records: { readonly claims: readonly DraftRecord[]; readonly synopsis: readonly DraftRecord[] }
}

const notJudged: Rejection = { code: 'NOT_JUDGED', message: 'No judge answered, and without one nothing is retold.' }

/** Why a retold claim that code passed is not shown; undefined if the judge supports it. */
const lateRejection = (answers: Answers, draft: object): Late | undefined => {
  const item = answers.items.get(draft)
  if (answers.judge.state !== 'judged' || item === undefined) return { outcome: 'not-judged', rejections: [notJudged] }
  const rejection = judgeRejection(item, answers.judgements)
  return rejection === undefined ? undefined : { outcome: 'judged-out', rejections: [rejection] }
}

const synopsisOf = (sentences: readonly CheckedSynopsisSentence[], text: string): Synopsis => {
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

const placeOf = (selection: Selection, claim: Claim | undefined, taken: 'retold' | 'own-words'): CardPlace =>
  claim === undefined ? 'not-alone' : (selection.take(claim) ?? taken)

/** Fills the card with what the program would have chosen, as far as there is room. */
const fillUp = (selection: Selection, extracts: readonly Claim[], wanted: number): void => {
  for (const extract of extracts) if (selection.claims.length < wanted) selection.take(extract)
}

const isSliceOf =
  (text: string) =>
  ({ quote }: Claim): boolean =>
    quote.text !== '' && quote.text === text.slice(quote.start, quote.end)

/**
 * Places each drafted claim in order: retold if code and judge pass it, else its sentence in its own words, else
 * nothing.
 */
const placeDrafts = (
  entries: readonly CheckedClaim[],
  selection: Selection,
  retold: (entry: CheckedClaim) => Claim | undefined,
  own: ReadonlyMap<number, Claim>,
): Map<CheckedClaim, CardPlace> => {
  const places = new Map<CheckedClaim, CardPlace>()
  for (const entry of entries) {
    const shown = retold(entry)
    places.set(entry, placeOf(selection, shown ?? own.get(entry.draft.sentence), shown ? 'retold' : 'own-words'))
  }
  return places
}

/**
 * The briefing from the answers, in the model's order of importance. A claim is retold only if code rejected nothing
 * and a judge supported it; otherwise its sentence is shown in its own words; the program's choice fills the rest. The
 * characters of each quote are compared with the text once more here.
 */
export const assemble = (answers: Answers, brief: Brief, extract: Extract): Assembled => {
  const { text } = textOf(brief.commentary)
  const isSlice = isSliceOf(text)
  const { candidates, checked, choice } = answers
  const late = new Map<object, Late | undefined>()
  for (const { draft } of [...candidates.claims, ...candidates.synopsis]) late.set(draft, lateRejection(answers, draft))

  const isSynopsisShown =
    candidates.synopsis.length > 0 && candidates.synopsis.every(({ draft }) => late.get(draft) === undefined)
  const synopsis = isSynopsisShown ? synopsisOf(candidates.synopsis, text) : extract.synopsis

  const own = chosenClaims(brief, answers.brackets)
  const retold = (entry: CheckedClaim): Claim | undefined => {
    if (!hasPassed(entry) || late.get(entry.draft) !== undefined || !isSlice(entry.verdict.claim)) return undefined
    return { ...entry.verdict.claim, section: shownSection(entry.verdict.claim.section) }
  }
  const drafted = choice?.sentences.length ?? checked.claims.length
  const wanted = Math.min(mostClaims, Math.max(fewestClaims, drafted))
  const words = quotableWords(brief.numbered)
  /** A card with at most `most` of the model's claims, filled up with the program's. */
  const fillCard = (most: number) => {
    const selection = createSelection(words, wanted)
    const forModel: Selection = {
      claims: selection.claims,
      take: (claim) => (selection.claims.length < most ? selection.take(claim) : 'words'),
    }
    const places = placeDrafts(checked.claims, forModel, retold, own)
    const choices = (choice?.sentences ?? []).map((number) =>
      choiceRecord(number, brief.numbered, placeOf(forModel, own.get(number), 'own-words')),
    )
    fillUp(selection, extract.claims, wanted)
    return { selection, places, choices }
  }
  // A long sentence that the model chose may leave no room for two more; then it is left out.
  const enough = Math.min(fewestClaims, extract.claims.length)
  let most = wanted
  let card = fillCard(most)
  while (card.selection.claims.length < enough && most > 0) {
    most -= 1
    card = fillCard(most)
  }
  const { selection, places, choices } = card
  return {
    synopsis,
    claims: selection.claims.filter(isSlice),
    records: {
      claims: [
        ...choices,
        ...checked.claims.map((entry) => claimRecord(entry, late.get(entry.draft), places.get(entry))),
      ],
      synopsis: checked.synopsis.map((sentence) => {
        const isShown = isSynopsisShown && candidates.synopsis.includes(sentence)
        return synopsisRecord(sentence, late.get(sentence.draft), isShown)
      }),
    },
  }
}
