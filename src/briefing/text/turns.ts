import { isPersonName, withoutRank } from '../../commentary/persons.ts'
import { isCommonWord } from '../../commentary/text/common-words.ts'
import { once } from '../../once.ts'
import type { BodySentence } from './body.ts'

/** A label at the beginning of a paragraph, before a colon: `Olga Brandt:`, `Myth:`. */
const label = /^((?:\p{Lu}[\p{L}.’'-]*\s){0,3}\p{Lu}[\p{L}.’'-]*):\s/u
/** Labels of text that is somebody else's, or is said to be wrong. */
const othersLabel = /^(?:A|Answer|Claim|Fiction|Misconception|Myth)$/u
/** The name of a side of a debate. */
const sideName =
  /^(?:yes|no|(?:dis)?agree|in favou?r|(?:the )?(?:proposition|motion|opposition))\b|^(?:(?:the case |arguments? )?(?:for|against)|pros?|cons?|(?:counter)?point|(?:anti)?thesis)$/iu

const name =
  /^(?:\p{Lu}[\p{L}\p{M}.’'-]*\s)(?:(?:\p{Lu}[\p{L}\p{M}.’'-]*|bin|binti|de|da|van|von|der|al)\s){0,4}\p{Lu}[\p{L}\p{M}’'-]+$/u
/** What separates a name from a job, an institute or a side: `Yes — Una Oakes, Harbour Institute`. */
const between = /\s*[,:;()|/]\s*|\s+[–—-]\s+/u

/** The English names of countries and territories, in lower case. */
const regions = once(() => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at))
  const names = (['long', 'short'] as const).flatMap((style) => {
    const display = new Intl.DisplayNames('en', { type: 'region', style, fallback: 'none' })
    return letters.flatMap((a) => letters.map((b) => display.of(a + b) ?? ''))
  })
  return new Set(names.map((one) => one.replace(/ SAR China$/u, '').toLowerCase()))
})

/** What is before a paragraph: its own label, or the heading above it. */
type Lead = { readonly text: string; readonly isLabel: boolean }

const leadOf = ({ text, isFirstOfSection, heading }: BodySentence): Lead | undefined => {
  const own = label.exec(text)?.[1]
  if (own !== undefined) return { text: own, isLabel: true }
  if (!isFirstOfSection || heading === undefined) return undefined
  return { text: heading.trim().replace(/:$/u, ''), isLabel: heading.trim().endsWith(':') }
}

/**
 * The person named before a paragraph: the text uses none of the words as a common word, no place has the name, and the
 * paragraph does not mention the person.
 */
const personOf = (lead: Lead, paragraph: string, everyday: ReadonlySet<string>): string | undefined =>
  lead.text.split(between).find((part) => {
    const words = withoutRank(part)
      .toLowerCase()
      .split(/[\s.]+/u)
      .filter((word) => word.length > 1)
    const surname = part.split(' ').at(-1) ?? ''
    return (
      name.test(part) &&
      isPersonName(part) &&
      !regions().has(part.toLowerCase()) &&
      !words.some((word) => everyday.has(word) || isCommonWord(word)) &&
      !paragraph.slice(lead.text.length).includes(surname)
    )
  })

/** The side of a debate that a paragraph takes. */
const sideOf = ({ text }: Lead): string | undefined =>
  text.split(between).flatMap((part) => sideName.exec(part)?.[0].toLowerCase() ?? [])[0]

/**
 * The paragraphs, by number, in which people other than the author speak: turns of an interview, with repeated labels;
 * statements of several persons, each with a name before it; the sides of a debate; what is called a myth. A turn
 * continues to the next heading or label.
 */
export const turnsOf = (sentences: readonly BodySentence[]): ReadonlySet<number> => {
  const everyday = new Set(sentences.flatMap(({ text }) => text.match(/(?<![\p{L}’'-])\p{Ll}[\p{L}\p{M}]+/gu) ?? []))
  const paragraphs = [...Map.groupBy(sentences, ({ paragraph }) => paragraph)].flatMap(([at, own]) => {
    const [first] = own
    if (first === undefined) return []
    const lead = leadOf(first)
    const person = lead && personOf(lead, own.map(({ text }) => text).join(' '), everyday)
    return [{ at, lead, speaker: person ?? (lead && sideOf(lead)) }]
  })
  const labels = paragraphs.flatMap(({ lead }) => (lead?.isLabel === true ? [lead.text] : []))
  const speakers = new Set(paragraphs.flatMap(({ speaker }) => speaker ?? []))
  const turns = new Set<number>()
  let isInTurn = false
  for (const { at, lead, speaker } of paragraphs) {
    if (lead !== undefined) {
      const isRepeated = lead.isLabel && labels.filter((one) => one === lead.text).length > 1
      isInTurn = isRepeated || (speaker !== undefined && speakers.size > 1)
    }
    if (isInTurn || (lead?.isLabel === true && othersLabel.test(lead.text))) turns.add(at)
  }
  return turns
}
