import { candidatesOf } from '../../src/briefing/extractive/candidates.ts'
import { kindOf } from '../../src/briefing/kind.ts'
import type { Claim, ClaimKind } from '../../src/briefing/port.ts'
import { speakersOf } from '../../src/briefing/text/speakers.ts'
import type { MarkedText } from './texts.ts'

/** Whether two names are the same: one contains the other, apart from articles, as in “the Centre” and “the Kuroshio Cable Centre”. */
const isSameHolder = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((name) => name.toLowerCase().replace(/^(?:the|an?) /u, ''))
  return left !== undefined && right !== undefined && (left.includes(right) || right.includes(left))
}

/** The number of right ones, and of all. */
export type Count = { readonly right: number; readonly all: number }

const countOf = <Item>(items: readonly Item[], isRight: (item: Item) => boolean): Count => ({
  right: items.filter(isRight).length,
  all: items.length,
})

const holderName = ({ holder }: Claim): string => (holder.type === 'author' ? 'author' : holder.name)

export type Labels = {
  /** Kinds shown on claims, and how many agree with the annotator. */
  readonly shown: Count
  /** Kinds of all annotated sentences of the author’s, chosen or not. */
  readonly told: Count
  /** Recommendations and forecasts among them, and how many are labelled so. */
  readonly found: Count
  readonly holders: Count
  /** Sentences with somebody else’s view, and for how many the engine does not name the author. */
  readonly others: Count
  /** Annotated first claims, and how many can be understood with what is shown beside them. */
  readonly first: Count
  /** Annotated quotable sentences, and for how many the engine agrees whether they are clear alone. */
  readonly alone: Count
}

/** How far kinds, holders and clarity of the claims agree with the annotations. */
export const labelsOf = (texts: readonly MarkedText[], claims: readonly (readonly Claim[])[]): Labels => {
  const chosen = texts.flatMap((text, index) =>
    (claims[index] ?? []).map((claim, place) => ({
      claim,
      place,
      mark: text.markAt(claim.quote.start),
      // A sentence before the quote that itself needs another one explains nothing.
      isExplained:
        claim.brackets !== undefined ||
        (claim.context !== undefined && text.markAt(claim.context.start).isClear !== false),
    })),
  )
  const read = texts.flatMap((text) => {
    const speakers = speakersOf(text.sentences, text.text.text)
    return text.sentences.flatMap((sentence, index) => {
      const mark = text.markAt(sentence.start)
      const speaker = speakers[index]
      return mark.holder === undefined || speaker === undefined ? [] : [{ mark, speaker, text: sentence.text }]
    })
  })
  const quotable = texts.flatMap(({ commentary, text, markAt }) =>
    candidatesOf(commentary, text).all.flatMap(({ sentence, reading }) => {
      const { isClear } = markAt(sentence.start)
      return isClear === undefined ? [] : { isClear, isRead: reading === 'alone' }
    }),
  )
  const own = read.filter(({ mark, speaker }) => mark.holder === 'author' && speaker.type === 'author')
  const kinds = own.map(({ mark, speaker, text }) => ({ kind: kindOf(text, speaker), mark }))
  const isDemanding = (kind: ClaimKind | undefined): boolean => kind === 'recommendation' || kind === 'forecast'
  const agrees = ({ kind, mark }: (typeof kinds)[number]): boolean => kind === mark.kind
  return {
    shown: countOf(
      chosen.filter(({ claim, mark }) => claim.kind !== undefined && mark.kind !== undefined),
      ({ claim, mark }) => claim.kind === mark.kind || (claim.kind === 'quoted-view' && mark.holder !== 'author'),
    ),
    told: countOf(
      kinds.filter(({ kind }) => kind !== undefined),
      agrees,
    ),
    found: countOf(
      kinds.filter(({ mark }) => isDemanding(mark.kind)),
      agrees,
    ),
    holders: countOf(
      chosen.filter(({ mark }) => mark.holder !== undefined),
      ({ claim, mark }) => isSameHolder(holderName(claim), mark.holder ?? ''),
    ),
    others: countOf(
      read.filter(({ mark }) => mark.holder !== 'author'),
      ({ speaker }) => speaker.type !== 'author',
    ),
    first: countOf(
      chosen.filter(({ place, mark }) => place === 0 && mark.isClear !== undefined),
      ({ mark, isExplained }) => mark.isClear === true || isExplained,
    ),
    alone: countOf(quotable, ({ isClear, isRead }) => isClear === isRead),
  }
}
