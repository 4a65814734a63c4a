import { type OwnWords, ownWordsOf } from '../../../src/briefing/extractive/own-words.ts'
import type { Commentary } from '../../../src/briefing/port.ts'
import {
  numberSentences,
  type NumberedText,
  verifyClaim,
  verifySynopsisSentence,
} from '../../../src/briefing/verify/index.ts'

/** The real parts, which give the same for the same every time: each commentary is worked out once for all the tests. */

const texts = new WeakMap<Commentary, NumberedText>()
const own = new WeakMap<Commentary, OwnWords[]>()
const verdicts = new WeakMap<NumberedText, Map<string, unknown>>()

export const numberOnce = (commentary: Commentary): NumberedText => {
  const numbered = texts.get(commentary) ?? numberSentences(commentary)
  texts.set(commentary, numbered)
  return numbered
}

/** The sentences that may be shown in their own words. */
export const ownWordsOnce = (commentary: Commentary): OwnWords[] => {
  const words = own.get(commentary) ?? ownWordsOf(commentary, numberOnce(commentary))
  own.set(commentary, words)
  return words
}

const judgeOnce =
  <Draft, Verdict>(name: string, judge: (draft: Draft, numbered: NumberedText) => Verdict) =>
  (draft: Draft, numbered: NumberedText): Verdict => {
    const known = verdicts.get(numbered) ?? new Map<string, unknown>()
    verdicts.set(numbered, known)
    const key = `${name} ${JSON.stringify(draft)}`
    if (!known.has(key)) known.set(key, judge(draft, numbered))
    return known.get(key) as Verdict
  }

/** The real verifier’s verdicts, which are the same for the same draft. */
export const verifyClaimOnce = judgeOnce('claim', verifyClaim)

export const verifySynopsisSentenceOnce = judgeOnce('synopsis', verifySynopsisSentence)
