import type { DraftClaim } from '../../../src/briefing/draft.ts'
import { createExtractive } from '../../../src/briefing/extractive/index.ts'
import type { Briefing, Commentary, Engine } from '../../../src/briefing/port.ts'
import { numberSentences, type NumberedText, verifyClaim } from '../../../src/briefing/verify/index.ts'

/** The real parts, which give the same for the same every time: each commentary is worked out once for all the tests. */

const engine = createExtractive()
const extracts = new WeakMap<Commentary, Briefing>()
const texts = new WeakMap<Commentary, NumberedText>()
const verdicts = new WeakMap<NumberedText, Map<string, string>>()

/** The real extractive engine’s briefing. */
export const extractOnce: Engine = async (commentary, signal) => {
  const briefing = extracts.get(commentary) ?? (await engine(commentary, signal))
  extracts.set(commentary, briefing)
  return briefing
}

export const numberOnce = (commentary: Commentary): NumberedText => {
  const numbered = texts.get(commentary) ?? numberSentences(commentary)
  texts.set(commentary, numbered)
  return numbered
}

/** What the real verifier makes of a draft. */
export const stateOnce = (draft: DraftClaim, numbered: NumberedText): string => {
  const known = verdicts.get(numbered) ?? new Map<string, string>()
  verdicts.set(numbered, known)
  const key = JSON.stringify(draft)
  const state = known.get(key) ?? verifyClaim(draft, numbered).state
  known.set(key, state)
  return state
}
