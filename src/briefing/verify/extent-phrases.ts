import { fault } from './check.ts'
import type { Check } from './check.ts'

/** “almost all” for “most”. */
const almostAll: Check = ({ claim, evidence }) => {
  const near = /\b(?:almost|nearly|virtually|practically) (?:all|every\w*)\b/iu
  const said = near.exec(claim.text)?.[0]
  const isLess = /\b(?:most|many|majority|some|several|half)\b/iu.test(evidence.host.text)
  const isAll =
    /\b(?:all|every(?! (?:year|month|week|day))\w*|(?<!a )few|hardly|scarcely|almost|nearly|virtually|practically|whole)\b/iu.test(
      evidence.host.text,
    )
  return said !== undefined && isLess && !isAll
    ? [fault('QUANTIFIER_RAISED', `says “${said.toLowerCase()}”; ${evidence.label} does not go so far`)]
    : []
}

/** “one of several levers” for “the only lever”: what is singled out is put among others. */
const singledOutLost: Check = ({ claim, evidence }) => {
  const isAmong = /\bone of (?:several|many|various|a number of|numerous)\b/iu.test(claim.text)
  const only = /\b(?:the|its|their|his|her) (?:only|sole|single)\b/iu.exec(evidence.host.text)
  return isAmong && only !== null
    ? [fault('QUANTIFIER_DROPPED', `puts among others what ${evidence.label} calls “${only[0]}”`)]
    : []
}

/** Extents that are said in phrases: raised, or put among others. */
export const checkExtentPhrases: Check = (input) => [...singledOutLost(input), ...almostAll(input)]
