import { editDistance } from '../archive/search/edit-distance.ts'

/** A verb that a mistyped word was meant to be, and what was written together with it. */
type Near = { readonly verb: string; readonly rest: string }

/** Words that begin a wish and are no verb of a command. */
export const wishVerbs = ['summarise', 'summarize', 'translate', 'compare', 'recommend', 'notify', 'remind', 'alert']

/** Forms of a verb that are words of their own. */
const ending = /^(?:s|es|ed|er|ers|ing|ings|able|d|r|y|ly)$/u

/** The verb written together with the next word: `digestoff`. */
const joined = (word: string, verbs: readonly string[]): Near | undefined => {
  const verb = verbs
    .filter((one) => one.length > 3 && word.startsWith(one))
    .toSorted((one, other) => other.length - one.length)[0]
  const rest = word.slice(verb?.length ?? 0)
  return verb === undefined || rest === '' || ending.test(rest)
    ? undefined
    : { verb, rest: rest.replaceAll(/(?<=\p{L})(?=\d)/gu, ' ') }
}

/** A slip in a short word, two in a long one, two neighbours swapped; undefined when no verb is near. */
export const nearestVerb = (word: string, verbs: readonly string[]): Near | undefined => {
  if (word.length < 3) return undefined
  const most = word.length < 8 ? 1 : 2
  const near = verbs
    .map((verb) => ({ verb, rest: '', slips: editDistance(word, verb, most) }))
    .filter(({ slips }) => slips >= 1 && slips <= most)
    .toSorted((one, other) => one.slips - other.slips)[0]
  return near ?? joined(word, verbs)
}
