import { type AnyNode, type ChildNode, type Document, type Element, isTag } from 'domhandler'
import { getElementsByTagName } from 'domutils'

/** The elements of shadow trees, each with the number of its host. */
export type ShadowTrees = ReadonlyMap<Element, number>

const hostMark = 'shadow-host'
const slotMark = 'slotted-in'

const setChildren = (parent: Element, children: readonly ChildNode[]): void => {
  parent.children = [...children]
  for (const [at, child] of children.entries()) {
    child.parent = parent
    child.prev = children[at - 1] ?? null
    child.next = children[at + 1] ?? null
  }
}

const slotOf = (node: AnyNode): string => (isTag(node) ? (node.attribs['slot'] ?? '') : '')

/**
 * Replaces the content of each host by the shadow root that the page declares for it in HTML, as browsers do. Of the
 * host's own content a reader sees only what the root has a slot for. Source: HTML, `shadowrootmode`; DOM, slots.
 */
export const showShadowRoots = (page: Document): ShadowTrees => {
  const trees = new Map<Element, number>()
  const templates = getElementsByTagName('template', page).filter(
    ({ attribs }) => attribs['shadowrootmode'] !== undefined,
  )
  for (const [number, template] of templates.entries()) {
    const host = template.parent
    if (host === null || !isTag(host) || host.attribs[hostMark] !== undefined) continue
    host.attribs[hostMark] = String(number)
    const own = host.children.filter((child) => child !== template)
    for (const element of getElementsByTagName('*', template.children)) trees.set(element, number)
    for (const slot of getElementsByTagName('slot', template.children)) {
      const given = own.filter((child) => slotOf(child) === (slot.attribs['name'] ?? ''))
      if (given.length > 0) setChildren(slot, given)
      for (const child of given) if (isTag(child)) child.attribs[slotMark] = String(number)
    }
    setChildren(host, template.children)
  }
  return trees
}

/** The rules of a shadow root's style sheet, written as they would be outside it. */
export const outsideShadow = (sheet: string, number: number): string =>
  sheet
    .replaceAll(/:host\(/gu, `[${hostMark}="${number}"]:is(`)
    .replaceAll(/:host(?![\w-])/gu, `[${hostMark}="${number}"]`)
    .replaceAll(/::slotted\(/gu, `[${slotMark}="${number}"]:is(`)

/** Whether a selector from a shadow root is for its host, or for what is in its slots. */
export const leavesShadow = (selector: string): boolean =>
  selector.includes(`[${hostMark}=`) || selector.includes(`[${slotMark}=`)
