import { _compileUnsafe as compileSelector } from 'css-select'
import { AttributeAction, isTraversal, parse as parseSelectors, type Selector, SelectorType } from 'css-what'
import type { AnyNode, Element } from 'domhandler'
import { compileQuery, matches } from 'media-query-fns'
import { LRUCache } from 'lru-cache'
import type { AtRule, ChildNode, Container } from 'postcss'
import parseSafely from 'postcss-safe-parser'
import { leavesShadow, outsideShadow, type ShadowTrees } from './shadow.ts'

export type Declaration = { readonly property: string; readonly value: string; readonly isImportant: boolean }

/** One selector of a rule, with the rule's declarations. */
export type Rule = {
  readonly matches: (element: Element) => boolean
  /** The `#id`, `.class` or name that an element must have to match; `*` for any. */
  readonly key: string
  readonly weight: readonly number[]
  /** The position of its cascade layer; rules without a layer come last. */
  readonly layer: number
  readonly declarations: readonly Declaration[]
}

/** The properties that decide whether text is visible. */
const deciding =
  /^(?:--.+|animation(?:-name)?|backface-visibility|background(?:-clip|-color|-image)?|-webkit-background-clip|block-size|clip|clip-path|color|content-visibility|display|filter|font|font-size|height|inline-size|inset|inset-inline-start|left|letter-spacing|line-height|margin(?:-left|-top)?|max-block-size|max-height|max-width|-webkit-mask(?:-image)?|mask(?:-image)?|opacity|overflow(?:-x|-y)?|position|right|rotate|scale|text-decoration(?:-line)?|text-indent|top|transform|translate|vertical-align|visibility|-webkit-text-fill-color|width|zoom)$/u
const unlayered = Number.MAX_SAFE_INTEGER
/** The assumed reader: a wide screen, scripts enabled, nothing clicked. */
const screen = {
  widthPx: 1280,
  heightPx: 800,
  deviceWidthPx: 1280,
  deviceHeightPx: 800,
  dppx: 1,
  prefersColorScheme: 'light',
} as const
const never = (): boolean => false
const untouched = Object.fromEntries(
  [
    'active',
    'focus',
    'focus-visible',
    'focus-within',
    'fullscreen',
    'hover',
    'modal',
    'open',
    'popover-open',
    'target',
    'visited',
  ].map((name) => [name, never]),
)

const isForScreen = (query: string): boolean => {
  if (query.trim() === '') return true
  try {
    return matches(compileQuery(query), screen)
  } catch {
    // Browsers ignore the rules in a media query that they cannot parse.
    return false
  }
}

const declarationsIn = (nodes: readonly ChildNode[]): readonly Declaration[] =>
  nodes.flatMap((node) => {
    if (node.type !== 'decl') return []
    const property = node.prop.startsWith('--') ? node.prop : node.prop.toLowerCase()
    if (!deciding.test(property)) return []
    const value = node.value.replaceAll(/\s+/gu, ' ').trim().toLowerCase()
    return [{ property, value, isImportant: node.important === true }]
  })

/** The most characters of style sheets whose results are kept in memory. */
const maxSize = 1_000_000

/** The pages of a site share their style sheets, and parsing those takes longer than reading the page. */
const remembered = <Result extends object>(read: (text: string) => Result): ((text: string) => Result) => {
  const known = new LRUCache<string, Result>({
    maxSize,
    sizeCalculation: (_result, { length }) => length + 1,
    memoMethod: read,
  })
  return (text) => known.memo(text)
}

/** The declarations of an inline style. */
export const readInlineStyle = remembered((style): readonly Declaration[] =>
  declarationsIn(parseSafely(style).root().nodes),
)

/** The key of a selector's last compound: most elements do not have it and need no comparison. */
const keyOf = (selector: readonly Selector[]): string => {
  const compound = selector.slice(selector.findLastIndex(isTraversal) + 1)
  const exact = (attribute: string, action: AttributeAction): string | undefined => {
    const found = compound.find(
      (one) => one.type === SelectorType.Attribute && one.name === attribute && one.action === action,
    )
    return found?.type === SelectorType.Attribute ? found.value : undefined
  }
  const [id, name] = [exact('id', AttributeAction.Equals), exact('class', AttributeAction.Element)]
  if (id !== undefined) return `#${id}`
  if (name !== undefined) return `.${name}`
  const tag = compound.find((one) => one.type === SelectorType.Tag)
  return tag?.type === SelectorType.Tag ? tag.name : '*'
}

type Weight = readonly [ids: number, classes: number, names: number]
const none: Weight = [0, 0, 0]
const sum = (weights: readonly Weight[]): Weight =>
  weights.reduce((total, one) => [total[0] + one[0], total[1] + one[1], total[2] + one[2]], none)
const heaviest = (weights: readonly Weight[]): Weight =>
  weights.toSorted((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2])[0] ?? none

/** Specificity: ids, classes and names of a selector, in this order. Source: Selectors Level 4, §17. */
const weightOf = (selector: readonly Selector[]): Weight =>
  sum(
    selector.map((one): Weight => {
      if (one.type === SelectorType.Tag) return [0, 0, 1]
      if (one.type === SelectorType.Attribute)
        return one.name === 'id' && one.action === AttributeAction.Equals ? [1, 0, 0] : [0, 1, 0]
      if (one.type !== SelectorType.Pseudo || one.name === 'where') return none
      return Array.isArray(one.data) ? heaviest(one.data.map(weightOf)) : [0, 1, 0]
    }),
  )

/** A rule before the layers of all style sheets are put in order. */
type SheetRule = Omit<Rule, 'layer'> & {
  /** The name of its layer, or the number of a layer without a name. */
  readonly layer: string | number | undefined
  /** Whether it is for elements outside the shadow root of its style sheet. */
  readonly leavesShadow: boolean
}

/** The rules of a style sheet, and its layers in order. */
type SheetRules = { readonly rules: readonly SheetRule[]; readonly layers: readonly (string | number)[] }

type Declared = Pick<SheetRule, 'declarations' | 'layer' | 'leavesShadow'>

const rulesOf = (selectors: string, declared: Declared): readonly SheetRule[] => {
  try {
    return parseSelectors(selectors).flatMap((selector) => {
      const [key, weight] = [keyOf(selector), weightOf(selector)]
      const matches = matcherOf(selector)
      return matches === undefined ? [] : [{ ...declared, matches, key, weight }]
    })
  } catch {
    // Browsers leave out a rule that they cannot parse.
    return []
  }
}

const matcherOf = (selector: Selector[]): Rule['matches'] | undefined => {
  try {
    return compileSelector<AnyNode, Element>([selector], { pseudos: untouched })
  } catch {
    // A pseudo-element is not an element, and selectors that the library does not know are not needed to find text.
    return undefined
  }
}

/** The selectors of a rule that is nested in another. */
const within = (selectors: string, parent: string | undefined): string => {
  if (parent === undefined) return selectors
  return selectors.includes('&') ? selectors.replaceAll('&', `:is(${parent})`) : `:is(${parent}) :is(${selectors})`
}

type Context = { readonly layer: SheetRule['layer']; readonly parent: string | undefined }

/** The element in which the rules of `@scope (.a) to (.b)` apply. */
const scopeOf = (params: string): string | undefined => /^\(([^()]+)\)/u.exec(params.trim())?.[1]

const isApplied = ({ name, params }: AtRule): boolean => {
  switch (name.toLowerCase()) {
    case 'media':
      return isForScreen(params)
    case 'container':
      return isForScreen(params.replace(/^[\w-]+\s+(?=\()/u, ''))
    case 'supports':
      return !/^not\b/iu.test(params)
    case 'layer':
    case 'scope':
      return true
    default:
      return false
  }
}

const readSheet = remembered((text): SheetRules => {
  const rules: SheetRule[] = []
  const layers = new Set<string | number>()
  const readAll = (container: Container, { layer, parent }: Context): void => {
    const nodes = container.nodes ?? []
    const declarations = parent === undefined ? [] : declarationsIn(nodes)
    const selectors = parent ?? ''
    if (declarations.length > 0)
      rules.push(...rulesOf(selectors, { declarations, layer, leavesShadow: leavesShadow(selectors) }))
    for (const node of nodes) {
      if (node.type === 'rule') readAll(node, { layer, parent: within(node.selector, parent) })
      if (node.type !== 'atrule') continue
      const name = node.name.toLowerCase()
      if (name === 'layer' && node.nodes === undefined) for (const one of node.params.split(',')) layers.add(one.trim())
      if (node.nodes === undefined || !isApplied(node)) continue
      if (name === 'layer') {
        const own = node.params === '' ? layers.size : node.params
        layers.add(own)
        readAll(node, { layer: own, parent })
      } else readAll(node, { layer, parent: name === 'scope' ? (scopeOf(node.params) ?? parent) : parent })
    }
  }
  readAll(parseSafely(text.replaceAll(/<!--|-->/gu, ' ')).root(), { layer: undefined, parent: undefined })
  return { rules, layers: [...layers] }
})

export type Sheet = {
  readonly text: string
  readonly media: string
  /** The number of the shadow root that contains it. */
  readonly shadow: number | undefined
}

/**
 * Reads those rules of all style sheets of a page, in order, that decide what is visible on a screen. Rules of a shadow
 * root apply to its elements (`trees`), to its host and to what is in its slots; rules of the page apply to all other
 * elements.
 */
export const readRules = (sheets: readonly Sheet[], trees: ShadowTrees): readonly Rule[] => {
  const numbers = new Map<string, number>()
  return sheets
    .filter(({ media }) => isForScreen(media))
    .flatMap(({ text, shadow }, at) => {
      const { rules, layers } = readSheet(shadow === undefined ? text : outsideShadow(text, shadow))
      const nameOf = (layer: string | number): string => (typeof layer === 'string' ? layer : `${layer} of ${at}`)
      for (const layer of layers) if (!numbers.has(nameOf(layer))) numbers.set(nameOf(layer), numbers.size)
      return rules.map(
        (rule): Rule => ({
          ...rule,
          matches: rule.leavesShadow
            ? rule.matches
            : (element) => trees.get(element) === shadow && rule.matches(element),
          layer: rule.layer === undefined ? unlayered : (numbers.get(nameOf(rule.layer)) ?? unlayered),
        }),
      )
    })
}
