import { type Document, DomHandler } from 'domhandler'
import { type Handler, Parser } from 'htmlparser2'
import { hideApparatus } from './apparatus.ts'
import { TooManyRules } from './style/cascade.ts'
import { hideUnseen } from './style/hide.ts'

/** More than any page that people read. */
const caps = { depth: 512, nodes: 100_000 }
/** The page is parsed in small pieces, so that one that is built to be deep is abandoned soon after the limit. */
const pieceLength = 16_384

/**
 * The tree of a page, without comments; what readers do not see is empty or has the attribute `hidden`. Undefined if
 * the page is nested deeper than 512 elements, has more than 100,000 elements, or more style rules for them than any
 * page needs: such a page is built to block its reader, and half of it may say something else than all of it.
 */
export const parsePage = (html: string): Document | undefined => {
  const tree = new DomHandler()
  const seen = { depth: 0, nodes: 0, isOverCap: false }
  const handler: Partial<Handler> = {
    onparserinit: (parser) => tree.onparserinit(parser),
    onopentag(name, attributes) {
      seen.depth += 1
      seen.nodes += 1
      if (seen.depth > caps.depth || seen.nodes > caps.nodes) {
        seen.isOverCap = true
        parser.pause()
      }
      if (!seen.isOverCap) tree.onopentag(name, attributes)
    },
    onclosetag() {
      seen.depth -= 1
      if (!seen.isOverCap) tree.onclosetag()
    },
    ontext(text) {
      if (!seen.isOverCap) tree.ontext(text)
    },
    onend: () => tree.onend(),
  }
  const parser = new Parser(handler, { decodeEntities: true })
  for (let at = 0; at < html.length && !seen.isOverCap; at += pieceLength)
    parser.write(html.slice(at, at + pieceLength))
  if (seen.isOverCap) return undefined
  parser.end()
  try {
    hideApparatus(tree.root, hideUnseen(tree.root))
  } catch (error) {
    if (error instanceof TooManyRules) return undefined
    throw error
  }
  return tree.root
}
