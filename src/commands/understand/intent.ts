import { isConcept } from './lexicon.ts'
import { changing, hasOrder, isNamable, saysHow } from './namable.ts'
import type { Sentence, Token } from './sentence.ts'
import { standsFor } from './tokens.ts'

/** The typed words that fill the slots of an intent. */
export type Slots = Readonly<Record<string, string | undefined>>

/**
 * Something that a line can request. `form` names, in any order, the concepts that the line must contain, alternatives
 * with `|`; slots with `$`, and with `?` if they may be empty; and with `~` concepts that it may contain. Every other
 * word must be without meaning here, or belong to the subject, `$topic`.
 */
export type Intent<Meaning> = {
  readonly form: string
  /** Whether questions are meant as well, or only questions; if absent, only requests are. */
  readonly asked?: 'too' | 'only'
  /** The request; undefined if the words in the slots do not fit. */
  read(slots: Slots): Meaning | undefined
}

type Form = {
  readonly needs: readonly (readonly string[])[]
  readonly slots: ReadonlyMap<string, boolean>
  readonly may: ReadonlySet<string>
}

/** Two of these words cancel each other: `don’t stop the digest`. */
const negations = ['not', 'stop', 'leaving', 'pause', 'except']

const compiled = new Map<string, Form>()

const compile = (form: string): Form => {
  const known = compiled.get(form)
  if (known !== undefined) return known
  const [required = '', allowed = ''] = form.split('~')
  const parts = required.trim().split(/\s+/u)
  const made: Form = {
    needs: parts.filter((part) => !part.startsWith('$')).map((part) => part.split('|')),
    slots: new Map(
      parts
        .filter((part) => part.startsWith('$'))
        .map((part) => [part.slice(1).replace('?', ''), !part.endsWith('?')] as const),
    ),
    may: new Set([
      ...allowed.trim().split(/\s+/u),
      ...parts.flatMap((part) => part.split('|')).filter((one) => !negations.includes(one)),
    ]),
  }
  compiled.set(form, made)
  return made
}

/** Words before a subject that limit it: who wrote it, when. */
const marker = /^(?:by|from|over|since|before|after|between|until|not|no|without|topic|author)$/u

/** A subject does not address anybody. */
const spoken = /^(?:me|my|mine|you|your|yours|i|i'm|we|our)$/u

const has = (token: Token, wanted: readonly string[]): boolean =>
  wanted.some((one) => token.concepts.has(one) || (token.word === one && !isConcept(one)))

/** A verb with its object is not a subject: `don’t stop the digest`. */
const isDoing = (first: Token | undefined, next: Token | undefined): boolean =>
  first !== undefined &&
  has(first, [...changing, 'keep']) &&
  next !== undefined &&
  (next.isSilent || has(next, ['digest', 'docs', 'send', 'sub', 'watchn', 'filter']))

/** The object of an unknown verb: `rename the digest`. After a subject comes a noun. */
const isUnknownVerb = (next: Token | undefined): boolean =>
  next !== undefined &&
  (/^(?:the|my|our|it|this|that|me|us)$/u.test(next.word) || has(next, ['digest', 'filter', 'sub']))

/** A different word for each required concept; undefined if one has none. */
const assigned = (needs: Form['needs'], tokens: readonly Token[]): readonly number[] | undefined => {
  const used: number[] = []
  const assign = (at: number): boolean => {
    const need = needs[at]
    if (need === undefined) return true
    for (const [index, token] of tokens.entries()) {
      if (
        used.includes(index) ||
        !has(token, need) ||
        (saysHow(tokens, index) && !need.includes('medium') && !need.includes('true'))
      )
        continue
      used.push(index)
      if (assign(at + 1)) return true
      used.pop()
    }
    return false
  }
  return assign(0) ? used : undefined
}

/** Words that say when, how often or which one; a form without a slot for them ignores them. */
const detailConcepts = ['cadence', 'until', 'period', 'shift', 'date', 'ref', 'site', 'quote', 'place', 'elsewhere']

/** The words that fill the slots of a form, those that have no place in it yet, and how many times or names it ignores. */
const filledSlots = ({ slots, may }: Form, { text, tokens }: Sentence, used: readonly number[]) => {
  const filled: Record<string, string | undefined> = {}
  const ignored: Token[] = []
  const left = tokens.flatMap((token, index) => {
    if (used.includes(index)) return []
    const slot = [...slots.keys()].find((name) => name !== 'topic' && token.concepts.has(name))
    if (slot !== undefined) {
      const value = text.slice(token.start, token.end).replace(/^to /iu, '')
      const before = filled[slot]
      // `5 oct 2026 - 12 oct 2026`: both ends, and what stands between them.
      const joint = /\s[-–]\s*$/u.test(text.slice(0, token.start)) ? ' - ' : ' '
      filled[slot] = before === undefined ? value : `${before}${joint}${value}`
      return []
    }
    const isAllowed = may.has(token.word) || [...token.concepts].some((one) => may.has(one))
    const hasMeaning = !token.isSilent || token.isTurning
    if (hasMeaning && (!isAllowed || (saysHow(tokens, index) && !used.includes(index - 1)))) return [index]
    if (standsFor(token, ...detailConcepts)) ignored.push(token)
    return []
  })
  return { filled, left, ignored: ignored.length }
}

/** Whether the words in this range are a subject: they name one, none addresses somebody, and none is a request of its own. */
const isSubject = ({ text, tokens }: Sentence, first: number, last: number): boolean => {
  const isSpoken = tokens
    .slice(first, last + 1)
    .some(({ word, start }) => spoken.test(word) && text[start] !== text[start]?.toUpperCase())
  const isOrder = (token: Token, at: number): boolean =>
    (at === first || (at > first && at <= last && /^(?:and|but|then)$/u.test(tokens[at - 1]?.word ?? ''))) &&
    isDoing(token, tokens[at + 1])
  const isClause =
    /^(?:i|you|we|my|his|her|their)$/u.test(tokens[first - 1]?.word ?? '') ||
    /^(?:i|you|we|he|she|they)$/u.test(tokens[last + 1]?.word ?? '')
  // `I don't understand`: a statement, which asks for nothing.
  const isStatement =
    /^(?:i|we)$/u.test(tokens[0]?.word ?? '') &&
    !tokens.some((token) => has(token, ['want', 'send', 'docs', 'see', 'like', 'change', 'start']))
  const aim = tokens[last + 1]?.word === 'to' ? tokens[last + 2] : undefined
  const isPurpose = aim !== undefined && has(aim, ['change', 'send', 'filter', 'stop'])
  // `send it to Ana`: somebody who gets something, not a subject.
  const isRecipient =
    /^(?:to|with)$/u.test(tokens[first - 1]?.word ?? '') &&
    tokens.some((token, at) => at < first && has(token, ['send', 'share', 'inform'])) &&
    !tokens.some((token, at) => at < first && has(token, ['start', 'change', 'filter', 'limit', 'docs']))
  const isSaid =
    !isSpoken &&
    !isClause &&
    !isRecipient &&
    !isStatement &&
    !isPurpose &&
    !hasOrder({ tokens: tokens.slice(first, last + 1) }) &&
    !(standsFor(tokens[first], 'medium') && saysHow(tokens, first)) &&
    !tokens.some(isOrder) &&
    !(first === 0 && isUnknownVerb(tokens[last + 1]))
  return isSaid && isNamable({ text, tokens: tokens.slice(first, last + 1) })
}

/** The subject as typed, with the word before it that limits it, and the verb after it that says what it does. */
const subjectText = ({ text, tokens }: Sentence, first: number, last: number, used: readonly number[]): string => {
  const before = tokens[first - 1]
  const from = before !== undefined && marker.test(before.word) && !used.includes(first - 1) ? before : tokens[first]
  const isSaying = tokens[last + 1]?.concepts.has('say') === true && !used.includes(last + 1)
  return text.slice(from?.start, tokens[isSaying ? last + 1 : last]?.end)
}

/** How a line fills a form: its slots, and how many words belong to the subject; undefined if a word has no place in it. */
export const fill = (
  form: string,
  sentence: Sentence,
):
  | { readonly slots: Slots; readonly subject: number; readonly needs: number; readonly ignored: number }
  | undefined => {
  const { tokens } = sentence
  const wanted = compile(form)
  const { needs, slots } = wanted
  const used = assigned(needs, tokens)
  if (used === undefined) return undefined
  const { filled, left, ignored } = filledSlots(wanted, sentence, used)
  const isLacking = [...slots].some(
    ([name, isRequired]) => isRequired && name !== 'topic' && filled[name] === undefined,
  )
  if (isLacking) return undefined
  const weight = needs.length + Object.keys(filled).length
  const [first, last] = [left[0], left.at(-1)]
  if (first === undefined || last === undefined)
    return slots.get('topic') === true ? undefined : { slots: filled, subject: 0, needs: weight, ignored }
  const isApart = used.every((index) => index < first || (index > last && !standsFor(tokens[index], 'except')))
  if (!slots.has('topic') || !isApart || !isSubject(sentence, first, last)) return undefined
  const topic = subjectText(sentence, first, last, used)
  const subject = tokens.slice(first, last + 1).filter(({ isSilent }) => !isSilent).length
  return { slots: { ...filled, topic }, subject, needs: weight, ignored }
}

/** The intent that ignores least and leaves the fewest words to a subject, the first of several; undefined if none fits. */
export const intended = <Meaning>(intents: readonly Intent<Meaning>[], sentence: Sentence): Meaning | undefined => {
  const fitting = intents.flatMap((intent, at) => {
    const { asked } = intent
    if (sentence.isQuestion ? asked === undefined : asked === 'only') return []
    const filled = fill(intent.form, sentence)
    return filled === undefined ? [] : [{ intent, at, ...filled }]
  })
  for (const { intent, slots } of fitting.toSorted(
    (one, other) =>
      one.ignored - other.ignored || one.subject - other.subject || other.needs - one.needs || one.at - other.at,
  )) {
    const meaning = intent.read(slots)
    if (meaning !== undefined) return meaning
  }
  return undefined
}

/**
 * Possible meanings of a line that fits no intent, ordered by how much of the intent it contains. For a line that stops or
 * negates something, none that begins something.
 */
export const nearest = <Meaning>(intents: readonly Intent<Meaning>[], { text, tokens }: Sentence): readonly Meaning[] =>
  intents
    .filter(({ form }) => {
      const { needs, slots } = compile(form)
      const said = tokens.filter((token) => standsFor(token, ...negations)).length
      const isNegative = needs.some((need) => need.some((one) => negations.includes(one)))
      return slots.get('topic') !== true && (said === 0 || (said === 1 && isNegative))
    })
    .map((intent) => {
      const { needs, slots } = compile(intent.form)
      const held = needs.filter((need) => tokens.some((token) => !token.isSilent && has(token, need))).length
      const filled: Record<string, string> = {}
      for (const name of slots.keys()) {
        const token = tokens.find(({ concepts }) => concepts.has(name))
        if (token !== undefined) filled[name] = text.slice(token.start, token.end)
      }
      const missing =
        needs.length - held + [...slots].filter(([name, isRequired]) => isRequired && filled[name] === undefined).length
      return { intent, filled, held, score: 2 * held + Object.keys(filled).length - 2 * missing }
    })
    // One concept alone is shared by lines that have nothing to do with each other.
    .filter(({ held, filled, score }) => held > 0 && held + Object.keys(filled).length > 1 && score > 0)
    .toSorted((one, other) => other.score - one.score)
    .flatMap(({ intent, filled }) => intent.read(filled) ?? [])
