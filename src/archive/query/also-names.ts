/** Common words that are names as well, when they are written in capitals. */
export const alsoNames: ReadonlySet<string> = new Set(['us', 'who', 'is', 'it'])
