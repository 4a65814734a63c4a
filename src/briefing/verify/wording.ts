import type { Check } from './check.ts'
import { operatorLooks } from './edited-operators.ts'
import { wordLooks } from './edited-words.ts'

/**
 * Where a claim keeps the words of its evidence and edits a few, each edit is looked at for itself: a negation, a hedge, a
 * certainty, a duty put in or taken out there changes the sentence, whatever else the sentence says elsewhere.
 */
export const checkWording: Check = (input) =>
  input.alignment.wording.edits
    .filter((edit) => edit.isLocal)
    .flatMap((edit) => [...operatorLooks, ...wordLooks].flatMap((look) => look(input, edit)))
