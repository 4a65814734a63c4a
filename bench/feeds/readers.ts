import { createThreadTask, TimeLimitError } from '../../src/limits.ts'

export const readerNames = ['product', 'rss-parser', 'feedsmith', 'rss-parser, then feedsmith'] as const

export type Call = { readonly reader: (typeof readerNames)[number]; readonly body: Uint8Array }

/** What a reader made of a feed: how many items it gave, or why none. */
export type Reading =
  | { readonly state: 'read'; readonly items: number }
  | { readonly state: 'refused'; readonly detail: string }
  | { readonly state: 'hung' }

const run = createThreadTask<Reading>(new URL('thread.ts', import.meta.url), {
  what: 'the reader',
  timeMs: 10_000,
  memoryMb: 512,
})

/** Has a reader read a feed in a thread; one that gives no answer in ten seconds hangs. */
export const read = async (call: Call): Promise<Reading> => {
  try {
    return await run(call)
  } catch (error) {
    return error instanceof TimeLimitError ? { state: 'hung' } : { state: 'refused', detail: String(error) }
  }
}
