import type { AnyNode, Document, Element } from 'domhandler'
import { textContent } from 'domutils'
import { looksLikeByline } from '../authors.ts'
import { isSigned, personsIn, withoutLead, withoutRank } from '../persons.ts'
import { selectElements } from './select.ts'
import { shownParts, shownText } from './shown-text.ts'

const bylines =
  '[rel~="author"], [itemprop~="author"], address, [class*="byline" i], [class*="author" i], [class*="contributor" i], [class*="writer" i], [class*="columnist" i]'
/** Parts of a byline's element that are not the name. */
const besideName =
  /(?:title|role|position|job|bio|affiliation|org|desc|date|time|image|avatar|photo|label|count|social|link-list|excerpt)/iu
/** A longer text is not a byline. */
export const longestByline = 200

/** Those of the elements that contain none of the others: the name alone, without a job or an institute. */
const innermost = (found: readonly Element[]): readonly Element[] => {
  const outer = new Set<AnyNode>()
  for (const element of found) {
    for (let node: AnyNode | null = element.parent; node !== null; node = node.parent) outer.add(node)
  }
  return found.filter((element) => !outer.has(element))
}

/** The texts of an element; one for each link if it links several persons. */
const textsOf = (element: Element): readonly string[] => {
  const links = selectElements(element, 'a').map(shownText)
  const arePersons =
    links.length > 1 && links.every((text) => text.length <= longestByline && personsIn(text).length > 0)
  return arePersons ? links : [shownParts(element)]
}

/** The lines that an element shows before its first paragraph. */
export const headParts = (element: Element): readonly string[] => {
  const parts = shownParts(element).split(' | ').slice(0, 15)
  const text = parts.findIndex((part) => part.length > longestByline)
  return text === -1 ? parts : parts.slice(0, text)
}

/** Whether a text is nothing but the words that introduce a name, such as `By`. */
export const isLabel = (text: string): boolean => withoutLead(`${text.replace(/\s*[:：]$/u, '')} X`) === 'X'

/** The persons of a line that begins with “By”, or that follows a line with only such a word. */
const signedIn = (parts: readonly string[]): readonly string[] => {
  const at = parts.findIndex((part) => isLabel(part) || (isSigned(part) && personsIn(part).length > 0))
  const part = parts[at]
  if (part === undefined) return []
  return isLabel(part) ? personsIn(parts[at + 1] ?? '') : personsIn(part)
}

const verbs = ['is', 'was', 'are', 'teaches', 'works', 'heads', 'holds', 'serves', 'directs']

/** The person whose name is alone on a line of the head and whom the page introduces: `Una Oakes is a fellow …`. */
const introducedIn = (part: string, page: Document): readonly string[] => {
  const names = part.includes(' ') && looksLikeByline(part) ? personsIn(part) : []
  // In lower case, so that a name in capitals is found.
  const text = textContent(page).toLowerCase()
  return names.every(
    (name) => name.includes(' ') && verbs.some((verb) => text.includes(`${name.toLowerCase()} ${verb} `)),
  )
    ? names
    : []
}

/** Who signs in the article's head: by a marked element, else by a line that begins with "By". */
export const bylineOf = (page: Document, head: readonly Element[]): readonly string[] => {
  const own = new Set(head)
  const marked = selectElements(page, bylines).filter((element) => own.has(element))
  const apart = marked.filter((element) => !besideName.test(element.attribs['class'] ?? ''))
  for (const found of [innermost(apart), marked]) {
    const names = found.flatMap(textsOf).flatMap((text) => (text.length > longestByline ? [] : personsIn(text)))
    if (names.length > 0) return [...new Set(names)]
  }
  const lines = head.map(headParts)
  const signed = lines.map(signedIn).find((names) => names.length > 0)
  return (
    signed ??
    lines
      .flat()
      .map((part) => introducedIn(part, page))
      .find((names) => names.length > 0) ??
    []
  )
}

/** `McTAVISH` contains a lower-case letter. */
const isInCapitals = (name: string): boolean =>
  /\p{Lu}{2}.*\s.*\p{Lu}{2}/u.test(name) && !/\p{Ll}{2}/u.test(name.replaceAll(/(?<!\p{L})Mac(?=\p{Lu}{2})/gu, 'MAC'))

/** A name that a byline prints in capitals, without its rank and spelled as elsewhere on the page. */
export const inNormalCase = (name: string, page: Document): string => {
  if (!isInCapitals(name)) return name
  const bare = withoutRank(name)
  const words = bare
    .split(/\s+/u)
    .map((word) => word.replaceAll(/[^\p{L}\p{M}]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`))
  const found = textContent(page).match(
    new RegExp(String.raw`(?<!\p{L})${words.join(String.raw`\s+`)}(?!\p{L})`, 'giu'),
  )
  return found?.find((one) => !isInCapitals(one))?.replaceAll(/\s+/gu, ' ') ?? bare
}
