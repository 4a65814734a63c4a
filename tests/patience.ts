/** How long tests wait for what must happen, in milliseconds: long enough for a machine that does much else meanwhile. */
export const patience = { timeout: 100_000, interval: 20 } as const
