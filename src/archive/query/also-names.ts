/** Common words that are names if they are written in capitals. */
export const alsoNames: ReadonlySet<string> = new Set(['us', 'who', 'is', 'it'])
