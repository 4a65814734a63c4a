import { type AnyNode, type Document, type Element, isTag } from 'domhandler'
import { countWords, foldedText } from '../text/plain.ts'
import { beforeText } from './own-head.ts'
import { selectElements } from './select.ts'
import { shownText, shownTexts } from './shown-text.ts'

/** What separates a title from the site's name. */
const parting = /\s+(?:[|–—·»:-]|::)\s+|\s*[|｜]\s*|(?<=\S)\s*_\s+/u
/** Names of institutions and newspapers. */
const institution =
  /\b(?:academy|association|blog|bulletin|cent(?:er|re)|college|council|daily|forum|foundation|gazette|group|initiative|institut\w*|journal|magazine|media|network|news|office|post|press|programme?|project|review|school|society|studies|times|tribune|universit\w*)\b|研究|[网網报報]$/iu

const squashed = (text: string): string => foldedText(text).replaceAll(' ', '')

/** Whether a text is the site's name: one of its own names, or the labels of its host. */
export const isSite = (text: string, sites: readonly string[], host: string): boolean => {
  const name = squashed(text)
  const labels = host.split('.').slice(0, -1).map(squashed)
  return name !== '' && (sites.some((site) => squashed(site) === name) || (name.length >= 3 && labels.includes(name)))
}

/**
 * The title without its site's name at either end: a name that the site calls itself, or, after the last bar or dash, a
 * name that only an institution has. What remains is long enough for a title.
 */
export const withoutSite = (title: string, sites: readonly string[], host: string): string => {
  const parts = title.split(parting)
  const marks = title.match(new RegExp(parting, 'gu')) ?? []
  let [from, to] = [0, parts.length]
  const isFullTitle = (start: number, end: number): boolean => countWords(parts.slice(start, end).join(' ')) > 0
  while (to - from > 1) {
    const last = parts[to - 1] ?? ''
    const rest = countWords(parts.slice(from, to - 1).join(' '))
    const isBar = /[|｜]/u.test(marks[to - 2] ?? '')
    const isNamed = isSite(last, sites, host)
    const isInstitution =
      countWords(last) <= 8 && rest >= 2 && (institution.test(last) || (isBar && rest > countWords(last)))
    if (!isNamed && !isInstitution) break
    to -= 1
  }
  while (to - from > 1 && isSite(parts[from] ?? '', sites, host) && isFullTitle(from + 1, to)) from += 1
  return parts
    .slice(from, to)
    .map((part, at) => (at === 0 ? part : `${marks[from + at - 1] ?? ' '}${part}`))
    .join('')
    .trim()
}

/**
 * Whether a heading is the site's name:
 * - one of the site's names;
 * - or a part of the document's title that is not the longest, and is the last part or an institution's name;
 * - or the last part, if it is an institution's name and the first part has several words.
 */
export const isSiteOf = (heading: string, document: string, sites: readonly string[], host: string): boolean => {
  const parts = document.split(parting).map(foldedText)
  const folded = foldedText(heading)
  const isShorter = parts.includes(folded) && parts.some((part) => part.length > folded.length)
  const isLast = parts.length > 1 && parts.at(-1) === folded
  const isInstitution = institution.test(heading)
  return (
    isSite(heading, sites, host) ||
    (isShorter && (isLast || isInstitution)) ||
    (isLast && isInstitution && countWords(parts[0] ?? '') > 1)
  )
}

const isInArticle = (element: Element | undefined): boolean => {
  for (let node: AnyNode | null = element ?? null; node !== null; node = node.parent)
    if (isTag(node) && (node.name === 'article' || node.name === 'main')) return true
  return false
}

const fileName =
  /\.(?:pdf|docx?|odt|rtf|indd|pub|pptx?|xlsx?|html?)$|^microsoft \w+ - |^[^\s_]+_\S*_\S*$|^[a-z\d]+(?:[-.][a-z\d]+)+$/iu

/** Whether a title is a file name, which programs write into the pages that they make of a file. */
export const isFileName = (title: string): boolean => fileName.test(title.trim())

const labelName =
  /(?:^|[\s_-])(?:kicker|eyebrow|overline|label|category|tag|topic|section|type|badge|(?:pre|super|sub)-?title|sub-?head(?:ing)?|tagline|dec?k)(?:$|[\s_-])/iu
/** A label of a kind or a topic has at most this many words. */
const longestLabel = 3

const isInCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase()

/**
 * The parts of a heading without a label before it: in an element of its own, in capitals before a line break, or
 * before a bar.
 */
const withoutLabel = (heading: Element): string => {
  const labels = selectElements(heading, '*').filter(
    ({ name, attribs }) => name === 'small' || labelName.test(attribs['class'] ?? ''),
  )
  const own = shownTexts(heading, labels)
  const parts = countWords(own.join(' ')) > 1 ? own : shownTexts(heading)
  const [first = '', ...rest] = parts
  const isLabel =
    rest.length > 0 && isInCapitals(first) && !isInCapitals(rest.join(' ')) && countWords(first) <= longestLabel
  return (isLabel ? rest : parts).join(' ')
}

const withoutTopic = (title: string): string => {
  const [, topic = '', rest = ''] = /^([^|｜]+?)\s+[|｜]\s+([^|｜]+)$/u.exec(title) ?? []
  return topic !== '' && countWords(topic) <= 2 && countWords(rest) > longestLabel ? rest : title
}

/** The end of a heading that is one of the titles that the page gives; the words before it are a label. */
const endOf = (heading: string, titles: readonly string[]): string | undefined => {
  const whole = squashed(heading)
  const wanted = titles.map(squashed).find((title) => title.length >= 10 && title !== whole && whole.endsWith(title))
  if (wanted === undefined) return undefined
  for (let at = heading.length - 1; at > 0; at -= 1)
    if (squashed(heading.slice(at)) === wanted && /[\p{L}\p{N}]/u.test(heading[at] ?? ''))
      return heading.slice(/["“‘«「『(]/u.test(heading[at - 1] ?? '') ? at - 1 : at)
  return undefined
}

/**
 * The title: the heading if the document's title contains it or the article does, else the title in structured data or
 * metadata, else the document's title, else the heading; without the site's name and without a label before it.
 */
export const titleOf = (
  element: Element | undefined,
  given: readonly (string | undefined)[],
  document: string,
  clean: (title: string) => string,
): { readonly title: string | undefined; readonly isHeading: boolean } => {
  const whole = element && shownText(element)
  const cleaned = [...given, document].flatMap((title) => (title === undefined ? [] : [clean(title)]))
  const heading = element && (endOf(whole ?? '', cleaned) ?? withoutLabel(element))
  const isNamed =
    heading !== undefined &&
    countWords(heading) > 1 &&
    (foldedText(document).includes(foldedText(heading)) || isInArticle(element))
  const chosen = (isNamed ? heading : given.find((title) => title !== undefined)) ?? heading ?? document
  const isHeading = chosen === heading
  const title = withoutTopic(isHeading ? chosen : clean(chosen))
  return { title: title === '' ? undefined : title, isHeading }
}

/** `“Title” by Mei Lin Tan`, as some series print it, with or without a number before it. */
const signedTitle = /^[^“"]{0,30}[“"](.{10,})[”"],?\s+by\s+(.{3,200})$/u

/** Title and byline of a title that contains both. */
export const splitSigned = (title: string): { readonly title: string; readonly byline: string } | undefined => {
  const [, bare, byline] = signedTitle.exec(title) ?? []
  return bare === undefined || byline === undefined ? undefined : { title: bare, byline }
}

const logoName = /(?:^|[\s_-])(?:logo|site-?title|site-?name|branding|brand|masthead)(?:$|[\s_-])/iu

const isOfSite = (element: Element): boolean =>
  logoName.test(`${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`) ||
  (element.name === 'a' &&
    (/^(?:https?:\/\/[^/]+)?\/?$/u.test(element.attribs['href'] ?? '-') || element.attribs['rel'] === 'home'))

/** Whether a heading is the site's logo: by its class, by its container, or because it only links to the front page. */
const isLogo = (heading: Element): boolean => {
  for (let node: AnyNode | null = heading; node !== null; node = node.parent)
    if (isTag(node) && isOfSite(node)) return true
  const links = selectElements(heading, 'a')
  return links.some((link) => isOfSite(link) && shownText(link) === shownText(heading))
}

/** The number of an issue, printed above its title: `NCS POLICY BRIEF 14/2026`, `Working Paper No. 12`. */
const isSeriesLine = (text: string): boolean =>
  countWords(text) <= 8 &&
  /(?:\bno\.?|\bnumber|\bissue|\bvol(?:ume|\.)?)\s*\d+$|\d+\s*\/\s*(?:19|20)\d\d$/iu.test(text.trim())

/**
 * The heading of the article: the longest that the document's title contains, but not the site's logo; else the first
 * of level one that comes before the text and belongs to the article by `isBeside`; of any level if the document has no
 * title.
 */
export const findHeading = (
  page: Document,
  documentTitles: readonly string[],
  isBeside: (heading: Element) => boolean,
  isSiteName: (text: string) => boolean,
): Element | undefined => {
  const headings = selectElements(page, 'h1, h2, h3, b, strong, font, [class*="title" i]').filter((heading) => {
    const text = shownText(heading)
    return text !== '' && !isLogo(heading) && !isSiteName(text)
  })
  const folded = documentTitles.map(foldedText)
  const named = headings.filter((heading) => {
    const text = foldedText(shownText(heading))
    if (heading.name === 'h1') return folded.some((title) => title.includes(text))
    // A subhead may be a word of the title.
    return folded.some(
      (title) => title === text || ((title.startsWith(text) || title.endsWith(text)) && 2 * text.length > title.length),
    )
  })
  const longest = named.toSorted((a, b) => shownText(b).length - shownText(a).length)[0]
  if (longest !== undefined) return longest
  const first = beforeText(page)
  const before = headings.filter(
    (heading) => first.has(heading) && !isBeside(heading) && !isSeriesLine(shownText(heading)),
  )
  return before.find(({ name }) => name === 'h1') ?? (folded.length === 0 ? before[0] : undefined)
}
