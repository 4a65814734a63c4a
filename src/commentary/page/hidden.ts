import type { Element } from 'domhandler'
import { unshown } from './unshown.ts'

/** Whether an element of a parsed page is invisible to readers: by its kind, or because `parsePage` found it hidden. */
export const isHidden = (element: Element): boolean =>
  unshown.has(element.name) || element.attribs['hidden'] !== undefined
