import { expect } from 'vitest'
import type { DraftClaim } from '../../../src/briefing/draft.ts'
import type { LlmBriefing } from '../../../src/briefing/llm/index.ts'
import type { Claim } from '../../../src/briefing/port.ts'
import { type DraftRecord, recordSchema } from '../../../src/briefing/record.ts'
import { isUnsafe } from '../../../src/briefing/unsafe.ts'
import type { NumberedText } from '../../../src/briefing/verify/index.ts'
import { type Commentary, textOf } from '../../../src/commentary/commentary.ts'
import { briefOnce } from '../../brief-once.ts'
import { numberOnce, ownWordsOnce, verifyClaimOnce, verifySynopsisSentenceOnce } from './once.ts'

const holderOf = ({ holder }: Claim): string => (holder.type === 'author' ? 'author' : holder.name)

/** The briefing without a model's further proposals. */
const bare = (claim: Claim): object => ({ ...claim, brackets: undefined, context: undefined })

/** Verifies a model's claim once more, with only what is shown. */
const expectVerified = (claim: Claim, numbered: NumberedText): void => {
  const host = numbered.sentences.find(({ start, end }) => claim.quote.start >= start && claim.quote.start < end)
  const draft: DraftClaim = {
    text: claim.text,
    sentence: host?.number ?? 0,
    quote: claim.quote.text,
    holder: holderOf(claim),
  }
  expect(verifyClaimOnce(draft, numbered).state, claim.text).toBe('passed')
}

/**
 * What is true of every briefing, whatever a server did: quotes are slices of the text, what a model wrote is verified and was
 * judged, everything else is the text itself, nothing in it is unsafe, it has as many claims as the extract or three, and
 * its record can be stored and explains the briefing.
 */
export const expectSafe = async (briefing: LlmBriefing, commentary: Commentary): Promise<void> => {
  const { text } = textOf(commentary)
  const numbered = numberOnce(commentary)
  const { claims, synopsis, record } = briefing
  const extracted = await briefOnce(commentary, new AbortController().signal)
  const ownWords = ownWordsOnce(commentary)
  expect(claims.length).toBeGreaterThanOrEqual(Math.min(3, extracted.claims.length))
  expect(claims.length).toBeLessThanOrEqual(5)

  for (const quote of [...claims.map((claim) => claim.quote), ...(synopsis?.quotes ?? [])]) {
    expect(quote.text).not.toBe('')
    expect(quote.text).toBe(text.slice(quote.start, quote.end))
  }
  for (const claim of claims) {
    expect([claim.text, claim.quote.text, claim.section ?? '', holderOf(claim)].filter(isUnsafe)).toEqual([])
    if (claim.origin === 'model') expectVerified(claim, numbered)
    else if (claim.origin === 'extract') expect(extracted.claims).toContainEqual(claim)
    else expect(ownWords.map((own) => bare({ ...own.claim, origin: 'chosen' }))).toContainEqual(bare(claim))
    for (const { at, text: words } of claim.brackets ?? []) {
      expect(at > claim.quote.start && at <= claim.quote.end).toBe(true)
      expect(`${commentary.title}\n${text}`).toContain(words)
    }
  }
  if (synopsis?.source !== 'model') expect(synopsis).toEqual(extracted.synopsis)
  else {
    const sentences = record.synopsis.filter(({ outcome }) => outcome === 'shown')
    expect(synopsis.text).toBe(sentences.map((sentence) => sentence.text.trim()).join(' '))
    for (const sentence of sentences) {
      expect(verifySynopsisSentenceOnce(sentence, numbered)).toMatchObject({ state: 'passed' })
    }
  }

  const textsOf = (origin: Claim['origin']): string[] =>
    claims.flatMap((claim) => (claim.origin === origin ? [claim.text] : [])).toSorted()
  const shownAt = (place: DraftRecord['place']): DraftRecord[] => record.claims.filter((draft) => draft.place === place)
  expect(
    shownAt('retold')
      .map((draft) => draft.text.trim())
      .toSorted(),
  ).toEqual(textsOf('model'))
  expect(shownAt('own-words')).toHaveLength(textsOf('chosen').length)
  if (record.judge.state !== 'judged') expect(synopsis?.source).not.toBe('model')
  if (record.judge.state !== 'judged') expect(textsOf('model')).toEqual([])
  const isModels = synopsis?.source === 'model' || claims.some(({ origin }) => origin !== 'extract')
  expect(briefing.engine).toBe(isModels ? 'llm' : 'extractive')
  if (briefing.engine === 'extractive') expect(record.faults).not.toEqual([])
  for (const draft of [...record.claims, ...record.synopsis]) {
    const hasReasons = draft.rejections.length > 0
    expect(hasReasons).toBe(!['shown', 'not-chosen'].includes(draft.outcome))
  }
  expect(recordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record)
}
