import { isPersonName, withoutRank } from '../../commentary/persons.ts'
import { isCommonWord } from '../../commentary/text/common-words.ts'
import { once } from '../../once.ts'
import type { BodySentence } from './body.ts'

/** A label at the beginning of a paragraph, before a colon: `Olga Brandt:`, `Myth:`. */
const label = /^((?:\p{Lu}[\p{L}.’'-]*\s){0,3}\p{Lu}[\p{L}.’'-]*):\s/u
/** Labels of text that is somebody else's, or is said to be wrong. */
const othersLabel = /^(?:A|Answer|Claim|Fiction|Misconception|Myth)$/u
/** The names of the two sides of a debate. */
const sides: readonly (readonly [RegExp, RegExp])[] = [
  [/^yes\b/iu, /^no\b/iu],
  [/^(?:the case |arguments? )?for$|^in favou?r\b/iu, /^(?:the case |arguments? )?against$/iu],
  [/^pros?$/iu, /^cons?$/iu],
  [/^agree\b/iu, /^disagree\b/iu],
  [/^(?:the )?(?:proposition|motion)\b/iu, /^(?:the )?opposition\b/iu],
  [/^(?:point|thesis)$/iu, /^(?:counterpoint|antithesis)$/iu],
]

const name =
  /^(?:\p{Lu}[\p{L}\p{M}.’'-]*\s)(?:(?:\p{Lu}[\p{L}\p{M}.’'-]*|bin|binti|de|da|van|von|der|al)\s){0,4}\p{Lu}[\p{L}\p{M}’'-]+$/u
/** What separates a name from a job, an institute or a side: `Yes — Una Oakes, Harbour Institute`. */
const between = /\s*[,:;()|/]\s*|\s+[–—-]\s+/u

const namesOfRegions = (): ReadonlySet<string> => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at))
  const names = (['long', 'short'] as const).flatMap((style) => {
    const display = new Intl.DisplayNames('en', { type: 'region', style, fallback: 'none' })
    return letters.flatMap((a) => letters.map((b) => display.of(a + b) ?? ''))
  })
  return new Set(names.map((one) => one.replace(/ SAR China$/u, '').toLowerCase()))
}
const regions = once(namesOfRegions)
const isRegion = (text: string): boolean => regions().has(text.toLowerCase())

type Paragraph = { readonly at: number; readonly first: BodySentence; readonly text: string }

/** What is before a paragraph: its own label, or the heading above it. */
type Lead = { readonly text: string; readonly isLabel: boolean }

const leadOf = ({ first }: Paragraph): Lead | undefined => {
  const own = label.exec(first.text)?.[1]
  if (own !== undefined) return { text: own, isLabel: true }
  if (!first.isFirstOfSection || first.heading === undefined) return undefined
  const text = first.heading.trim()
  return { text: text.replace(/:$/u, ''), isLabel: text.endsWith(':') }
}

/**
 * The person named before a paragraph: the text uses none of the words as a common word, no place has the name, and the
 * paragraph does not mention the person.
 */
const personOf = (lead: Lead, paragraph: Paragraph, everyday: ReadonlySet<string>): string | undefined =>
  lead.text.split(between).find((part) => {
    const words = withoutRank(part)
      .toLowerCase()
      .split(/[\s.]+/u)
      .filter((word) => word.length > 1)
    const surname = part.split(' ').at(-1) ?? ''
    return (
      name.test(part) &&
      isPersonName(part) &&
      !isRegion(part) &&
      !words.some((word) => everyday.has(word) || isCommonWord(word)) &&
      !paragraph.text.slice(lead.text.length).includes(surname)
    )
  })

const sideOf = ({ text }: Lead): string | undefined => {
  for (const [at, pair] of sides.entries())
    for (const part of text.split(between)) {
      const side = pair.findIndex((one) => one.test(part))
      if (side !== -1) return `side ${at} ${side}`
    }
  return undefined
}

const paragraphsOf = (sentences: readonly BodySentence[]): readonly Paragraph[] =>
  [...Map.groupBy(sentences, ({ paragraph }) => paragraph)].flatMap(([at, own]) => {
    const [first] = own
    return first === undefined ? [] : [{ at, first, text: own.map(({ text }) => text).join(' ') }]
  })

/**
 * The paragraphs, by number, in which people other than the author speak: turns of an interview, with repeated labels;
 * statements of several persons, each with a name before it; the sides of a debate; what is called a myth. A turn
 * continues to the next heading or label.
 */
export const turnsOf = (sentences: readonly BodySentence[]): ReadonlySet<number> => {
  const everyday = new Set(sentences.flatMap(({ text }) => text.match(/(?<![\p{L}’'-])\p{Ll}[\p{L}\p{M}]+/gu) ?? []))
  const paragraphs = paragraphsOf(sentences).map((paragraph) => {
    const lead = leadOf(paragraph)
    const person = lead && personOf(lead, paragraph, everyday)
    return { ...paragraph, lead, person, side: lead && sideOf(lead) }
  })
  const leads = paragraphs.flatMap(({ lead }) => (lead?.isLabel === true ? [lead.text] : []))
  const persons = new Set(paragraphs.flatMap(({ person }) => person ?? []))
  const taken = new Set(paragraphs.flatMap(({ side }) => side ?? []))
  const isTwoSided = (side: string): boolean => taken.has(`${side.slice(0, -1)}0`) && taken.has(`${side.slice(0, -1)}1`)
  const turns = new Set<number>()
  let isInTurn = false
  for (const { at, first, lead, person, side } of paragraphs) {
    const isRepeated = lead?.isLabel === true && leads.filter((one) => one === lead.text).length > 1
    const isOfOne = (person !== undefined && persons.size > 1) || (side !== undefined && isTwoSided(side))
    if (lead !== undefined) isInTurn = isRepeated || isOfOne
    else if (first.isFirstOfSection && first.heading !== undefined) isInTurn = false
    if (isInTurn || (lead?.isLabel === true && othersLabel.test(lead.text))) turns.add(at)
  }
  return turns
}
