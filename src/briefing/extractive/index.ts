import { isPart, textOf } from '../../commentary/commentary.ts'
import type { Briefing, Claim, Commentary, Engine, Gap, Synopsis } from '../port.ts'
import { shortestArgument } from '../shortest-argument.ts'
import { shownSection } from '../unsafe.ts'
import { isEnglish } from '../text/language.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { chooseClaims } from './choose.ts'
import { kindOf } from '../kind.ts'
import type { Weights } from './rank.ts'
import { authorSynopsis, extractSynopsis, publisherSynopsis } from './synopsis.ts'

/** Increase it whenever the engine would brief the same commentary differently. */
const version = '13'

/** The share of the body that may be quoted. */
export const verbatimShare = 0.1

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

const brief = (commentary: Commentary, weights: Weights | undefined): Parts => {
  const text = textOf(commentary)
  const own = authorSynopsis(commentary, text)
  const described = publisherSynopsis(commentary)
  const given = own ?? described
  if (text.text.trim() !== '' && !isEnglish(text.text)) return { synopsis: given, claims: [], gap: 'not-english' }
  const candidates = candidatesOf(commentary, text, weights)
  // The publisher offers a feed's excerpt to be shown; of a body only a tenth may be quoted.
  const isExcerpt = isPart(commentary)
  const words = isExcerpt ? candidates.bodyWords : Math.floor(candidates.bodyWords * verbatimShare)
  if (isExcerpt || candidates.bodyWords < shortestArgument) {
    const opening = candidates.all.find(
      ({ speaker, isClear, length }) => speaker.type === 'author' && isClear && length <= words,
    )
    const synopsis = given ?? (opening && extractSynopsis(opening))
    return { synopsis, claims: [], gap: isExcerpt ? 'excerpt' : 'too-short' }
  }
  // A description that only repeats the text adds nothing.
  const abstract = own ?? (described && text.text.includes(described.text) ? undefined : described)
  const claims = chooseClaims(candidates, words)
  return { synopsis: abstract, claims, ...(claims.length === 0 ? { gap: 'nothing-to-quote' } : {}) }
}

/**
 * The engine that works offline: it quotes the sentences that carry the author's argument and writes nothing itself.
 * The same commentary always gives the same briefing. Rejects only if `signal` is aborted. `weights` are for fitting.
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
