import { type Commentary, textOf } from '../../../src/commentary/commentary.ts'
import type { ClaimVerdict, NumberedSentence, Rejection, SynopsisVerdict } from '../../../src/briefing/draft.ts'
import type { NumberedText, Verifier } from '../../../src/briefing/llm/types.ts'
import { wordsOf } from '../../../src/briefing/llm/words.ts'
import type { Claim, Engine } from '../../../src/briefing/port.ts'
import { splitSentences } from '../../../src/briefing/sentences.ts'
import { isUnsafe } from '../../../src/briefing/unsafe.ts'

const numberSentences = (commentary: Commentary): NumberedText => {
  const { text, blocks } = textOf(commentary)
  const sentences: NumberedSentence[] = []
  for (const [blockIndex, { kind, section, start, end }] of blocks.entries()) {
    if (kind === 'heading') continue
    for (const sentence of splitSentences(text.slice(start, end))) {
      sentences.push({
        number: sentences.length + 1,
        text: sentence.text,
        start: start + sentence.start,
        end: start + sentence.end,
        block: kind,
        blockIndex,
        section: commentary.sections[section]?.heading,
        isEligible: !isUnsafe(sentence.text),
      })
    }
  }
  return { sentences }
}

const unsupported = (text: string, evidence: string): Rejection[] => {
  const known = new Set(wordsOf(evidence.toLowerCase()))
  const foreign = wordsOf(text.toLowerCase()).filter((word) => !known.has(word))
  return foreign.length === 0
    ? []
    : [{ code: 'SUPPORT', message: `The sentence does not say “${foreign.join(', ')}”.` }]
}

/** Doubts a sentence that says `probably`, so that tests can see what a judge is for. */
const doubtsOf = (text: string): Rejection[] =>
  text.includes('probably') ? [{ code: 'ROLES', message: 'Who does what should be looked at.' }] : []

/**
 * A verifier of a few lines for the tests of the engine: a quote must stand in its sentence, and a claim may use no word
 * that the sentence does not have.
 */
export const standInVerifier: Verifier = {
  verifierVersion: 'stand-in 1',
  numberSentences,
  verifyClaim(draft, { sentences }): ClaimVerdict {
    const host = sentences.find(({ number }) => number === draft.sentence)
    const at = host?.text.indexOf(draft.quote) ?? -1
    if (host === undefined || at === -1 || draft.quote === '') {
      const message = `Sentence ${draft.sentence} does not hold the words “${draft.quote}”.`
      return { state: 'rejected', rejections: [{ code: 'QUOTE_NOT_FOUND', message }] }
    }
    const rejections = unsupported(draft.text, host.text)
    if (rejections.length > 0) return { state: 'rejected', rejections }
    const start = host.start + at
    const claim: Claim = {
      text: draft.text,
      origin: 'model',
      kind: draft.kind,
      holder: draft.holder === 'author' ? { type: 'author' } : { type: 'quoted', name: draft.holder },
      quote: { text: draft.quote, start, end: start + draft.quote.length },
      section: host.section,
    }
    return { state: 'passed', claim, repairs: [], doubts: doubtsOf(draft.text) }
  },
  verifySynopsisSentence(draft, { sentences }): SynopsisVerdict {
    const hosts = sentences.filter(({ number }) => draft.sentences.includes(number))
    const rejections = unsupported(draft.text, hosts.map(({ text }) => text).join(' '))
    return rejections.length > 0 ? { state: 'rejected', rejections } : { state: 'passed', doubts: [] }
  },
  chooseClaims(claims) {
    const distinct = new Map(claims.toReversed().map((claim) => [claim.quote.start, claim]))
    return [...distinct.values()].toSorted((one, other) => one.quote.start - other.quote.start).slice(0, 5)
  },
}

/** An extract of the text: the author's synopsis, and sentences of the body in turn. */
export const standInExtract: Engine = async (commentary) => {
  const { text } = textOf(commentary)
  const body = numberSentences(commentary).sentences.filter(
    ({ block, isEligible }) => isEligible && block === 'paragraph',
  )
  return {
    engine: 'extractive',
    version: 'stand-in 1',
    synopsis: { source: 'author', text: commentary.synopsis ?? '', quotes: [] },
    claims: body.slice(0, 5).map(({ start, end, section }) => ({
      text: text.slice(start, end),
      origin: 'extract',
      kind: undefined,
      holder: { type: 'author' },
      quote: { text: text.slice(start, end), start, end },
      section,
    })),
  }
}
