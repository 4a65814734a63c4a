import type { ClaimKind } from '../port.ts'
import type { BodySentence } from './body.ts'
import { irregularPasts } from './cue-words.ts'
import type { Voice } from './voice.ts'

/** The sentence in lower case, quotations and apostrophes plain. */
const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'")

/** Clauses that only set the scene for the main one, up to their comma: “If the club is not formed …,”. */
const subordinate = /^(?:if|unless|when|while|whereas|although|though|because|since|as|until|once|given|even if|even though|whether|should)\b[^,;:]{3,160},\s*/u

/** A condition turned round: “Should he succeed, …”, “…; should the registry save even that, …”. */
const inverted = /(?:^|[;:,—–] ?(?:and |but )?)should (?:the|a|an|he|she|it|they|this|that|these|those|such|any|no|one|\p{L}+(?:'s)? (?:fail|succeed|happen|choose|decide|prove|win|lose|come|become|be|continue|persist))\b/u

const recommends =
  /\b(?:should|must|ought(?: not)? to|need(?:s)? to|need not|ha(?:s|ve) to|had better|would do well|would be (?:wise|well advised|better)|is wanted|(?:is|are) (?:urgently |sorely |badly |now )?(?:needed|required)|(?:it is|the) time (?:has come )?(?:to|for|that)|(?:answer|remedy|solution|way forward|first step|priority|task|best course|better course|better way) (?:is|lies|would be|must|now is|for)|there is a(?:n urgent|lso a| clear| pressing)? need|it is (?:also |therefore )?(?:essential|crucial|vital|imperative|important|necessary) (?:that|to|for)|cannot afford|can ill afford|calls for|let (?:us|it|them)|would be better (?:to|spent|off)|deserves? (?:to be|a|an))\b/u

const imperative = /^(?:first|second|third|finally|ask|begin|start|stop|keep|give|make|let|build|end|drop|treat|leave|put|publish|count|pay|set)\b,? (?:that|with|by|the|a|an|it|them|no|every|each)\b/u

const forecasts =
  /\b(?:will|won't|unlikely|likel(?:y|ier|iest)|(?:is|are) (?:set|bound|expected|poised|going|destined) to|can (?:therefore |thus )?be expected (?:not )?to|improbable|probabl[ey]|inevitabl[ey]|cannot be ruled out|in the (?:coming|foreseeable|near|years)|sooner or later|only a matter of time|will not)\b/u

const conditionalForecast = /^(?:if|unless|without|should|once|the (?:longer|more|less|sooner))\b.*\b(?:would|could|may|might)\b/u

const possible = /\b(?:may|might)\b (?!(?:be|have|seem|appear|well be) (?:right|true|tempting|argued|said))/u

/** “must have been”, “should be no surprise”: necessity in thought, not advice. */
const epistemic = /\b(?:must (?:have|surely)|should (?:come as|be no|have been|surprise))\b/u

const figures = /(?:\d|\bper cent\b|\bmillion\b|\bbillion\b)/u

/** Whether the finite verbs of a sentence are past and nothing in it weighs or looks ahead. */
const isPastReport = (words: readonly string[]): boolean => {
  const past = words.filter((word) => irregularPasts.has(word) || (word.length > 4 && word.endsWith('ed'))).length
  const present = words.some((word) => /^(?:is|are|has|have|does|do|can|cannot|will|would|should|must|may|might|remains?|means?|needs?)$/u.test(word))
  return past > 0 && !present
}

const firstOf = (text: string, pattern: RegExp): number => {
  const at = text.search(pattern)
  return at === -1 ? Number.POSITIVE_INFINITY : at
}

/**
 * What sort of statement the sentence makes; undefined where the signs contradict each other or are too few,
 * because a wrong label does more harm than none.
 */
export const kindOf = (sentence: BodySentence, voice: Voice): ClaimKind | undefined => {
  if (voice.type === 'quoted') return 'quoted-view'
  const text = plain(sentence.text)
  const main = text.replace(subordinate, '')
  const isInverted = inverted.test(text)
  const advice = isInverted || epistemic.test(text) ? Number.POSITIVE_INFINITY : Math.min(firstOf(main, recommends), imperative.test(main) ? 0 : Number.POSITIVE_INFINITY)
  const outlook = firstOf(main, forecasts)
  if (advice !== Number.POSITIVE_INFINITY || outlook !== Number.POSITIVE_INFINITY) return advice < outlook ? 'recommendation' : 'forecast'
  if (conditionalForecast.test(text)) return undefined
  if (recommends.test(text) || possible.test(main) || /\bcould\b/u.test(main)) return undefined
  const words = text.match(/[\p{L}']+/gu) ?? []
  if (isPastReport(words)) return figures.test(text) ? 'fact' : undefined
  return figures.test(text) ? undefined : 'assessment'
}
