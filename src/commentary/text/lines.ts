import { type AnyNode, type Document, type Element, isTag, isText } from 'domhandler'
import { isHidden } from '../page/hidden.ts'
import { isCommonWord } from './common-words.ts'
import { countWords, plainText } from './plain.ts'
import { leadsOn } from './rejoin-words.ts'

export type Link = { readonly text: string; readonly href: string }

/** One block of text, in the order in which a page shows it. */
export type Line = {
  readonly text: string
  /** 1-6 inside `h1`-`h6`; 4 inside `summary`. */
  readonly level: number | undefined
  /** All its letters are bold, italic or underlined. */
  readonly isEmphasised: boolean
  /** All its letters are in italics or small type, and none is bold. */
  readonly isSlight: boolean
  /** A line that begins with a heading in other type and continues in plain type. */
  readonly runIn: { readonly head: string; readonly rest: string } | undefined
  /** Separated from the line before it by only one line break. */
  readonly isContinued: boolean
  readonly isListItem: boolean
  /** Inside navigation, an aside, a footer or a caption. */
  readonly isBeside: boolean
  readonly links: readonly Link[]
  /** The element that contains it; undefined if the text has no elements. */
  readonly element: Element | undefined
}

/** A line of text without markup. */
export const bareLine = (text: string, isEmphasised = false): Line => ({
  text,
  level: undefined,
  isEmphasised,
  isSlight: false,
  runIn: undefined,
  isContinued: false,
  isListItem: false,
  isBeside: false,
  links: [],
  element: undefined,
})

const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
])
const emphasis = new Set(['strong', 'b', 'em', 'i', 'u'])
const slight = new Set(['em', 'i', 'small'])
const beside = new Set(['nav', 'aside', 'footer', 'figcaption'])
const besideRoles = new Set(['navigation', 'complementary', 'contentinfo', 'search', 'banner'])

type Context = {
  readonly element: Element | undefined
  readonly level: number | undefined
  readonly isEmphasised: boolean
  readonly isBold: boolean
  readonly isSlight: boolean
  readonly isListItem: boolean
  readonly isBeside: boolean
  readonly href: string | undefined
}

type Run = { readonly text: string; readonly context: Context }

const longestHead = { words: 12, letters: 160 }

/** Whether a new sentence begins with the text: with a capitalised common word, which would not continue a name. */
const beginsSentence = (text: string): boolean => {
  const [, first = ''] = /^[“"‘']?(\p{Lu}\p{Ll}*)(?=[\s,])/u.exec(text) ?? []
  return isCommonWord(first.toLowerCase())
}

/**
 * Whether words in bold are a heading: several words, without punctuation at their end, that are not the beginning of a
 * phrase.
 */
const isWholeHead = (head: string): boolean =>
  /\s/u.test(head) && /[\p{L}\p{N})”’"]$/u.test(head) && !leadsOn(head.split(' ').at(-1) ?? '')

/**
 * The heading that a line begins with: in other type with a colon at its end, inside or directly after it; or in bold
 * without punctuation, if a new sentence follows.
 */
const runInOf = (runs: readonly Run[]): Line['runIn'] => {
  const firstPlain = runs.findIndex((run) => !run.context.isEmphasised && run.text.trim() !== '')
  if (firstPlain <= 0) return undefined
  const join = (part: readonly Run[]): string => plainText(part.map((run) => run.text).join(''))
  const head = join(runs.slice(0, firstPlain))
  const rest = join(runs.slice(firstPlain))
  const isTooLong = head.length > longestHead.letters || countWords(head) > longestHead.words
  if (isTooLong || !/\p{L}/u.test(head) || !/\p{L}/u.test(rest)) return undefined
  if (head.endsWith(':')) return { head, rest }
  const isBold = runs.slice(0, firstPlain).every((run) => run.context.isBold || run.text.trim() === '')
  if (isBold && isWholeHead(head) && beginsSentence(rest)) return { head, rest }
  return rest.startsWith(':') ? { head: `${head}:`, rest: rest.slice(1).trimStart() } : undefined
}

const lineOf = (runs: readonly Run[], isContinued: boolean): Line | undefined => {
  const raw = runs.map((run) => run.text).join('')
  // A soft hyphen before a line break means that the word continues.
  const text = plainText(raw) + (/\p{L}\u{ad}$/u.test(raw.trimEnd().slice(-3)) ? '\u{ad}' : '')
  const first = runs.find((run) => run.text.trim() !== '')
  if (text === '' || first === undefined) return undefined
  const { level, isListItem, isBeside, element } = first.context
  const lettered = runs.filter((run) => /[\p{L}\p{N}]/u.test(run.text))
  const runIn = runInOf(runs)
  const linkTexts = new Map<string, string>()
  for (const { text, context } of runs) {
    if (context.href !== undefined) linkTexts.set(context.href, (linkTexts.get(context.href) ?? '') + text)
  }
  return {
    text,
    level,
    isEmphasised: lettered.every(({ context }) => context.isEmphasised),
    isSlight: lettered.every(({ context }) => context.isSlight && !context.isBold),
    // An item of a list keeps its label.
    runIn: isListItem && runIn?.head.endsWith(':') === true ? undefined : runIn,
    isContinued,
    isListItem,
    isBeside,
    links: [...linkTexts].map(([href, text]) => ({ href, text: plainText(text) })),
    element,
  }
}

/** `summary`, the visible line of a collapsed block, counts as a heading. */
const levelOf = (name: string): number | undefined => {
  if (name === 'summary') return 4
  return /^h[1-6]$/u.test(name) ? Number(name.slice(1)) : undefined
}

const childContext = (element: Element, context: Context): Context => {
  const { name, attribs } = element
  const isBold = /font-weight\s*:\s*(?:bold|[6-9]00)/iu.test((attribs['style'] ?? '').slice(0, 500))
  return {
    element: blocks.has(name) ? element : context.element,
    level: levelOf(name) ?? context.level,
    isEmphasised: context.isEmphasised || emphasis.has(name) || isBold,
    isBold: context.isBold || name === 'b' || name === 'strong' || isBold,
    isSlight: context.isSlight || slight.has(name),
    isListItem: context.isListItem || name === 'li',
    isBeside: context.isBeside || beside.has(name) || besideRoles.has(attribs['role'] ?? ''),
    // Scripts turn elements without an address into links.
    href: name === 'a' ? (attribs['href'] ?? '') : context.href,
  }
}

/** The lines that a page shows, in order, without hidden text. */
export const linesOf = (page: Document): readonly Line[] => {
  const lines: Line[] = []
  let runs: Run[] = []
  let breaks = 0
  const flush = (): void => {
    const line = lineOf(runs, breaks === 1)
    runs = []
    if (line === undefined) return
    lines.push(line)
    breaks = 0
  }
  const visit = (node: AnyNode, context: Context): void => {
    if (isText(node)) {
      runs.push({ text: node.data, context })
      return
    }
    if (!isTag(node) || isHidden(node)) return
    if (node.name === 'br') {
      flush()
      breaks += 1
      return
    }
    const isBlock = blocks.has(node.name)
    const inner = childContext(node, context)
    if (isBlock) endBlock()
    for (const child of node.children) visit(child, inner)
    if (isBlock) endBlock()
  }
  const endBlock = (): void => {
    flush()
    breaks = 2
  }
  const outside = {
    element: undefined,
    level: undefined,
    isEmphasised: false,
    isBold: false,
    isSlight: false,
    isListItem: false,
    isBeside: false,
    href: undefined,
  }
  for (const child of page.children) visit(child, outside)
  flush()
  return lines
}
