/**
 * Phrases that show what sort of statement a sentence makes. Lower case, straight apostrophes; a phrase stands for itself
 * between word ends, `*` for the rest of a word. General English only: words of one author's trade do not help with others.
 */
const list = (phrases: string): readonly string[] =>
  phrases
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')

/** What is not told as done but held possible, likely or right. */
export const modalCues =
  list(`will | won't | would | should | must | can | cannot | could | may | might | need to | needs to | need not | ought
  | likely | unlikely | set to | bound to | expected to | poised to | going to | probably | improbable | inevitabl* `)

/** Words of advice. */
export const adviceCues =
  list(`should | must | ought to | need to | needs to | need not | had better | better course | better way
  | better reply | best course | best way | be wise | be wiser | unwise | would do well | there is a need | is needed
  | are needed | is required | are required | essential to | essential that | crucial to | crucial that | vital to | vital that
  | imperative | important to | important that | necessary to | calls for | call for | cannot afford | ill afford | it is time
  | way forward | first step | the remedy | the answer lies | the solution lies | is wanted | let us`)

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

/** Openings of a sentence that only illustrates, dates or reports. */
export const backgroundOpenings =
  list(`for example | for instance | according to | in the first | last year | last month | last week
  | last autumn | last spring | last summer | last winter | earlier this | this year | this month | this week | in practice
  | within hours | within days | between | since | during | after | when | by then | to date | so far | ten years | consider | take the
  | suppose | imagine | once | historically | originally | initially | recently | currently | yesterday | today | under the | as of
  | of the | about | some | several | most of | roughly | perhaps | almost`)

/** Months and days that are no other word, and years. */
export const dateWords =
  list(`january | february | march | april | june | july | august | september | october | november | december
  | monday | tuesday | wednesday | thursday | friday | saturday | sunday`)

/** Past forms that no ending shows. */
export const irregularPasts: ReadonlySet<string> = new Set(
  `was were had did went came took made gave said told found held kept led left lost met paid put ran saw sent set sold spent stood
  told thought brought bought built caught chose cut drew drove fell felt fought flew forgot froze got grew heard hid hit knew laid lay
  lent let lit meant rose sank sat shook shot shrank shut sang slept spoke spread struck stuck stole swore swept swam taught tore threw
  understood withdrew won wore wrote became began broke burnt learnt dealt arose bore bound dug fled`.split(/\s+/u),
)
