import { advises, takesStand } from '../kind.ts'
import { type TaggedWord, tagWords } from '../text/grammar.ts'
import { isNarration } from './narration.ts'

const whole = (phrases: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\d'])(?:${phrases})(?![\\p{L}\\d])`, flags)

/** For what is possible, likely or right, and is not said to have happened. */
const modal = whole(
  "will|won't|would|should|must|can|cannot|could|may|might|needs? to|need not|ought|likely|unlikely|(?:set|bound|liable|poised|going) to|probably|improbable|inevitabl[ey]",
  'u',
)

/** Words that weigh, compare or conclude. */
const assessment = whole(
  [
    'lies in|lie in|lies with|comes from|stems from|amounts to|boils down|comes down to|at stake',
    'cannot|therefore|ultimately|in effect|in short|in sum|in the end|above all|fundamental\\p{L}*',
    'unless|only if|only when|even if|until|as long as|so long as|without',
    'undermin\\p{L}*|erode\\p{L}*|eroding|weaken\\p{L}*|jeopardi\\p{L}*|threaten\\p{L}*|credib\\p{L}*|leverage',
    'vulnerab\\p{L}*|deterren\\p{L}*|legitimacy|trust|matters|matter more|matter less|signal\\p{L}*|reflect\\p{L}*',
    'demonstrate\\p{L}*|underscore\\p{L}*|highlight\\p{L}*|wrong|mistake\\p{L}*|fail\\p{L}*|flaw\\p{L}*|costly|dangerous',
    'risky|illusion|decisive|significant\\p{L}*|too little|too late|too much|the more|the longer',
    'the less|the sooner|lack\\p{L}*|means that|makes it|leaves|hardly|prospects|foreseeable',
  ].join('|'),
  'gu',
)

const concluding =
  /^(?:thus|therefore|hence|ultimately|in sum|in short|overall|in conclusion|clearly|accordingly|consequently|as such|as a result|all in all|to conclude|to sum up|in the end|finally|above all|in essence|going forward|moving forward|in the final analysis)(?![\p{L}])/u
const detail = /\(|(?<![\p{L}])(?:such as|for example|including|e\.g\.)/u
/** With this many words of names, a sentence counts as a mere report as far as its names can show that. */
const manyNames = 8

/** Signs that a sentence claims something, or only reports. Each is 0 or 1, except `assessment` (0 to 3) and `names` (0 to 1). */
export const cuesOf = (sentence: string, words: readonly TaggedWord[] = tagWords(sentence)) => {
  const text = sentence.toLowerCase().replaceAll('’', "'")
  return {
    modal: Number(modal.test(text)),
    advice: Number(advises(sentence)),
    stand: Number(takesStand(sentence)),
    /** The number of phrases that weigh or conclude, at most 3. */
    assessment: Math.min(3, text.match(assessment)?.length ?? 0),
    concluding: Number(concluding.test(text)),
    narration: Number(isNarration(words)),
    figures: Number(/\d/u.test(text)),
    detail: Number(detail.test(text)),
    names: Math.min(1, (sentence.match(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}/gu)?.length ?? 0) / manyNames),
  }
}
