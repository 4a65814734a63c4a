import { isAdverb, isCapital, isPossessive, type Token } from './frame.ts'
import { type Speaker, speakerAfter, speakerBefore, speakerOf } from './speaker.ts'
import {
  alsoNouns,
  between,
  bodyNouns,
  finding,
  groups,
  papers,
  minding,
  mindingNeeds,
  prepositions,
  speaking,
  viewNouns,
} from './voice-words.ts'

const beForms = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being', 'am'])
const firmModals = new Set(['can', 'cannot', 'could', 'will', 'should', 'must', 'shall', "won't", "can't", 'to', 'let'])
const subjects = new Set(['he', 'she', 'it', 'they', 'i', 'we', 'you', 'who', 'which', 'that', 'one'])
const determiners = new Set([
  'the',
  'a',
  'an',
  'this',
  'that',
  'these',
  'those',
  'its',
  'their',
  'his',
  'her',
  'our',
  'my',
  'no',
  'any',
  'such',
  'some',
  'every',
  'each',
  'more',
  'other',
])
/** Verbs that also tell of deeds; they report a view only where its words follow. */
const deeds = new Set(
  `announce announces announced promise promises promised pledge pledges pledged vow vows vowed propose proposes proposed
  ask asks asked deny denies denied recall recalls recalled accuse accuses accused admit admits admitted add adds added
  answer answers answered respond responds responded reply replies replied urge urges urged recommend recommends recommended
  object objects objected declare declares declared claim claims claimed describe describes described tell tells told
  acknowledge acknowledges acknowledged protest protests protested note notes noted counter counters countered
  stress stresses stressed write writes wrote explain explains explained observe observes observed comment comments commented
  remark remarks remarked suspect suspects suspected swear swears swore lament laments lamented conclude concludes concluded
  concede concedes conceded wonder wonders wondered assure assures assured caution cautions cautioned
  think thinks thought demand demands demanded proclaim proclaims proclaimed`.split(/\s+/u),
)
const hearsay = new Set(
  'said argued believed claimed thought alleged reported reckoned suspected rumoured told understood feared hoped assumed asserted'.split(
    ' ',
  ),
)
const gerunds = new Set(
  'arguing saying claiming warning insisting contending maintaining asserting alleging complaining'.split(' '),
)
const doubtful = new Set(['reportedly', 'allegedly', 'supposedly', 'purportedly', 'ostensibly'])
const contentStarts = new Set(['that', 'how', 'why', 'whether', 'what', 'of', 'as'])

/** “In the words of X”: nouns that give what the sentence says to X. */
const framedOf = new Set(
  'view views words opinion estimate estimates count reckoning judgement judgment telling assessment account eyes estimation calculation calculations projection projections analysis reasoning'.split(
    ' ',
  ),
)

/** The place of the first token to the left of `at` that is neither adverb nor auxiliary. */
const before = (tokens: readonly Token[], at: number): number => {
  let index = at - 1
  while (index >= 0 && (between.has(tokens[index]?.lower ?? '') || isAdverb(tokens[index]))) index -= 1
  return index
}

const objects = new Set(['us', 'me', 'him', 'her', 'them', 'it', 'reporters', 'journalists', 'parliament'])
const emptyObjects = new Set(['nothing', 'so', 'little', 'no', 'something', 'more', 'much', 'yes'])

/** Whether what is said follows the verb: a clause, a quotation, or the verb stands between commas within it. */
const hasContent = (tokens: readonly Token[], verb: number): boolean => {
  const after = tokens.slice(verb + 1, verb + 7)
  const stop = after.findIndex((token, index) => index > 0 && token.type === 'mark')
  if (after[stop]?.text === ':' || after[stop + 1]?.type === 'quotation') return true
  const rest = stop === -1 ? after : after.slice(0, stop)
  const next = rest.find((token) => !isAdverb(token) && !objects.has(token.lower))
  if (next === undefined) return tokens.slice(0, verb).some((token) => token.text === ',' || token.type === 'quotation')
  if (',:.'.includes(next.text)) return true
  return (
    rest.some((token) => token.type === 'quotation' || contentStarts.has(token.lower)) ||
    tokens[0]?.type === 'quotation'
  )
}

/** Whether the word at `at` stands where its noun would. */
const isNounUse = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  if (token === undefined || !alsoNouns.has(token.lower)) return false
  const previous = tokens[before(tokens, at)]
  if (previous === undefined) return true
  if (determiners.has(previous.lower) || prepositions.has(previous.lower) || isPossessive(previous)) return true
  const isSubject =
    isCapital(previous) ||
    previous.lower.endsWith('s') ||
    subjects.has(previous.lower) ||
    groups.has(previous.lower) ||
    papers.has(previous.lower) ||
    bodyNouns.has(previous.lower)
  return previous.type === 'word' && !isSubject
}

/** Before the subject: the report is part of somebody's thought, and not what the sentence says. */
const subordinators = new Set(
  'because since if when whether although though while whereas unless until which that what where why how whose'.split(
    ' ',
  ),
)

/** The word that opens the clause of the verb, where that is no subject. */
const clauseOpener = (tokens: readonly Token[], verb: number): string => {
  let at = verb - 1
  while (
    at > 0 &&
    tokens[at]?.type === 'word' &&
    !subordinators.has(tokens[at]?.lower ?? '') &&
    tokens[at]?.lower !== 'than'
  ) {
    at -= 1
  }
  const opener = tokens[at]
  return opener?.type === 'word' ? opener.lower : ''
}

/** “More than they say”, “bolder than its critics allowed”: a measure, not a report. */
const isComparison = (tokens: readonly Token[], verb: number): boolean => clauseOpener(tokens, verb) === 'than'

/** A report that stands within another clause names its speaker too loosely to print. */
const placed = (tokens: readonly Token[], verb: number, speaker: Speaker): Speaker =>
  speaker.type === 'named' && verb > 3 && subordinators.has(clauseOpener(tokens, verb)) ? { type: 'unsure' } : speaker

const isPassive = (tokens: readonly Token[], verb: number): boolean => {
  const index = tokens.slice(0, verb).findLastIndex((token) => !isAdverb(token) && !between.has(token.lower))
  return beForms.has(tokens[index]?.lower ?? '') || tokens[verb - 1]?.lower === 'been'
}

/** “is said to”, “it is believed that”, “we are told”: somebody's word, whose is left out. */
const isHearsay = (tokens: readonly Token[], verb: number): boolean => {
  const word = tokens[verb]?.lower ?? ''
  if (word === 'told') return ['is', 'are'].includes(tokens[before(tokens, verb)]?.lower ?? '')
  return hearsay.has(word) && ['to', 'that'].includes(tokens[verb + 1]?.lower ?? '')
}

const isInverted = (tokens: readonly Token[], verb: number): boolean => {
  const previous = tokens[verb - 1]
  const next = tokens[verb + 1]
  if (previous?.type === 'quotation') return true
  return (
    previous?.text === ',' &&
    (isCapital(next) || /^(?:he|she|they)$/u.test(next?.lower ?? '')) &&
    !isCapital(tokens[verb - 2])
  )
}

const speakingReport = (tokens: readonly Token[], verb: number): Speaker | undefined => {
  const word = tokens[verb]?.lower ?? ''
  const previous = tokens[before(tokens, verb)]?.lower ?? ''
  if (firmModals.has(previous) || isNounUse(tokens, verb) || isComparison(tokens, verb)) return undefined
  if (tokens[verb - 1]?.text === ',' && tokens[verb + 1]?.text === ',') return undefined
  if (isPassive(tokens, verb)) return isHearsay(tokens, verb) ? { type: 'unsure' } : undefined
  if (emptyObjects.has(tokens[verb + 1]?.lower ?? '')) return undefined
  if (isInverted(tokens, verb)) return speakerAfter(tokens, verb)
  const speaker = speakerBefore(tokens, verb)
  const reportsContent = hasContent(tokens, verb)
  if (speaker.type === 'thing')
    return reportsContent && tokens[verb + 1]?.lower === 'that' ? { type: 'unsure' } : undefined
  if (speaker.type !== 'author' && deeds.has(word) && !reportsContent) return undefined
  if (speaker.type === 'pronoun' && tokens[before(tokens, verb)]?.lower === 'it' && deeds.has(word)) return undefined
  return placed(tokens, verb, speaker)
}

const findingReport = (tokens: readonly Token[], verb: number): Speaker | undefined => {
  const previous = tokens[before(tokens, verb)]?.lower ?? ''
  const isModal = tokens
    .slice(before(tokens, verb) + 1, verb)
    .some((token) => ['would', 'might', 'may'].includes(token.lower))
  if (firmModals.has(previous) || isModal || isNounUse(tokens, verb) || isPassive(tokens, verb)) return undefined
  const speaker = speakerBefore(tokens, verb)
  if (speaker.type === 'thing' || speaker.type === 'author') return undefined
  const next = tokens[verb + 1]
  const isPut = /^puts?$/u.test(tokens[verb]?.lower ?? '')
  const reckons = isPut
    ? next?.lower === 'it' ||
      tokens.some(
        (token, at) =>
          at > verb && token.lower === 'at' && tokens.slice(at + 1, at + 4).some(({ text }) => /\d/u.test(text)),
      )
    : next?.lower === 'that' ||
      next?.text === ',' ||
      /^(?:estimate|reckon|calculate|count|report|project|forecast)/u.test(tokens[verb]?.lower ?? '')
  if (!reckons && !(speaker.type === 'named' && speaker.isPaper)) return undefined
  return placed(tokens, verb, speaker)
}

const mindingReport = (tokens: readonly Token[], verb: number): Speaker | undefined => {
  const word = tokens[verb]?.lower ?? ''
  const previous = tokens[before(tokens, verb)]?.lower ?? ''
  if (word === 'quoted' && tokens[verb + 1]?.lower === 'as') return speakerBefore(tokens, before(tokens, verb))
  if (firmModals.has(previous) || isNounUse(tokens, verb) || isComparison(tokens, verb)) return undefined
  const needs = mindingNeeds.get(word)
  if (needs !== undefined && !tokens.slice(verb + 1, verb + 7).some((token) => needs.includes(token.lower)))
    return undefined
  if (isPassive(tokens, verb)) return isHearsay(tokens, verb) ? { type: 'unsure' } : undefined
  if (tokens[verb + 1]?.lower === 'to') return undefined
  const speaker = speakerBefore(tokens, verb)
  if (speaker.type === 'thing' || speaker.type === 'author') return undefined
  // “point out” and “hold that” say as plainly as “say”; the rest only look into a mind.
  return /^(?:point|held|hold|went|goes)/u.test(word) ? placed(tokens, verb, speaker) : { type: 'unsure' }
}

/** “according to X”, “in X’s view”, “by the count of X”, “X’s argument is that …”, “the objection … is that …”. */
const phraseReport = (tokens: readonly Token[], at: number): Speaker | undefined => {
  const token = tokens[at]
  const rest = tokens.slice(at + 1)
  if (token?.lower === 'according' && rest[0]?.lower === 'to') return speakerOf(rest.slice(1))
  if (token === undefined || !viewNouns.has(token.lower)) return undefined
  const owner = tokens
    .slice(0, at)
    .findLastIndex((other) => !['own', 'main', 'central', 'best', 'latest'].includes(other.lower))
  const lead = tokens[owner]
  const isStated =
    /^(?:that|goes|runs)$/u.test(rest[0]?.lower ?? '') ||
    rest[0]?.text === ',' ||
    (/^(?:is|was|remains)$/u.test(rest[0]?.lower ?? '') && rest[1]?.lower === 'that')
  if (lead !== undefined && ['our', 'my'].includes(lead.lower)) return isStated ? { type: 'author' } : undefined
  const opening = tokens
    .slice(0, owner)
    .findLastIndex((other) => ['in', 'by', 'on', 'to'].includes(other.lower) || other.type === 'mark')
  const isFramed = ['in', 'by', 'on'].includes(tokens[opening]?.lower ?? '')
  if (isPossessive(lead) && (isStated || (isFramed && framedOf.has(token.lower))))
    return speakerOf(tokens.slice(opening + 1, owner))
  if (lead !== undefined && ['his', 'her', 'their'].includes(lead.lower))
    return isStated || ['in', 'by'].includes(tokens[owner - 1]?.lower ?? '') ? { type: 'pronoun' } : undefined
  if (lead?.lower === 'this' && tokens[owner - 1]?.lower === 'on') return { type: 'unsure' }
  if (framedOf.has(token.lower) && isFramed && opening === owner - 1 && rest[0]?.lower === 'of')
    return speakerOf(rest.slice(1))
  const link = rest.findIndex((other) => /^(?:is|was|remains)$/u.test(other.lower))
  if (link !== -1 && link <= 25 && rest[link + 1]?.lower === 'that') return { type: 'unsure' }
  return undefined
}

/**
 * Every sign in a sentence that somebody's words or thoughts are reported, the author's own among them;
 * `tokens` are those of the sentence with its quotations blanked. Empty where the writer simply writes.
 */
export const reportsIn = (tokens: readonly Token[]): Speaker[] =>
  tokens.flatMap((token, at) => {
    if (token.type !== 'word') return []
    if (doubtful.has(token.lower)) return [{ type: 'unsure' as const }]
    if (gerunds.has(token.lower) && tokens[at - 1]?.lower !== 'without' && hasContent(tokens, at))
      return [{ type: 'unsure' as const }]
    const report =
      phraseReport(tokens, at) ??
      (speaking.has(token.lower) ? speakingReport(tokens, at) : undefined) ??
      (finding.has(token.lower) ? findingReport(tokens, at) : undefined) ??
      (minding.has(token.lower) ? mindingReport(tokens, at) : undefined)
    return report === undefined || report.type === 'thing' ? [] : [report]
  })
