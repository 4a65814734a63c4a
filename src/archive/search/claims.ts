import type { Db } from '../../store/connection.ts'
import { countMissing, type MakeBriefings, withBriefings } from '../make-briefings.ts'
import type { Claim, Commentary } from '../port.ts'
import { matches } from '../query/matches.ts'
import { type Query, termsOf } from '../query/tree.ts'
import { search, type SearchResult } from './search.ts'

/** A claim that a search found, and its commentary. */
export type ClaimHit = {
  readonly commentary: Commentary
  readonly claim: Claim
  /** Its place among the claims of the briefing, from 1. */
  readonly number: number
}

/** Whose and which claims are wanted. */
export type ClaimFilter = {
  readonly kind: Claim['kind']
  /** Part of the holder's name: of an author, or of somebody whom an author quotes. */
  readonly holder: string | undefined
}

/** Only the commentaries that fit best are looked through for their claims. */
const mostCommentaries = 100
/** A claim is a hit with this share of the words, its title's among them. */
const leastShare = 0.6

/** A claim as something that a query is matched with: its own words alone. */
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

/** How much of the query's words a claim holds by itself, and with its commentary's title and synopsis; from 0 to 1. */
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
 * What was found. `isRelaxed`: no claim is about it, and these are the first claims of the commentaries that hold it.
 * `unbriefed`: so many of the commentaries looked through have no claims yet, since they are not briefed.
 */
export type ClaimResult = {
  readonly hits: readonly ClaimHit[]
  readonly isRelaxed: boolean
  readonly unbriefed: number
  /** What was searched, and where nothing was found what left nothing over. */
  readonly searched: Pick<SearchResult, 'span' | 'emptied'>
}

/**
 * The claims that answer a query, those with most of its words in themselves first, then by how well their commentaries fit.
 * A claim whose commentary's title or synopsis names the subject need not repeat it.
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
    .toSorted((one, other) => (query.sort === 'newest' ? 0 : other.share.own - one.share.own))
    .map(({ hit }) => hit)
  if (about.length > 0) return { hits: about, isRelaxed: false, unbriefed, searched }
  const first = wanted.filter((hit, at) => hit.isComplete && wanted[at - 1]?.commentary.id !== hit.commentary.id)
  return { hits: first, isRelaxed: first.length > 0, unbriefed, searched }
}
