/**
 * Phrases that show what sort of statement a sentence makes, by how plainly they show it. Lower case, straight apostrophes;
 * a phrase stands for itself between word ends, `*` for the rest of a word.
 */
export const forecastCues = [
  'will', "won't", 'unlikely', 'likely', 'likelier', 'likeliest', 'is set to', 'are set to', 'bound to', 'expected to', 'poised to',
  'going to', 'destined to', 'foreseeable', 'sooner or later', 'inevitabl*', 'improbable', 'probable', 'probably', 'ruled out',
  'in the coming', 'in the years ahead', 'in the years to come', 'in the long run', 'in the longer term', 'in the long term',
  'in the near future', 'in the future', 'prospects', 'the outlook', 'matter of time', 'remains to be seen', 'looks set', 'headed for',
  'heading for', 'on course', 'on track', 'in time', 'eventually', 'next decade', 'may well', 'might well', 'could well',
] as const

export const recommendationCues = [
  'should', 'must', 'ought to', 'need to', 'needs to', 'need not', 'has to', 'have to', 'had better', 'is needed', 'are needed',
  'there is a need', 'the need for', 'is required', 'are required', 'it is time', 'the time has come', 'would do well', 'would be wise',
  'would be better', 'better course', 'better way', 'best way', 'answer lies', 'one answer', 'key answer', 'the remedy', 'the solution',
  'the way forward', 'the priority', 'first step', 'is wanted', 'deserves', 'let us', 'cannot afford', 'can ill afford', 'ill-afford',
  'imperative', 'essential', 'crucial', 'vital', 'calls for', 'would require', 'what is needed', 'advisable', 'incumbent', 'it falls to',
  'would gain from', 'would benefit from', 'worth', 'would serve',
] as const

export const assessmentCues = [
  'rather than', 'not because', 'but because', 'but not', 'and not', 'less than', 'less by', 'more by', 'not only', 'not merely', 'not just',
  'not so much', 'no longer', 'far from', 'the real', 'the main', 'the danger', 'the risk', 'the problem', 'the trouble', 'the challenge',
  'the weakness', 'the lesson', 'the point', 'the question', 'the difficulty', 'the cost', 'the price', 'the test', 'the key', 'the core',
  'the heart of', 'the root', 'the reason', 'the result', 'the effect', 'the dilemma', 'the paradox', 'the mistake', 'the choice',
  'depends on', 'depend on', 'hinges on', 'hinge on', 'turns on', 'rests on', 'rest on', 'lies in', 'lie in', 'lies with', 'consists in',
  'comes from', 'stems from', 'amounts to', 'boils down', 'comes down to', 'be decided', 'at stake', 'cannot', 'therefore', 'ultimately',
  'in effect', 'in short', 'in sum', 'in the end', 'above all', 'fundamental*', 'unless', 'only if', 'only when', 'even if', 'until',
  'as long as', 'so long as', 'without', 'remains', 'remain', 'undermin*', 'erode*', 'eroding', 'weaken*', 'jeopardi*', 'threaten*',
  'credib*', 'leverage', 'vulnerab*', 'deterren*', 'legitimacy', 'trust', 'matters', 'matter more', 'matter less', 'signal*', 'reflect*',
  'demonstrate*', 'underscore*', 'highlight*', 'wrong', 'mistake*', 'fail*', 'flaw*', 'costly', 'dangerous', 'risky', 'illusion',
  'our argument', 'our view', 'i argue', 'we argue', 'this commentary argues', 'the central', 'decisive', 'significant*', 'too little',
  'too late', 'too much', 'the more', 'the longer', 'the less', 'the sooner', 'lack*', 'means that', 'makes it', 'leaves', 'hardly',
] as const

/** Words that lift one thing above the rest. Lower case. */
export const liftingWords = [
  'only', 'real', 'very', 'most', 'least', 'best', 'worst', 'single', 'sole', 'chief', 'greatest', 'strongest', 'weakest', 'cheapest',
  'largest', 'hardest', 'surest', 'deepest', 'highest', 'lowest', 'first', 'never', 'always', 'every', 'any', 'all', 'none', 'nothing',
] as const

export const months = [
  'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'monday', 'tuesday',
  'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
] as const

/** Openings of a sentence that only illustrates, dates or reports. Lower case. */
export const backgroundOpenings = [
  'for example', 'for instance', 'according to', 'in the first', 'last year', 'last month', 'last week', 'last autumn', 'last spring',
  'last summer', 'last winter', 'earlier this', 'this year', 'this month', 'this week', 'on the same', 'at the same meeting', 'in practice',
  'within hours', 'within days', 'between', 'since', 'during', 'by then', 'after', 'when', 'ten years', 'consider', 'take the', 'suppose',
  'imagine', 'once', 'to date', 'so far', 'historically', 'originally', 'initially', 'recently', 'currently', 'yesterday', 'today',
  'under the', 'as of', 'of the', 'about', 'some', 'most of', 'several', 'roughly', 'perhaps', 'almost',
] as const

/** Words for a concession that the writer is about to answer, or a scene that he sets. Lower case. */
export const concessionOpenings = [
  'of course', 'to be sure', 'admittedly', 'granted', 'true,', 'it is true', 'that said', 'let us grant', 'no doubt', 'undoubtedly',
  'certainly', 'there is', 'there are', 'there was', 'there were', 'there will',
] as const

/** Past forms that no ending shows. Lower case. */
export const irregularPasts: ReadonlySet<string> = new Set(
  `was were had did went came took made gave said told found held kept led left lost met paid put ran saw sent set sold spent stood
  told thought brought bought built caught chose cut drew drove fell felt fought flew forgot froze got grew heard hid hit knew laid lay
  lent let lit meant rose sank sat shook shot shrank shut sang slept spoke spread struck stuck stole swore swept swam taught tore threw
  understood withdrew won wore wrote became began broke burnt learnt dealt arose bore bound dug fled`.split(/\s+/u),
)
