import { run, type Wish } from './wishes/wish.ts'

const kinds: readonly (readonly [kind: string, words: string])[] = [
  ['forecast', 'forecasts?|predictions?|outlooks?'],
  ['recommendation', 'recommendations?|policy advice|proposals?'],
  ['assessment', 'assessments?'],
]
const linking = '(?:about|on|for|of|regarding|concerning)'
const named = kinds.map(
  ([kind, words]) => [kind, new RegExp(`^(?:any |the |all |latest )?(?:${words}) ${linking} (.+)$`, 'iu')] as const,
)
const predicted =
  /^(?:(?:did|does|has|have) (?:anyone|anybody|someone|rsis|any(?: of the)? (?:authors?|commentar(?:y|ies)))|who(?: has)?) (?:ever )?(?:predict|forecast|foresee|foresaw|foreseen)(?:s|ed)? (?:the |a |an )?(.+)$/iu
const quoted =
  /^(?:who (?:said|says|wrote|writes)|where (?:is|was|does|did)|(?:is|was|are) (?:this|that|it|these|the)|did|does|check|verify|confirm|source (?:of|for))\b[^"]*"([^"]+)"[^"]*$/iu

/** Questions about statements: who said these words, what was predicted, what is recommended. */
export const statementsAsked = (text: string): Wish | undefined => {
  const words = quoted.exec(text)?.[1]
  if (words !== undefined && words.split(' ').length > 3) return run(`quote "${words}"`)
  const foreseen = predicted.exec(text)?.[1]
  if (foreseen !== undefined) return run(`claims ${foreseen} kind:forecast`)
  const found = named.flatMap(([kind, pattern]) => {
    const what = pattern.exec(text)?.[1]
    return what === undefined ? [] : [run(`claims ${what} kind:${kind}`)]
  })
  return found[0]
}
