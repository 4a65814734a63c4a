import type { Swap } from '../world.ts'

const swap = (end: string, file: string): Swap => [end, new URL(file, import.meta.url).href]

const known: Readonly<Record<string, readonly Swap[]>> = {
  resend: [
    swap('/src/delivery/next-state.ts', './resend-next-state.ts'),
    swap('/src/delivery/store-lease.ts', './resend-lease.ts'),
  ],
  'mark-first': [swap('/src/delivery/store-lease.ts', './mark-first-lease.ts')],
  'skip-held': [swap('/src/delivery/store-lease.ts', './skip-held-lease.ts')],
}

/** A way to break the outbox, which the checker must notice. @throws Error for an unknown name. */
export const breakages = (name: string): readonly Swap[] => {
  const found = known[name]
  if (found === undefined) throw new Error(`no breakage ${name}; there are ${Object.keys(known).join(', ')}`)
  return found
}
