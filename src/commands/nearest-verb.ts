import { editDistance } from '../archive/search/edit-distance.ts'

/** The verb that a mistyped word was meant to be, and the rest that was written together with it. */
type Near = { readonly verb: string; readonly rest: string }

/** Words that begin a request and are not the verb of a command. */
export const otherVerbs = ['summarise', 'summarize', 'translate', 'compare', 'recommend', 'notify', 'remind', 'alert']

/** Endings of another form of the verb, such as `listed`; they are not a second word. */
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

/** The verb that differs by one mistake in a short word, two in a long one, or two swapped letters; undefined if there is none. */
export const nearestVerb = (word: string, verbs: readonly string[]): Near | undefined => {
  if (word.length < 3) return undefined
  const most = word.length < 8 ? 1 : 2
  const near = verbs
    .map((verb) => ({ verb, rest: '', slips: editDistance(word, verb, most) }))
    .filter(({ slips }) => slips >= 1 && slips <= most)
    .toSorted((one, other) => one.slips - other.slips)[0]
  return near ?? joined(word, verbs)
}
