import type { Db } from '../../store/connection.ts'
import { countMissing, type MakeBriefings, withBriefings } from '../make-briefings.ts'
import type { Claim, Commentary } from '../port.ts'
import { matches } from '../query/matches.ts'
import { type Query, termsOf } from '../query/tree.ts'
import { search, type SearchResult } from './search.ts'

/** A claim that a search found, with its commentary. */
export type ClaimHit = {
  readonly commentary: Commentary
  readonly claim: Claim
  /** Its position among the claims of the briefing, from 1. */
  readonly number: number
}

/** Limits claims to a holder or a kind. */
export type ClaimFilter = {
  readonly kind: Claim['kind']
  /** Part of the holder's name: an author's, or that of somebody whom an author quotes. */
  readonly holder: string | undefined
}

/** How many of the best commentaries have their claims searched. */
const mostCommentaries = 100
/** A claim matches if it and its commentary's title contain this share of the words. */
const leastShare = 0.6

/** A claim in the form of a commentary, to match a query with its words alone. */
const asCommentary = (commentary: Commentary, { text, quote, context, section }: Claim): Commentary => ({
  ...commentary,
  title: '',
  authors: [],
  synopsis: undefined,
  sections: [{ heading: section, paragraphs: [text, quote.text, ...(context === undefined ? [] : [context.text])] }],
})

const folded = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

const isOf = (holder: string, { authors }: Commentary, claim: Claim): boolean => {
  const names = claim.holder.type === 'author' ? authors : [claim.holder.name]
  return /^(?:the )?authors?$/iu.test(holder)
    ? claim.holder.type === 'author'
    : names.some((name) => folded(name).includes(folded(holder)))
}

/** The share of the query's words in the claim itself, and in claim, title and synopsis; from 0 to 1. */
const shareHeld = (
  query: Query,
  commentary: Commentary,
  claim: Claim,
): { readonly own: number; readonly all: number } => {
  const words = query.clauses.filter((clause) => termsOf(clause).every(({ field }) => field === 'any'))
  if (words.length === 0) return { own: 1, all: 1 }
  const own = asCommentary(commentary, claim)
  const { title, synopsis } = commentary
  const share = (one: Commentary): number => {
    const held = words.filter((clause) => matches({ ...query, ...anything, clauses: [clause] }, one))
    return held.length / words.length
  }
  return { own: share(own), all: share({ ...own, title, synopsis }) }
}

const anything = { without: [], since: undefined, until: undefined }

/**
 * The result. `isRelaxed`: no claim matches, and these are the first claims of the commentaries that do. `unbriefed`:
 * how many of the commentaries searched have no claims because they are not briefed yet.
 */
export type ClaimResult = {
  readonly hits: readonly ClaimHit[]
  readonly isRelaxed: boolean
  readonly unbriefed: number
  /** What was searched, and, if nothing was found, the condition that excluded everything. */
  readonly searched: Pick<SearchResult, 'span' | 'emptied'>
}

/**
 * The claims that answer a query: first those that contain most of its words themselves, then by how well their
 * commentaries match. A claim need not repeat what its commentary's title or synopsis says.
 */
export const searchClaims = async (
  db: Db,
  query: Query,
  { filter: { kind, holder }, make }: { readonly filter: ClaimFilter; readonly make: MakeBriefings },
): Promise<ClaimResult> => {
  const { hits, complete, ...searched } = await search(db, query, { limit: mostCommentaries, offset: 0 })
  const briefed = await withBriefings(db, make, hits)
  const unbriefed = countMissing(briefed)
  const wanted = briefed.flatMap(({ commentary, briefing }, rank) =>
    (briefing?.claims ?? [])
      .map((claim, at) => ({ commentary, claim, number: claim.number ?? at + 1, isComplete: rank < complete }))
      .filter(({ claim }) => kind === undefined || claim.kind === kind)
      .filter(({ claim }) => holder === undefined || isOf(holder, commentary, claim)),
  )
  const about = wanted
    .map((hit) => ({ hit, share: shareHeld(query, hit.commentary, hit.claim) }))
    .filter(({ share }) => share.all >= leastShare)
    .toSorted((one, other) => (query.sort === 'relevance' ? other.share.own - one.share.own : 0))
    .map(({ hit }) => hit)
  if (about.length > 0) return { hits: about, isRelaxed: false, unbriefed, searched }
  const first = wanted.filter((hit, at) => hit.isComplete && wanted[at - 1]?.commentary.id !== hit.commentary.id)
  return { hits: first, isRelaxed: first.length > 0, unbriefed, searched }
}
