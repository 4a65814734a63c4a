import type { Entry } from '../entry.ts'

export type ParsedFeed =
  | {
      readonly state: 'parsed'
      readonly entries: readonly Entry[]
      /** The XML was broken, and complete items were recovered from it. */
      readonly isDamaged: boolean
    }
  | { readonly state: 'empty' | 'blocked' | 'not a feed'; readonly detail: string }

/** The response from the address of a feed or listing. */
export type FeedAnswer = {
  readonly body: Uint8Array
  readonly contentType: string | undefined
  /** The address of the response, after redirects. */
  readonly url: string
  /** The source's id. */
  readonly source: string
}
