import { wordSet } from '../text/word-set.ts'

/**
 * Phrases that show what sort of statement a sentence makes. Lower case, straight apostrophes; each matches complete
 * words, `*` the rest of a word. General English only: words of one author's subject do not help with others.
 */
const list = (phrases: string): readonly string[] =>
  phrases
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')

/** For what is possible, likely or right, and is not said to have happened. */
export const modalCues =
  list(`will | won't | would | should | must | can | cannot | could | may | might | need to | needs to | need not
  | ought | likely | unlikely | set to | bound to | liable to | expected to | poised to | going to | probably | improbable | inevitabl*`)

/** Words that weigh, compare or conclude. */
export const assessmentCues =
  list(`rather than | not because | but because | but not | and not | less than | not only | not merely
  | not just | not so much | no longer | far from | the real | the main | the danger | the risk | the problem | the trouble
  | the challenge | the weakness | the lesson | the point | the question | the difficulty | the cost | the price | the test | the key
  | the core | the heart of | the root | the reason | the result | the effect | the dilemma | the paradox | the mistake | the choice
  | depends on | depend on | hinges on | hinge on | turns on | rests on | rest on | lies in | lie in | lies with | comes from
  | stems from | amounts to | boils down | comes down to | at stake | cannot | therefore | ultimately | in effect | in short | in sum
  | in the end | above all | fundamental* | unless | only if | only when | even if | until | as long as | so long as | without
  | remains | remain | undermin* | erode* | eroding | weaken* | jeopardi* | threaten* | credib* | leverage | vulnerab* | deterren*
  | legitimacy | trust | matters | matter more | matter less | signal* | reflect* | demonstrate* | underscore* | highlight* | wrong
  | mistake* | fail* | flaw* | costly | dangerous | risky | illusion | decisive | significant* | too little | too late | too much
  | the more | the longer | the less | the sooner | lack* | means that | makes it | leaves | hardly | prospects | foreseeable
  | cannot be ruled out | remains to be seen`)

/** Openings of sentences that only illustrate, date or report. */
export const backgroundOpenings =
  list(`for example | for instance | according to | since | during | when | last | in recent | between
  | after | as of | over the | recently | currently | today | earlier | in the early | in the late
  | in january | in february | in march | in april | in may | in june | in july | in august | in september | in october
  | in november | in december`)

/** Past forms without a regular ending. */
export const irregularPasts =
  wordSet(`was were had did went came took made gave said told found held kept led left lost met paid put ran saw sent set sold spent stood
  told thought brought bought built caught chose cut drew drove fell felt fought flew forgot froze got grew heard hid hit knew laid lay
  lent let lit meant rose sank sat shook shot shrank shut sang slept spoke spread struck stuck stole swore swept swam taught tore threw
  understood withdrew won wore wrote became began broke burnt learnt dealt arose bore bound dug fled`)

/** Whether a word has the form of a past tense or participle. Lower case. */
export const isPastForm = (word: string): boolean =>
  irregularPasts.has(word) || (word.length > 4 && word.endsWith('ed'))
