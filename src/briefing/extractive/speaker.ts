import { isAdverb, isCapital, isPossessive, type Token } from './frame.ts'
import { between, bodyNouns, groups, nameLinks, papers, prepositions, titles } from './voice-words.ts'

/** Who a reporting verb belongs to. `unsure`: somebody, but the text does not say it plainly enough to print a name. */
export type Speaker =
  | { readonly type: 'author' }
  | { readonly type: 'named'; readonly name: string; readonly isPaper: boolean }
  | { readonly type: 'pronoun' }
  | { readonly type: 'unsure' }
  /** No speaker: a thing, to which the verb is only lent (“a permit tells a partner …”). */
  | { readonly type: 'thing' }

const author: Speaker = { type: 'author' }
const unsure: Speaker = { type: 'unsure' }
const pronoun: Speaker = { type: 'pronoun' }
const thing: Speaker = { type: 'thing' }

const ownPronouns = new Set(['i', 'we'])
const otherPronouns = new Set(['he', 'she', 'they', 'it'])
const relatives = new Set(['who', 'which', 'that', 'whom', 'those'])
/** Before “who”: nobody in particular, so that the words are the writer's. */
const anybody = new Set(
  'those anyone anybody whoever people nobody everyone everybody all someone somebody any few many most none'.split(
    ' ',
  ),
)
const clauseStarts = new Set(
  'but yet and or while whereas because as if when that since although though where nor so than whether until unless once still'.split(
    ' ',
  ),
)
const articles = new Set('the a an this that these those its their his her our my'.split(' '))

const isWord = (token: Token | undefined): boolean => token?.type === 'word'

/** Letters of a token as a name shows them: the stop of an initial or of `Ltd.` stays. */
const join = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => token.text)
    .join(' ')
    .replaceAll(/ (?=[’'])/gu, '')

const withoutTitles = (tokens: readonly Token[]): Token[] => {
  let from = 0
  while (from < tokens.length - 1 && (titles.has(tokens[from]?.lower ?? '') || tokens[from]?.type === 'mark')) from += 1
  return tokens.slice(from).filter((token) => token.type === 'word' || isPossessive(token))
}

/** The person of “Henriette Aalbers of the Labour Institute”; “Ministry of Foreign Affairs” stays whole. */
export const personOf = (words: readonly string[]): readonly string[] => {
  const link = words.findIndex((word) => ['of', 'for', 'and'].includes(word))
  const head = words.slice(0, link)
  return link >= 2 && !head.some((word) => bodyNouns.has(word.toLowerCase())) ? head : words
}

const named = (tokens: readonly Token[], isPaper = false): Speaker => {
  const name = personOf(withoutTitles(tokens).map((token) => token.text))
    .join(' ')
    .replaceAll(/ (?=[’'])/gu, '')
  return name === '' ? unsure : { type: 'named', name, isPaper }
}

/** Where the run of capitals begins that ends before `end`: titles in brackets and small words inside a name belong to it. */
const nameStart = (tokens: readonly Token[], end: number): number => {
  let start = end
  let at = end - 1
  while (at >= 0) {
    const token = tokens[at]
    if (isCapital(token)) start = at
    else if (!(token !== undefined && start < end && (nameLinks.has(token.lower) || '()'.includes(token.text)))) break
    at -= 1
  }
  return start
}

/** Where the run of capitals ends that begins at `from`. */
const nameEnd = (tokens: readonly Token[], from: number): number => {
  let end = from
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (isCapital(token)) end = at + 1
    else if (token === undefined || !(nameLinks.has(token.lower) || '()'.includes(token.text))) break
  }
  return end
}

/** Where the clause begins that the token before `end` belongs to. */
const clauseStart = (tokens: readonly Token[], end: number): number => {
  let at = end
  while (at > 0) {
    const token = tokens[at - 1]
    if (
      token === undefined ||
      (token.type !== 'word' && !isPossessive(token)) ||
      (clauseStarts.has(token.lower) && at < end)
    )
      break
    at -= 1
  }
  return at
}

/** The phrase from its last article before the noun on, without that article, while it is short enough to be a name for somebody. */
const groupName = (words: readonly Token[], head: number): Speaker => {
  const article = words.slice(0, head).findLastIndex((token) => articles.has(token.lower) || /^\d/u.test(token.text))
  const phrase = words.slice(article + 1)
  return phrase.length > 7 ? unsure : { type: 'named', name: join(phrase), isPaper: false }
}

/** What is agreed or enacted says things, but holds no views: “the Agreement promises that …” is the writer's reading of it. */
const documents = new Set(
  'agreement treaty charter constitution act law code convention protocol declaration consensus resolution bill pact article clause'.split(
    ' ',
  ),
)

const vague = new Set(
  'some many most others few several everyone everybody nobody one people someone somebody person woman man friend colleague'.split(
    ' ',
  ),
)

/** Nouns of people by their ending; “numbers”, “powers” and their like are none. */
const looksLikePeople = (word: string): boolean =>
  /(?:ists|ians|crats|ers|ors|sts|ants)$/u.test(word) &&
  !/^(?:numbers|powers|borders|orders|matters|waters|factors|sectors|indicators|letters|barriers|carriers|tankers|corridors|figures|others|papers|centers|quarters|errors|costs|tests|interests|forests|coasts|lists|variants|plants|grants|computers|servers|reactors|semiconductors|fighters|cruisers|containers|disasters|chapters|clusters|triggers|layers|meters|parameters|pillars|ministers)$/u.test(
    word,
  )

/** Whose study, survey or count: “the Lotus River study”, “a tally published in May by the Kestrel Institute”. */
const paperMaker = (words: readonly Token[], paper: number): Speaker => {
  const start = nameStart(words, paper)
  if (start < paper) return named(words.slice(start, paper), true)
  const by = words.findLastIndex((token, index) => index > paper && token.lower === 'by')
  const from = words[by + 1]?.lower === 'the' ? by + 2 : by + 1
  return by !== -1 && isCapital(words[from]) ? named(words.slice(from, nameEnd(words, from)), true) : unsure
}

/** The speaker that a noun phrase names, where it names one. */
const phraseSpeaker = (phrase: readonly Token[]): Speaker => {
  const words = phrase.filter((token) => isWord(token) || isPossessive(token))
  const [first, second] = words
  if (first === undefined) return unsure
  if (
    ['this', 'the'].includes(first.lower) &&
    words.length <= 3 &&
    /^(?:authors?|commentary|article|essay)$/u.test(words.at(-1)?.lower ?? '')
  ) {
    return author
  }
  const isOwn = first.lower === 'our' || first.lower === 'my'
  const paper = words.findIndex((token) => papers.has(token.lower))
  if (paper !== -1) return isOwn ? author : paperMaker(words, paper)
  const head = words.findIndex((token) => groups.has(token.lower) || bodyNouns.has(token.lower))
  if (head === -1) return words.some((token) => looksLikePeople(token.lower)) ? unsure : thing
  if (
    vague.has(words[head]?.lower ?? '') ||
    words.some(isPossessive) ||
    (second === undefined && vague.has(first.lower))
  )
    return unsure
  return groupName(words, head)
}

/** Who stands to the left of the verb at `verb`, across adverbs and appositions; a verb that opens the sentence has no subject. */
export const speakerBefore = (tokens: readonly Token[], verb: number): Speaker => {
  if (verb === 0) return thing
  let at = verb - 1
  while (
    at >= 0 &&
    (between.has(tokens[at]?.lower ?? '') || isAdverb(tokens[at])) &&
    !relatives.has(tokens[at]?.lower ?? '')
  )
    at -= 1
  for (let step = 0; step < 4 && at >= 0; step += 1) {
    const token = tokens[at]
    if (token === undefined) return unsure
    if (ownPronouns.has(token.lower)) return author
    if (otherPronouns.has(token.lower)) return pronoun
    if (['what', 'whatever', 'nothing', 'none', 'neither', 'whoever'].includes(token.lower)) return thing
    if (relatives.has(token.lower))
      return token.lower === 'those' || anybody.has(tokens[at - 1]?.lower ?? '') ? author : unsure
    if (token.type === 'quotation') return unsure
    if (token.type === 'mark') {
      // The end of an apposition: the speaker is the name in it, or what stands before it.
      const open = tokens.findLastIndex(
        (other, index) => index < at && other.text === (token.text === ')' ? '(' : token.text),
      )
      if (open === -1 || !',)—–─'.includes(token.text)) return unsure
      const inside = tokens.slice(open + 1, at)
      const first = inside.findIndex((other) => !titles.has(other.lower) && other.type === 'word')
      if (first !== -1 && isCapital(inside[first]) && nameEnd(inside, first) === inside.length) return named(inside)
      const by = inside.findLastIndex((other) => other.lower === 'by')
      if (by !== -1 && tokens.slice(0, open).some((other) => papers.has(other.lower)))
        return speakerOf(inside.slice(by + 1))
      at = open - 1
      continue
    }
    if (!isWord(token)) return unsure
    if (isCapital(token)) {
      const start = nameStart(tokens, at + 1)
      const lead = articles.has(tokens[start - 1]?.lower ?? '') ? start - 2 : start - 1
      const before = tokens[lead]
      const clause = tokens.slice(clauseStart(tokens, start), start)
      const isOfPaper = clause.some((other) => papers.has(other.lower))
      if (before !== undefined && prepositions.has(before.lower)) {
        if (isOfPaper && ['by', 'of', 'from', 'for'].includes(before.lower))
          return named(tokens.slice(start, at + 1), true)
        at = lead - 1
        continue
      }
      const run = tokens.slice(start, at + 1)
      return documents.has(token.lower) ? unsure : named(run, papers.has(token.lower))
    }
    const phrase = tokens.slice(clauseStart(tokens, at + 1), at + 1)
    return phraseSpeaker(phrase)
  }
  return unsure
}

/** Who stands to the right of an inverted verb: “…,” says Capt. Joaquim Tavares. */
export const speakerAfter = (tokens: readonly Token[], verb: number): Speaker => {
  const first = tokens[verb + 1]
  if (first === undefined) return unsure
  if (ownPronouns.has(first.lower)) return author
  if (otherPronouns.has(first.lower)) return pronoun
  const from = first.lower === 'the' && isCapital(tokens[verb + 2]) ? verb + 2 : verb + 1
  if (isCapital(tokens[from])) return named(tokens.slice(from, nameEnd(tokens, from)))
  const end = tokens.findIndex((token, index) => index > verb && token.type !== 'word')
  const phrase = tokens.slice(verb + 1, end === -1 ? tokens.length : end)
  if (tokens[end]?.text === ',' && isCapital(tokens[end + 1])) {
    const stop = nameEnd(tokens, end + 1)
    if (stop - end > 2) return named(tokens.slice(end + 1, stop))
  }
  const speaker = phraseSpeaker(phrase)
  return speaker.type === 'thing' ? unsure : speaker
}

/** The name, body or group at the head of a phrase: after “according to”, before “’s view”. */
export const speakerOf = (phrase: readonly Token[]): Speaker => {
  const from = articles.has(phrase[0]?.lower ?? '') && isCapital(phrase[1]) ? 1 : 0
  const own = phrase[0]?.lower
  if (own === 'me' || own === 'us') return author
  if (own !== undefined && ['him', 'her', 'them', 'it'].includes(own)) return pronoun
  if (isCapital(phrase[from])) return named(phrase.slice(from, nameEnd(phrase, from)))
  const end = phrase.findIndex((token) => token.type !== 'word')
  const speaker = phraseSpeaker(phrase.slice(0, end === -1 ? phrase.length : end))
  return speaker.type === 'thing' ? unsure : speaker
}
