import type { Colord } from 'colord'
import { type AnyNode, type Document, type Element, isTag, isText, type Text } from 'domhandler'
import { textContent } from 'domutils'
import { selectElements } from '../select.ts'
import { unshown } from '../unshown.ts'
import { type Cascade, createCascade } from './cascade.ts'
import { isSetApart, setApart } from './apart.ts'
import { guessesOf } from './guesses.ts'
import { readRules, type Sheet } from './sheet.ts'
import { type ShadowTrees, showShadowRoots } from './shadow.ts'
import { areAlike, colourIn, isTiny, isZero, partsOf, pixelsOf, white, withVariables } from './values.ts'

/** What an element's children inherit. An undefined colour is unknown, and hides nothing. */
type Inherited = {
  readonly variables: ReadonlyMap<string, string>
  readonly isFaded: boolean
  readonly isInvisible: boolean
  readonly isTiny: boolean
  readonly colour: Colord | undefined
  readonly ground: Colord | undefined
}

/** The value of a property with its variables replaced; undefined if it is not declared. */
type Values = (property: string) => string | undefined

/** What was found to be invisible: elements with all that they contain, or single texts. */
type Findings = {
  readonly gone: Element[]
  readonly shown: Element[]
  readonly raised: Element[]
  /** Inline elements that a style makes blocks. */
  readonly apart: Element[]
  readonly texts: Record<'tiny' | 'faded' | 'coloured' | 'seen', Text[]>
}

/** Whether a length is so far to the left, above or outside every screen that nobody scrolls there. */
const isFar = (value: string | undefined): boolean => {
  const pixels = pixelsOf(value)
  return pixels !== undefined && (pixels <= -800 || pixels >= 5000)
}

const isOffScreen = (of: Values): boolean => {
  const isPlaced = /^(?:absolute|fixed|relative|sticky)$/u.test(of('position') ?? '')
  const places = ['left', 'right', 'top', 'inset-inline-start'].map(of).concat(partsOf(of('inset') ?? ''))
  const moves = `${of('transform') ?? ''} ${of('translate') ?? ''}`.match(/-?\d[\d.]*(?:px|r?em|v[wh])/gu) ?? []
  return (
    (isPlaced && places.some(isFar)) ||
    ['text-indent', 'margin-left', 'margin-top'].some((name) => isFar(of(name))) ||
    partsOf(of('margin') ?? '').some(isFar) ||
    moves.some(isFar)
  )
}

/** A clip shape without area: its sides meet, it has no radius, or it has a single point. */
const isEmptyShape = (shape: string): boolean => {
  const [, name = '', inner = ''] = /^([a-z]+)\((.*)\)$/u.exec(shape) ?? []
  const sizes = inner.replace(/\s(?:at|round)\s.*$/u, '').split(/[\s,]+/u)
  if (name === 'inset') {
    const share = (at: number): number => Number.parseFloat(sizes[at] ?? sizes[at - 2] ?? sizes[0] ?? '')
    return sizes.every((size) => /^0|%$/u.test(size)) && (share(0) + share(2) >= 99 || share(1) + share(3) >= 99)
  }
  if (name === 'circle' || name === 'ellipse') return sizes.some((size) => pixelsOf(size) === 0)
  if (name === 'rect' || name === 'xywh')
    return sizes.slice(name === 'xywh' ? 2 : 0).every((size) => pixelsOf(size) === 0)
  return name === 'polygon' && new Set(inner.split(/\s*,\s*/u)).size === 1
}

const isCut = (of: Values): boolean => {
  const cuts = ['overflow', 'overflow-x', 'overflow-y'].some((name) => !/^(?:visible|$)/u.test(of(name) ?? ''))
  const sizes = ['height', 'max-height', 'block-size', 'max-block-size', 'width', 'max-width', 'inline-size']
  return (
    (cuts && sizes.some((name) => isTiny(of(name)))) ||
    (cuts && (/^1\d\d%$/u.test(of('text-indent') ?? '') || pixelsOf(of('line-height')) === 0)) ||
    /^rect\((?:[01](?:px|%|r?em)?[\s,]*)+\)$/u.test(of('clip') ?? '') ||
    isEmptyShape(of('clip-path') ?? '')
  )
}

/** Text with a strikethrough is withdrawn. */
const isStruck = (of: Values): boolean =>
  /line-through/u.test(`${of('text-decoration') ?? ''} ${of('text-decoration-line') ?? ''}`)

/** Rotated so that only its edge would be visible, or its back, which is not shown. */
const isTurnedAway = (of: Values): boolean =>
  (of('backface-visibility') === 'hidden' && /\brotate[xy]\(-?180deg\)/u.test(of('transform') ?? '')) ||
  /\brotate[xy]\(-?90deg\)/u.test(of('transform') ?? '') ||
  /^(?:[xy]|1 0 0|0 1 0)\s+-?90deg/u.test(of('rotate') ?? '')

const isMasked = (of: Values): boolean =>
  ['mask', 'mask-image', '-webkit-mask', '-webkit-mask-image'].some((name) =>
    /^(?:linear|radial)-gradient\((?:\s*transparent\s*,?)+\)/u.test(of(name) ?? ''),
  )

/** Letters on top of each other, or blurred. */
const isUnreadable = (of: Values): boolean =>
  (pixelsOf(of('letter-spacing')) ?? 0) < -6 ||
  (pixelsOf(/\bblur\(([^()]+)\)/u.exec(of('filter') ?? '')?.[1]) ?? 0) >= 6

const isGone = (of: Values): boolean =>
  isUnreadable(of) ||
  isStruck(of) ||
  isTurnedAway(of) ||
  isMasked(of) ||
  of('display') === 'none' ||
  of('content-visibility') === 'hidden' ||
  /\bscale(?:x|y|3d)?\(0?\.?0*[,)]/u.test(of('transform') ?? '') ||
  isZero(of('scale')) ||
  isZero(of('zoom')) ||
  isCut(of) ||
  isOffScreen(of)

/** Whether an animation, such as a fade-in, may end in another state than the style sheet's. */
const isAnimated = (of: Values): boolean => /^(?!none\b|unset\b)./u.test(of('animation-name') ?? of('animation') ?? '')

const isFaded = (of: Values): boolean => isZero(of('opacity')) || /opacity\(0?\.?0*%?\)/u.test(of('filter') ?? '')

const isUnset = (value: string): boolean => /^(?:inherit|unset|revert|currentcolor)/u.test(value)

const colourOf = (of: Values, element: Element, inherited: Colord | undefined): Colord | undefined => {
  if ([of('background-clip'), of('-webkit-background-clip')].includes('text')) return undefined
  const value = of('-webkit-text-fill-color') ?? of('color')
  // Browsers give links a colour of their own.
  if (value === undefined) return element.name === 'a' ? undefined : inherited
  return isUnset(value) ? inherited : colourIn(value)
}

const groundOf = (of: Values, behind: Colord | undefined): Colord | undefined => {
  const declared = ['background-color', 'background', 'background-image'].map(of)
  if (declared.some((value) => /url\(|gradient\(|var\(/u.test(value ?? ''))) return undefined
  const colour = declared.map((value) => colourIn(value ?? '')).find((one) => one !== undefined)
  return colour === undefined || colour.alpha() < 0.5 ? behind : colour
}

const fontIsTiny = (of: Values, inherited: boolean): boolean => {
  const size =
    of('font-size') ??
    partsOf(of('font') ?? '')
      .find((part) => pixelsOf(part.split('/')[0]) !== undefined)
      ?.split('/')[0]
  if (size === undefined || isUnset(size)) return inherited
  // A percentage of zero is zero.
  return isTiny(size) || (inherited && /(?:\dem|%|larger|smaller)$/u.test(size))
}

/**
 * Whether an empty element, such as an image or an overlay, may be behind the text, so that the background colour is
 * not known.
 */
const liesOverPicture = (text: Text, cascade: Cascade): boolean => {
  for (let node = text.parent; node !== null && isTag(node); node = node.parent) {
    const planes = node.children.filter((child) => isTag(child) && textContent(child).trim() === '')
    for (const plane of planes) {
      if (!isTag(plane)) continue
      const isPlaced = /^(?:absolute|fixed)$/u.test(cascade(plane, guessesOf(plane)).get('position') ?? '')
      if (isPlaced || /(?:^|[\s_-])(?:background|overlay|hero|cover)/iu.test(plane.attribs['class'] ?? '')) return true
    }
  }
  return false
}

const stateOf = (
  element: Element,
  declared: ReadonlyMap<string, string>,
  inherited: Inherited,
): readonly [Values, Inherited] => {
  const own = [...declared].filter(([name]) => name.startsWith('--'))
  const variables = own.length === 0 ? inherited.variables : new Map([...inherited.variables, ...own])
  const of: Values = (property) => {
    const value = declared.get(property)
    return value === undefined
      ? undefined
      : (withVariables(value, variables) ?? (property.startsWith('background') ? value : undefined))
  }
  const visibility = of('visibility')
  // A page that fades in begins with a hidden body; its readers see all of it.
  const isWhole = element.name === 'html' || element.name === 'body'
  const isStill = !isWhole && !isAnimated(of)
  return [
    of,
    {
      variables,
      isFaded: inherited.isFaded || (isStill && isFaded(of)),
      isInvisible:
        visibility === undefined || isUnset(visibility) ? inherited.isInvisible : isStill && visibility !== 'visible',
      isTiny: fontIsTiny(of, inherited.isTiny),
      colour: colourOf(of, element, inherited.colour),
      ground: groundOf(of, inherited.ground),
    },
  ]
}

const isUnread = (element: Element): boolean => element.attribs['aria-hidden']?.trim().toLowerCase() === 'true'

/** Of a closed `<details>` only the summary is visible. */
const isClosedIn = (element: Element, parent: Element | undefined): boolean =>
  parent?.name === 'details' &&
  parent.attribs['open'] === undefined &&
  element !== parent.children.find((child) => isTag(child) && child.name === 'summary')

const hides = ({ colour, ground }: Inherited): boolean =>
  colour !== undefined && (colour.alpha() < 0.05 || (ground !== undefined && areAlike(colour, ground)))

const findHidden = (page: Document, cascade: Cascade): Findings => {
  const findings: Findings = {
    gone: [],
    shown: [],
    raised: [],
    apart: [],
    texts: { tiny: [], faded: [], coloured: [], seen: [] },
  }
  const sort = (text: Text, state: Inherited): void => {
    if (text.data.trim() === '') return
    const { texts } = findings
    if (state.isTiny) texts.tiny.push(text)
    else if (state.isFaded || state.isInvisible) texts.faded.push(text)
    else if (hides(state) && !liesOverPicture(text, cascade)) texts.coloured.push(text)
    else texts.seen.push(text)
  }
  const visit = (node: AnyNode, parent: Element | undefined, inherited: Inherited): void => {
    if (isText(node)) {
      const isClosed = parent?.name === 'details' && parent.attribs['open'] === undefined
      if (isClosed) findings.texts.tiny.push(node)
      else sort(node, inherited)
    }
    if (!isTag(node) || unshown.has(node.name)) return
    const [of, state] = stateOf(node, cascade(node, guessesOf(node)), inherited)
    const isWhole = node.name === 'html' || node.name === 'body'
    if (isUnread(node) || isClosedIn(node, parent) || (!isWhole && isGone(of))) {
      findings.gone.push(node)
      return
    }
    if (node.attribs['hidden'] !== undefined) findings.shown.push(node)
    if (/^(?:super|text-top)$/u.test(of('vertical-align') ?? '')) findings.raised.push(node)
    if (isSetApart(node.name, of('display'))) findings.apart.push(node)
    for (const child of node.children) visit(child, node, state)
  }
  const bare: Inherited = {
    variables: new Map(),
    isFaded: false,
    isInvisible: false,
    isTiny: false,
    colour: undefined,
    ground: white,
  }
  for (const child of page.children) visit(child, undefined, bare)
  return findings
}

const lengthOf = (texts: readonly Text[]): number => texts.reduce((sum, { data }) => sum + data.trim().length, 0)

/** The text of a style sheet that is inside its address (`data:`). */
const textOfAddress = (href: string): string => {
  const [, isEncoded, data = ''] = /^data:text\/css[^,]*?(;base64)?,(.*)$/isu.exec(href) ?? []
  try {
    return isEncoded === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString()
  } catch {
    // An address that is not encoded correctly has no text.
    return ''
  }
}

const sheetsOf = (page: Document, trees: ShadowTrees): readonly Sheet[] =>
  selectElements(
    page,
    'style:not(noscript style, template style), link[rel~="stylesheet" i][href^="data:text/css" i]',
  ).map((sheet) => ({
    text: sheet.name === 'style' ? textContent(sheet) : textOfAddress(sheet.attribs['href'] ?? ''),
    media: sheet.attribs['media'] ?? '',
    shadow: trees.get(sheet),
  }))

/**
 * Hides what readers of a page do not see, by its own style sheets and inline styles: an invisible element gets the
 * attribute `hidden`, and no other element has it; single texts without colour or size become empty. If most of a page
 * would be transparent or in the colour of its background, a script or a style sheet that we do not have must show it,
 * and it stays.
 * @returns the elements that a style makes superscript.
 */
export const hideUnseen = (page: Document): ReadonlySet<Element> => {
  const trees = showShadowRoots(page)
  const { gone, shown, raised, apart, texts } = findHidden(page, createCascade(readRules(sheetsOf(page, trees), trees)))
  const rest = lengthOf(texts.seen)
  const unseen = [texts.faded, texts.coloured].filter((kind) => lengthOf(kind) <= rest)
  for (const text of [texts.tiny, ...unseen].flat()) text.data = ''
  for (const element of shown) Reflect.deleteProperty(element.attribs, 'hidden')
  for (const element of gone) element.attribs['hidden'] = ''
  for (const element of apart) setApart(element)
  return new Set(raised)
}
