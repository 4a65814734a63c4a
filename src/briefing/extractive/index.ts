import { textOf } from '../../commentary/commentary.ts'
import type { Briefing, Claim, Commentary, Engine, Synopsis } from '../port.ts'
import { shownSection } from '../shown-section.ts'
import { type Candidate, candidatesOf, type Candidates } from './candidates.ts'
import { chooseClaims } from './choose.ts'
import { kindOf } from './kind.ts'
import { isEnglish } from '../text/language.ts'
import { authorSynopsis, extractSynopsis, quoteOf } from './synopsis.ts'

/** To be raised whenever the engine would brief the same commentary differently. */
const version = '1'

/** All words quoted from the body, as a share of the body. */
const verbatimShare = 0.1
/** A shorter text announces or corrects more often than it argues. */
export const shortestArgument = 250

/** A sentence of the body as a claim in its own words. */
export const claimOf = (candidate: Candidate): Claim => ({
  text: candidate.sentence.text,
  origin: 'extract',
  kind: kindOf(candidate.sentence, candidate.voice),
  holder: candidate.voice.type === 'quoted' ? { type: 'quoted', name: candidate.voice.name } : { type: 'author' },
  quote: quoteOf(candidate),
  section: shownSection(candidate.sentence.heading),
})

/** The sentence that a reader meets first and that can be shown. */
const openingOf = ({ all }: Candidates): Candidate | undefined => all.find(({ voice }) => voice.type === 'author')

type Parts = { readonly synopsis: Synopsis | undefined; readonly claims: readonly Candidate[] }

/**
 * Without an author's synopsis: the opening and the best of the claims, which is a claim all the same. The opening counts
 * against the words; where only the claims fit, there is no synopsis.
 */
const withExtract = (candidates: Candidates, words: number): Parts => {
  const opening = openingOf(candidates)
  const alone = chooseClaims(candidates, words)
  if (opening === undefined) return { synopsis: undefined, claims: alone }
  const rest = { ...candidates, all: candidates.all.filter((candidate) => candidate !== opening) }
  const claims = chooseClaims(rest, words - opening.sentence.length)
  if (claims.length < Math.min(3, alone.length)) return { synopsis: undefined, claims: alone }
  const best = claims.filter(({ voice }) => voice.type === 'author').sort((a, b) => b.score - a.score)[0]
  return { synopsis: extractSynopsis(best === undefined ? [opening] : [opening, best]), claims }
}

const brief = (commentary: Commentary): Parts => {
  const text = textOf(commentary)
  const own = authorSynopsis(commentary, text)
  if (!isEnglish(text.text)) return { synopsis: own, claims: [] }
  const candidates = candidatesOf(commentary, text)
  // A feed's excerpt is what the publisher hands out to be shown; a body may be quoted by its tenth.
  const isExcerpt = commentary.extent === 'excerpt'
  const words = isExcerpt ? candidates.bodyWords : Math.floor(candidates.bodyWords * verbatimShare)
  if (isExcerpt || candidates.bodyWords < shortestArgument) {
    const opening = openingOf(candidates)
    const fits = opening !== undefined && opening.sentence.length <= words
    return { synopsis: own ?? extractSynopsis(fits ? [opening] : []), claims: [] }
  }
  return own === undefined ? withExtract(candidates, words) : { synopsis: own, claims: chooseClaims(candidates, words) }
}

/**
 * The engine that works offline: it quotes the sentences that carry the author's case and writes nothing of its own.
 * The same commentary always yields the same briefing. Never rejects but for `signal`.
 */
export const createExtractive =
  (): Engine =>
  async (commentary, signal): Promise<Briefing> => {
    signal.throwIfAborted()
    const { synopsis, claims } = brief(commentary)
    return { engine: 'extractive', version, synopsis, claims: claims.map(claimOf) }
  }
