import { readGeneralTree } from './article.ts'
import type { PageFacts } from './facts.ts'
import { descriptionOf } from './head.ts'
import { parsePage } from './tree.ts'
import { linesOf } from '../text/lines.ts'
import { readRsisTree } from '../rsis/page.ts'
import { describeBlockedPage, type BlockedPage } from './blocked.ts'

/** Why a page or file gave no commentary. */
export type Unreadable = {
  readonly state: 'unreadable'
  readonly reason: BlockedPage['reason'] | 'too-complex' | 'too-long'
  readonly detail: string
}

export type HtmlResult = { readonly state: 'facts'; readonly facts: PageFacts } | Unreadable

/** Reads an HTML page in any layout that we know; if none fits, says why it cannot be read. */
export const readHtml = async (html: string, url: string | undefined): Promise<HtmlResult> => {
  const page = parsePage(html)
  if (page === undefined) {
    return {
      state: 'unreadable',
      reason: 'too-complex',
      detail: 'the page is nested too deep or has too many elements',
    }
  }
  // Before the general reader, which removes parts of the tree.
  const description = descriptionOf(page)
  const described = (facts: PageFacts): HtmlResult => ({
    state: 'facts',
    facts: description === undefined || facts.synopsis !== undefined ? facts : { ...facts, description },
  })
  const lines = linesOf(page)
  // Before the readers: a challenge page at a numbered address has a commentary's number, and a reader may take a
  // notice for the text.
  const { isCertain, reason, detail } = describeBlockedPage(page, lines)
  const commentary = reason === 'challenge' ? undefined : readRsisTree(page, lines, url)
  if (commentary !== undefined) return described(commentary)
  const article = isCertain ? undefined : await readGeneralTree(page, url)
  return article === undefined ? { state: 'unreadable', reason, detail } : described(article)
}
