import { isConcept } from './lexicon.ts'
import { hasOrder, isNamable, isThin, saysHow } from './namable.ts'
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
const negations = ['not', 'stop', 'leaving', 'pause', 'except', 'enough']

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

const has = (token: Token, wanted: readonly string[]): boolean =>
  wanted.some((one) => token.concepts.has(one) || (token.word === one && !isConcept(one)))

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

/** Words that say when, how often or which one; they need a slot. */
const detailConcepts = ['cadence', 'until', 'period', 'shift', 'date', 'ref', 'site', 'quote', 'place', 'elsewhere']

/** The words that fill the slots of a form, the words that have no role in it yet, and how many words of detail it allows without a slot. */
const filledSlots = ({ slots, may }: Form, { text, tokens }: Sentence, used: readonly number[]) => {
  const filled: Record<string, string | undefined> = {}
  let ignored = 0
  const left = tokens.flatMap((token, index) => {
    if (used.includes(index)) return []
    const slot = [...slots.keys()].find((name) => name !== 'topic' && token.concepts.has(name))
    if (slot !== undefined) {
      const value = text.slice(token.start, token.end).replace(/^to |'s$/giu, '')
      const before = filled[slot]
      // `5 oct 2026 - 12 oct 2026`: both ends, and what stands between them.
      const joint = /\s[-–]\s*$/u.test(text.slice(0, token.start)) ? ' - ' : ' '
      filled[slot] = before === undefined ? value : `${before}${joint}${value}`
      return []
    }
    const isAllowed = may.has(token.word) || [...token.concepts].some((one) => may.has(one))
    const hasMeaning = !token.isSilent || token.isTurning
    if (hasMeaning && (!isAllowed || (saysHow(tokens, index) && !used.includes(index - 1)))) return [index]
    const details = detailConcepts.filter((one) => token.concepts.has(one))
    if (details.length > 0 && !details.some((one) => may.has(one))) return [index]
    if (details.length > 0) ignored += 1
    return []
  })
  return { filled, left, ignored }
}

/** Whether the words in this range are a subject: a noun phrase to which the words around it do not give another role. */
const isSubject = ({ text, tokens }: Sentence, first: number, last: number, mayBeClause: boolean): boolean => {
  const words = tokens.slice(first, last + 1)
  const [before, after] = [tokens[first - 1], tokens[last + 1]]
  // `send it to Ana`: somebody who gets something; `digest to be sent`: a purpose; `my boss`, `what we read`: a clause.
  const isRecipient =
    /^(?:to|with)$/u.test(before?.word ?? '') &&
    tokens.some((token, at) => at < first && has(token, ['send', 'share', 'inform'])) &&
    !tokens.some((token, at) => at < first && has(token, ['start', 'change', 'filter', 'limit', 'docs']))
  const isVerb = first === last && words[0]?.tag === 'VERB' && before?.tag === 'AUX'
  const isPurpose = after?.word === 'to' && after.tag === 'PART'
  const isClause =
    /^(?:i|you|we|my|his|her|their|that|which)$/u.test(before?.word ?? '') ||
    /^(?:i|you|we|he|she|they)$/u.test(after?.word ?? '')
  return (
    (mayBeClause ? !isThin(words) : isNamable({ text, tokens: words })) &&
    !/[.?!;:…](?: |$)/u.test(text.slice(tokens[first]?.start, tokens[last]?.end)) &&
    !isRecipient &&
    !tokens.slice(0, last + 1).some(({ word }) => /^(?:into|onto)$/u.test(word)) &&
    !isPurpose &&
    (mayBeClause || !isClause) &&
    !isVerb &&
    !hasOrder({ tokens: words }) &&
    !(standsFor(tokens[first], 'medium') && (saysHow(tokens, first) || /^(?:in|to|into)$/u.test(before?.word ?? ''))) &&
    // `search rice and subscribe me weekly`: two requests.
    !(
      standsFor(tokens[first], 'find', 'show', 'cite', 'export') &&
      tokens.some(({ word }, at) => at > last && word === 'and')
    ) &&
    !(first === 0 && isUnknownVerb(after))
  )
}

/** The subject as typed, with the word before it that limits it, and the verb after it that says what it does. */
const subjectText = ({ text, tokens }: Sentence, first: number, last: number, used: readonly number[]): string => {
  const before = tokens[first - 1]
  const from = before !== undefined && marker.test(before.word) && !used.includes(first - 1) ? before : tokens[first]
  const isSaying = tokens[last + 1]?.concepts.has('say') === true && !used.includes(last + 1)
  return text.slice(from?.start, tokens[isSaying ? last + 1 : last]?.end)
}

/** How a line fills a form. */
type Fit = {
  readonly slots: Slots
  /** How many words belong to the subject, fill the form, or say when without a slot for it. */
  readonly subject: number
  readonly needs: number
  readonly ignored: number
}

/** How a line fills a form; undefined if it lacks a concept or a slot that the form needs, or has words without a place in it. */
const fit = (form: string, sentence: Sentence): Fit | undefined => {
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
  const mayBeClause = needs.some((need) => need.includes('that'))
  if (!slots.has('topic') || !isApart || !isSubject(sentence, first, last, mayBeClause)) return undefined
  return {
    slots: { ...filled, topic: subjectText(sentence, first, last, used) },
    subject: tokens.slice(first, last + 1).filter(({ isSilent }) => !isSilent).length,
    needs: weight,
    ignored,
  }
}

/**
 * A reader for some intents. It takes those that give every word of the line a role; of these the one that leaves the fewest words of
 * detail without a slot, then that with the shortest subject, then that with the most required concepts, then the first. It passes
 * over an intent whose `read` gives nothing. Undefined if none is left.
 */
export const createReader =
  <Meaning>(intents: readonly Intent<Meaning>[]) =>
  (sentence: Sentence): Meaning | undefined => {
    const readings = intents
      .flatMap((intent, at) => {
        const isMeant = sentence.isQuestion ? intent.asked !== undefined : intent.asked !== 'only'
        const found = isMeant ? fit(intent.form, sentence) : undefined
        return found === undefined ? [] : [{ intent, at, ...found }]
      })
      .toSorted(
        (one, other) =>
          one.ignored - other.ignored || one.subject - other.subject || other.needs - one.needs || one.at - other.at,
      )
    for (const { intent, slots } of readings) {
      const meaning = intent.read(slots)
      if (meaning !== undefined) return meaning
    }
    return undefined
  }
