import type { Entry } from '../feed/entry.ts'
import { linesOf } from './text/lines.ts'
import { noFacts, type PageFacts } from './page/facts.ts'
import { withoutFurniture } from './page/furniture.ts'
import { withoutNotes } from './page/notes.ts'
import { parsePage } from './page/tree.ts'
import { countWords } from './text/plain.ts'
import { noHints, readRsisLines } from './rsis/lines.ts'
import { sectionsOf } from './text/sections.ts'

/** With more words than this, a feed's content is the full text. */
const fewestWords = 250

/** Reads the full text that a feed contains for an entry; undefined if it contains none. */
export const readFeedContent = (entry: Entry): PageFacts | undefined => {
  const page = entry.contentHtml === undefined ? undefined : parsePage(entry.contentHtml)
  if (page === undefined) return undefined
  const lines = withoutNotes(withoutFurniture(linesOf(page).filter((line) => !line.isBeside)))
  if (lines.reduce((sum, line) => sum + countWords(line.text), 0) <= fewestWords) return undefined
  const commentary = readRsisLines(lines, { ...noHints, url: entry.link, titles: [entry.title] })
  const facts = commentary ?? { ...noFacts, url: entry.link, sections: sectionsOf(lines) }
  return { ...facts, provenance: { kind: 'feed' } }
}
