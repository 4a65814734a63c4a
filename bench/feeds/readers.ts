import { createThreadTask, TimeLimitError } from '../../src/limits.ts'

export const readerNames = ['product', 'rss-parser', 'feedsmith', 'rss-parser, then feedsmith'] as const

export type Call = { readonly reader: (typeof readerNames)[number]; readonly body: Uint8Array }

/** The result of a feed reader: how many items it gave, or why none. */
export type Reading =
  | { readonly state: 'read'; readonly items: number }
  | { readonly state: 'refused'; readonly detail: string }
  | { readonly state: 'hung' }

const run = createThreadTask<Reading>(new URL('thread.ts', import.meta.url), {
  what: 'the reader',
  timeMs: 10_000,
  memoryMb: 512,
})

/** Runs a reader on a feed in a thread; without an answer within ten seconds it counts as hanging. */
export const read = async (call: Call): Promise<Reading> => {
  try {
    return await run(call)
  } catch (error) {
    return error instanceof TimeLimitError ? { state: 'hung' } : { state: 'refused', detail: String(error) }
  }
}
