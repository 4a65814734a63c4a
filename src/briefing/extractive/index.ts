import { isPart, textOf } from '../../commentary/commentary.ts'
import type { Briefing, Claim, Commentary, Engine, Gap, Synopsis } from '../port.ts'
import { shownSection } from '../unsafe.ts'
import { isEnglish } from '../text/language.ts'
import { type Candidate, candidatesOf, type Candidates } from './candidates.ts'
import { chooseClaims } from './choose.ts'
import { kindOf } from './kind.ts'
import { openingsOf } from './opening.ts'
import { topicality } from './topic.ts'
import type { Weights } from './rank.ts'
import { authorSynopsis, extractSynopsis, publisherSynopsis } from './synopsis.ts'

/** To be raised whenever the engine would brief the same commentary differently. */
const version = '7'

/** All words quoted from the body, as a share of the body. */
export const verbatimShare = 0.1
/** A shorter text announces or corrects more often than it argues. */
export const shortestArgument = 250
const fewestClaims = 3
/** The opening of a text without a synopsis is one sentence, in words at most. */
const longestOpening = 24
/** So many sentences of the introduction that may be quoted are looked at for one that says what the text is about. */
const introduction = 5
/** What an opening may cost the claims together, in grades. */
const openingWorth = 0.2
/** The best sentences are for claims. */
const reserved = 6

/** A sentence of the body as a claim in its own words. */
export const claimOf = ({ sentence, quote, context, brackets, speaker }: Candidate): Claim => ({
  text: quote.text,
  origin: 'extract',
  kind: kindOf(quote.text, speaker),
  holder: speaker.type === 'quoted' ? speaker : { type: 'author' },
  quote,
  ...(context === undefined ? {} : { context }),
  ...(brackets.length === 0 ? {} : { brackets }),
  section: shownSection(sentence.heading),
})

type Parts = { readonly synopsis: Synopsis | undefined; readonly claims: readonly Candidate[]; readonly gap?: Gap }

const worthOf = (claims: readonly Candidate[]): number => claims.reduce((sum, { score }) => sum + score, 0)

/**
 * Without an author’s synopsis: the sentence among the first that says most of what the title and the text keep saying, and claims in the words that
 * it leaves. Where these would be fewer or much worse, there is no synopsis, and the first claim opens the post.
 */
const withExtract = (candidates: Candidates, words: number): Parts => {
  const topicalityOf = ({ stems }: Candidate): number => topicality(stems, candidates.topic)
  const best = new Set(candidates.all.toSorted((a, b) => b.score - a.score).slice(0, reserved))
  const alone = chooseClaims(candidates, words)
  const introduced = candidates.all
    .filter(({ sentence }) => sentence.section === candidates.firstSection)
    .slice(0, introduction)
  const fit = openingsOf({ all: introduced })
    .filter((one) => one.length <= longestOpening && !best.has(one) && topicalityOf(one) > 0)
    .toSorted((a, b) => topicalityOf(b) - topicalityOf(a))
  for (const opening of fit) {
    const all = candidates.all.filter(
      (candidate) => candidate !== opening && candidate.context?.start !== opening.quote.start,
    )
    const claims = chooseClaims({ ...candidates, all }, words - opening.length)
    const isWorth =
      claims.length >= Math.min(fewestClaims, alone.length) && worthOf(claims) >= worthOf(alone) - openingWorth
    if (isWorth) return { synopsis: extractSynopsis([opening]), claims }
  }
  return { synopsis: undefined, claims: alone }
}

const brief = (commentary: Commentary, weights: Weights | undefined): Parts => {
  const text = textOf(commentary)
  const own = authorSynopsis(commentary, text)
  const described = publisherSynopsis(commentary)
  const given = own ?? described
  if (!isEnglish(text.text)) return { synopsis: given, claims: [], gap: 'not-english' }
  const candidates = candidatesOf(commentary, text, weights)
  // A feed's excerpt is what the publisher hands out to be shown; a body may be quoted by its tenth.
  const isExcerpt = isPart(commentary)
  const words = isExcerpt ? candidates.bodyWords : Math.floor(candidates.bodyWords * verbatimShare)
  if (isExcerpt || candidates.bodyWords < shortestArgument) {
    const opening = openingsOf(candidates).find(({ length }) => length <= words)
    const synopsis = given ?? extractSynopsis(opening === undefined ? [] : [opening])
    return { synopsis, claims: [], gap: isExcerpt ? 'excerpt' : 'too-short' }
  }
  // A description that only repeats the text says nothing of it.
  const abstract = own ?? (described && text.text.includes(described.text) ? undefined : described)
  const parts =
    abstract === undefined
      ? withExtract(candidates, words)
      : { synopsis: abstract, claims: chooseClaims(candidates, words) }
  return parts.claims.length > 0 ? parts : { ...parts, gap: 'nothing-to-quote' }
}

/**
 * The engine that works offline: it quotes the sentences that carry the author's case and writes nothing of its own.
 * The same commentary always yields the same briefing. Never rejects but for `signal`. `weights` are for fitting.
 */
export const createExtractive =
  (weights?: Weights): Engine =>
  async (commentary, signal): Promise<Briefing> => {
    signal.throwIfAborted()
    const { synopsis, claims, gap } = brief(commentary, weights)
    return {
      engine: 'extractive',
      version,
      synopsis,
      claims: claims.map(claimOf),
      ...(gap === undefined ? {} : { gap }),
    }
  }
