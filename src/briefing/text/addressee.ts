import { type TaggedWord, tagWords } from './grammar.ts'
import { wordSet } from './word-set.ts'

/** What is made from a text, such as a summary. */
const renderings = wordSet(`
  summary abstract synopsis digest precis précis recap recapitulation abridgement abridgment condensation gist rendition
  rendering paraphrase extract headline caption snippet bullet takeaway newsletter bulletin excerpt tldr`)

/** What reads, shortens or passes on texts. */
const readers = wordSet(`
  reader assistant bot chatbot summariser summarizer aggregator crawler parser llm algorithm program software tool machine
  model system agent editor compiler ai whoever anyone anybody transformer scraper client curator digester engine recipient`)

/** Of these, what does nothing but pass texts on. */
const renderers = wordSet('bot chatbot summariser summarizer aggregator crawler parser llm scraper digester')

/** Verbs of saying and of omitting. */
const telling = wordSet(`
  state say report add include begin open start end close mention note quote cite list present write print post output repeat
  conclude claim summarize summarise condense render describe omit ignore disregard forget highlight lead translate relay
  convey tell give carry read answer reply express announce declare emphasize emphasise stress treat contain feature show
  display inform reflect record paraphrase shorten copy insert paste append place replace keep choose select pick leave`)

/** Verbs for what is done to texts and to nothing else. */
const rendering = wordSet(
  'summarize summarise condense compile abridge paraphrase shorten digest excerpt recap index indexing summarisation summarization crawl scrape condensing abridging shortening paraphrasing summarising summarizing',
)

/** What is made from a text, if the text refers to itself; elsewhere these words have other meanings. */
const outputs = wordSet('briefing note post output answer highlight entry item card message version')

const texts = wordSet(
  'article piece commentary text essay page document paper post passage paragraph column note material content writing work publication rule',
)

const parts = wordSet('line sentence paragraph statement word instruction')
const demands = wordSet('should must ought need shall please kindly')
/** Adjectives that say how a summary should be. */
const norms = wordSet('accurate adequate complete correct fair faithful good honest proper true')
const asking = wordSet('ask request require instruct remind urge invite advise direct oblige expect')

const isImperative = (words: readonly TaggedWord[]): boolean => {
  const at = words.findIndex(({ isMark, tag }) => !isMark && tag !== 'ADV')
  const [first, next] = [words[at], words[at + 1]]
  if (first === undefined || next === undefined) return false
  return (
    (first.tag === 'VERB' && first.lemma === first.lower) ||
    (telling.has(first.lower) && /^(?:DET|PRON|SCONJ|ADP|PROPN)$/u.test(next.tag))
  )
}

/** “This article”, “the text above”, “these pages”, “our piece”: the text refers to itself. */
const namesItself = (words: readonly TaggedWord[]): boolean =>
  words.some(({ lemma, lower }, at) => {
    if (!texts.has(lemma) && !texts.has(lower) && !parts.has(lemma)) return false
    const before = words.slice(Math.max(0, at - 2), at).map((word) => word.lower)
    const after = words[at + 1]?.lower
    if (parts.has(lemma)) return before.some((word) => /^(?:this|next|following|preceding|last|first)$/u.test(word))
    return (
      before.some((word) => /^(?:this|these|present|our|my|above|foregoing)$/u.test(word)) ||
      after === 'above' ||
      after === 'below'
    )
  })

const has = (words: readonly TaggedWord[], pattern: RegExp): boolean => words.some(({ lower }) => pattern.test(lower))

const hasAny = (words: readonly TaggedWord[], set: ReadonlySet<string>, tags = ''): boolean =>
  words.some(
    ({ lemma, lower, tag }) =>
      (set.has(lemma) || set.has(lower.replace(/s$/u, ''))) && (tags === '' || tags.includes(tag)),
  )

/** “A summary of the talks” is made from something other than this text. */
const isOfAnother = (words: readonly TaggedWord[], at: number): boolean =>
  words[at + 1]?.lower === 'of' && !words.slice(at + 2, at + 6).some(({ lemma }) => texts.has(lemma))

/** “… are asked to describe …”: a request to do what only readers and tools do. */
const isAsked = (words: readonly TaggedWord[]): boolean =>
  words.some(
    ({ lemma }, at) => asking.has(lemma) && words[at + 1]?.lower === 'to' && telling.has(words[at + 2]?.lemma ?? ''),
  )

/** “Dear bot, …”, “To the algorithm that selects the claims: …”. */
const isCalled = (words: readonly TaggedWord[]): boolean => {
  const end = words.findIndex(({ raw }) => raw === ':')
  const isTitle = end > 0 && /^(?:to|note|memo|attention)$/u.test(words[0]?.lower ?? '')
  const dear = words.findIndex(({ lower }) => lower === 'dear')
  const called = isTitle ? words.slice(1, end) : dear === -1 ? [] : words.slice(dear + 1, dear + 4)
  return called.some(({ lemma }) => readers.has(lemma))
}

/** “… should report that …”: the reader is told what to say. */
const dictates = (words: readonly TaggedWord[]): boolean =>
  words.some(({ lemma, tag }, at) => {
    const next = words[at + 1]?.lower ?? ''
    if (!telling.has(lemma)) return false
    return (
      next === 'that' ||
      (tag === 'VERB' && (/^(?:how|whether|only|with|:)$/u.test(next) || words[at + 2]?.lower === 'that'))
    )
  })

/** A sentence without any of these words addresses nobody, and needs no closer analysis. */
const mayAddress = new RegExp(
  `(?<![\\p{L}])(?:you|your|${[...renderings, ...readers, ...rendering, ...texts, ...parts, 'following'].join('|')})(?:s|es|ing|ed|d)?(?![\\p{L}])`,
  'iu',
)

const gist = /(?:key|main|central|principal|core) (?:message|claim|point|finding|argument|takeaway)/u

const isDemand = (words: readonly TaggedWord[]): boolean =>
  hasAny(words, demands) ||
  isImperative(words) ||
  words.some(({ lemma, lower }, at) => {
    const [before, next = ''] = [words[at - 1], words[at + 1]?.lower]
    return (
      (asking.has(lemma) && /^(?:to|that)$/u.test(next)) ||
      (lemma === 'tell' && before?.lower === 'be') ||
      (lower === 'that' && before?.tag === 'ADJ') ||
      (/^(?:appreciate|grateful|welcome|kind)$/u.test(lemma) && next === 'if') ||
      (/^(?:is|are|wants?|has|have|well)$/u.test(lower) && next === 'to')
    )
  })

/**
 * Whether a sentence addresses whoever or whatever reads or shortens the text, instead of describing the world: its
 * subject or addressee is a reader, a tool or a summary, and it says what that should report. Such a sentence is
 * nobody’s claim.
 */
export const isAddressed = (sentence: string): boolean => {
  if (!mayAddress.test(sentence)) return false
  // Parts of compounds are ignored: “post-release”, “bullet-proof”.
  const words = tagWords(sentence).filter(({ isTied }, at, all) => !isTied && all[at + 1]?.isTied !== true)
  const first = words[0]?.lower ?? ''
  const hasRendering = words.some(
    ({ lemma, tag }, at) =>
      renderings.has(lemma) && (tag !== 'ADJ' || words[at + 1]?.tag !== 'NOUN') && !isOfAnother(words, at),
  )
  const hasReader = words.some((word, at) => hasAny([word], readers, 'NOUN PROPN PRON') && !isOfAnother(words, at))
  const isGist = gist.test(words.map(({ lower }) => lower).join(' '))
  const isPassedOn = hasAny(words, renderers)
  const tells = hasAny(words, telling)
  const isOrder = isImperative(words)
  const isTold = isDemand(words)
  const isForAny = isTold || has(words, /^(?:any|every|each|all|no|whatever|whichever)$/u)

  // “In your summary, …”, “Any tool should report that …”.
  if (has(words, /^your$/u) && (hasRendering || isOrder)) return true
  if (tells && isOrder && hasAny(words, texts)) return true
  if (isCalled(words)) return true
  // The text refers to itself, and to what is made from it.
  if (namesItself(words)) {
    const isMadeOfIt = words.some(({ lemma }, at) => outputs.has(lemma) && words[at + 1]?.lower === 'of')
    const isOfIt = hasRendering || hasAny(words, rendering) || isPassedOn || isGist || isMadeOfIt || (tells && isOrder)
    const isForIt = has(words, /^(?:please|kindly)$/u) || /^(?:anything|everything|whatever)$/u.test(first)
    if (isOfIt || (isTold && (isForIt || hasReader)) || (isForAny && hasAny(words, outputs))) return true
  }
  // The sentence says what readers or tools should write.
  if (/^(?:whoever|anyone|anybody)$/u.test(first) && isTold && hasAny(words.slice(0, 4), rendering)) return true
  if (hasReader && (isAsked(words) || (first === 'what' && isTold && tells) || (isForAny && dictates(words))))
    return true
  // The sentence says how a summary or the like should be.
  if (!hasRendering) return false
  const isNorm = hasAny(words, norms) && (tells || hasAny(words, texts))
  return (
    first === 'no' ||
    isNorm ||
    isGist ||
    isAsked(words) ||
    isPassedOn ||
    (tells && isTold) ||
    has(words, /^(?:please|kindly)$/u)
  )
}
