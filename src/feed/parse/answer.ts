import type { Entry } from '../entry.ts'

export type ParsedFeed =
  | {
      readonly state: 'parsed'
      readonly entries: readonly Entry[]
      /** The XML was broken; whole items were taken out of it. */
      readonly isDamaged: boolean
    }
  | { readonly state: 'empty' | 'blocked' | 'not a feed'; readonly detail: string }

/** What came back from the address of a feed or listing. */
export type FeedAnswer = {
  readonly body: Uint8Array
  readonly contentType: string | undefined
  /** Where it came from, after redirects. */
  readonly url: string
  /** The source's id. */
  readonly source: string
}
