import { candidatesOf } from '../../src/briefing/extractive/candidates.ts'
import { kindOf } from '../../src/briefing/extractive/kind.ts'
import type { Claim, ClaimKind } from '../../src/briefing/port.ts'
import { speakersOf } from '../../src/briefing/text/speakers.ts'
import type { MarkedText } from './texts.ts'

/** Names are the same where one holds the other, articles aside: “the Centre” is “the Kuroshio Cable Centre”. */
const isSameHolder = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((name) => name.toLowerCase().replace(/^(?:the|an?) /u, ''))
  return left !== undefined && right !== undefined && (left.includes(right) || right.includes(left))
}

/** Right ones out of all. */
export type Count = { readonly right: number; readonly all: number }

const countOf = <Item>(items: readonly Item[], isRight: (item: Item) => boolean): Count => ({
  right: items.filter(isRight).length,
  all: items.length,
})

const holderName = ({ holder }: Claim): string => (holder.type === 'author' ? 'author' : holder.name)

export type Labels = {
  /** Kinds shown on claims, and how many the annotator shares. */
  readonly shown: Count
  /** The same over every sentence of the author’s that is marked, chosen or not. */
  readonly told: Count
  /** Recommendations and forecasts among those, and how many are labelled so. */
  readonly found: Count
  readonly holders: Count
  /** Sentences of somebody else’s, and how many the reader does not take for the author’s. */
  readonly others: Count
  /** Claims that come first and were marked, and how many can be read with what is shown beside them. */
  readonly first: Count
  /** Quotable sentences that were marked, and of how many the reader says the same: clear alone or not. */
  readonly alone: Count
}

/** How far kinds, holders and clarity of the claims agree with the annotator’s marks. */
export const labelsOf = (texts: readonly MarkedText[], claims: readonly (readonly Claim[])[]): Labels => {
  const chosen = texts.flatMap((text, index) =>
    (claims[index] ?? []).map((claim, place) => ({
      claim,
      place,
      mark: text.markAt(claim.quote.start),
      // A sentence before that leans on another explains nothing.
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
