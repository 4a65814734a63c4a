/**
 * How long tests wait for what must happen, and how long between two looks, in milliseconds: long enough for a machine that does
 * much else meanwhile. A look often asks the real program, which needs the processor for what is waited for.
 */
export const patience = { timeout: 100_000, interval: 200 } as const
