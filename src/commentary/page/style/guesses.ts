import type { Element } from 'domhandler'
import type { Declaration } from './sheet.ts'

/** Classes by which common style sheets, which a page only links, hide elements. */
const hidingClass =
  /(?:^|\s)(?:hidden|d-none|hide|visually-?hidden(?:-focusable)?|sr-only(?:-focusable)?|screen-reader-(?:text|only)|assistive-text|element-invisible|a11y-hidden|u-hidden|is-hidden|w-condition-invisible)(?:\s|$)/iu

/** Utility classes that hide an element only on small screens. */
const shownWhereWide =
  /(?:^|\s)(?:(?:sm|md|lg|x+l|2xl):|d-(?:sm|md|lg|x+l)-)(?:block|flex|inline|grid|table|contents)/iu

const declare = (property: string, value: string): Declaration => ({ property, value, isImportant: false })

const isHidden = ({ name, attribs }: Element): boolean => {
  const classes = (attribs['class'] ?? '').slice(0, 2000)
  return (
    attribs['hidden'] !== undefined ||
    (name === 'dialog' && attribs['open'] === undefined) ||
    attribs['popover'] !== undefined ||
    (hidingClass.test(classes) && !shownWhereWide.test(classes))
  )
}

/**
 * Declarations that apply unless the page's own style sheets differ: the browser's defaults, old attributes, and
 * well-known classes.
 */
export const guessesOf = (element: Element): readonly Declaration[] => {
  const { color, bgcolor } = element.attribs
  return [
    ...(isHidden(element) ? [declare('display', 'none')] : []),
    ...(element.name === 'font' && color !== undefined ? [declare('color', color.toLowerCase())] : []),
    ...(bgcolor === undefined ? [] : [declare('background-color', bgcolor.toLowerCase())]),
  ]
}
