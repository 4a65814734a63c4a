import type { Element } from 'domhandler'

/** Elements whose content is no text of the page: code, fallbacks, forms' parts, other documents. */
const unshown = new Set([
  'applet',
  'audio',
  'button',
  'canvas',
  'datalist',
  'embed',
  'frame',
  'frameset',
  'head',
  'iframe',
  'input',
  'math',
  'meter',
  'noembed',
  'noframes',
  'noscript',
  'object',
  'option',
  'progress',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
  'video',
])

const hidingClass =
  /(?:^|\s)(?:hidden|d-none|hide|visually-?hidden(?:-focusable)?|sr-only(?:-focusable)?|screen-reader-(?:text|only)|assistive-text|element-invisible|a11y-hidden|u-hidden|is-hidden)(?:\s|$)/iu

/** Utility classes that hide an element on small screens only. */
const shownWhereWide =
  /(?:^|\s)(?:(?:sm|md|lg|x+l|2xl):|d-(?:sm|md|lg|x+l)-)(?:block|flex|inline|grid|table|contents)/iu

const white = new Set([
  'white',
  'transparent',
  '#fff',
  '#ffff',
  '#ffffff',
  '#ffffffff',
  'rgb(255,255,255)',
  'hsl(0,0%,100%)',
])

/** Lengths that no eye can read: 0, 1px, .5pt, .1em. */
const isTiny = (value: string): boolean => {
  const size = /^(\d{0,6}\.?\d{0,6})(px|pt|em|rem|%|vw|vh)?$/u.exec(value)
  if (size === null || size[1] === '') return false
  const number = Number(size[1])
  const unit = size[2] ?? 'px'
  return number <= (unit === 'px' || unit === 'pt' ? 1.5 : unit === '%' ? 10 : 0.15)
}

const isFarAway = (value: string): boolean => {
  const offset = /^-(\d{3,9})/u.exec(value)
  return offset !== null && Number(offset[1]) >= 900
}

const declarationsOf = (style: string): ReadonlyMap<string, string> => {
  const declarations = new Map<string, string>()
  for (const declaration of style.toLowerCase().split(';').slice(0, 100)) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const value = declaration
      .slice(colon + 1)
      .replace('!important', '')
      .replaceAll(/\s+/gu, '')
    declarations.set(declaration.slice(0, colon).trim(), value)
  }
  return declarations
}

const isHiddenByStyle = (style: string): boolean => {
  const declared = declarationsOf(style.slice(0, 2000))
  const has = (name: string, test: (value: string) => boolean): boolean => test(declared.get(name) ?? 'unset')
  const isCut = has('overflow', (value) => value === 'hidden' || value === 'clip')
  return (
    has('display', (value) => value === 'none') ||
    has('visibility', (value) => value === 'hidden' || value === 'collapse') ||
    has('content-visibility', (value) => value === 'hidden') ||
    has('opacity', (value) => /^0?\.?0*%?$/u.test(value)) ||
    has('font-size', isTiny) ||
    has('color', (value) => white.has(value) || /^(?:rgb|hsl)a\([^)]*,0?\.?0*%?\)$/u.test(value)) ||
    has('clip', (value) => /^rect\((?:0|1px|0px|,)+\)$/u.test(value)) ||
    has('clip-path', (value) => /^inset\((?:50|100)%\)$/u.test(value)) ||
    has('transform', (value) => /^scale[xy]?\(0\)$/u.test(value)) ||
    ['text-indent', 'left', 'top', 'margin-left', 'margin-top'].some((name) => has(name, isFarAway)) ||
    (isCut && (has('height', isTiny) || has('width', isTiny) || has('max-height', isTiny)))
  )
}

/**
 * Whether the element's text is kept from a reader's eyes: by its kind, an attribute, an inline style or a class that is
 * named for it. Style sheets are not read: most of their hiding is for small screens or print.
 */
export const isHidden = (element: Element): boolean => {
  if (unshown.has(element.name)) return true
  const { attribs } = element
  if (attribs['hidden'] !== undefined || attribs['aria-hidden']?.trim().toLowerCase() === 'true') return true
  if (element.name === 'dialog' && attribs['open'] === undefined) return true
  // A page that fades in begins as a hidden body; what its reader sees is the whole.
  if (element.name === 'html' || element.name === 'body') return false
  const classes = (attribs['class'] ?? '').slice(0, 2000)
  if (hidingClass.test(classes) && !shownWhereWide.test(classes)) return true
  return attribs['style'] !== undefined && isHiddenByStyle(attribs['style'])
}
