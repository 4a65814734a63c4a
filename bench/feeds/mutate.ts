import type { FeedCase } from './cases.ts'

/** A generator of the numbers 0 to 1 that gives the same series for the same seed (mulberry32). */
const randomOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const scraps = [
  '<',
  '>',
  '&',
  '"',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '</item>',
  '<entry>',
  '<title>',
  '\0',
  '&#xD800;',
  '<?xml',
]

/** Files of the collections, each cut, doubled or sprinkled with scraps of markup in up to four places. */
export const mutations = (cases: readonly FeedCase[], count: number): Buffer[] => {
  const random = randomOf(7)
  const below = (limit: number): number => Math.floor(random() * limit)
  return Array.from({ length: count }, () => {
    let body = cases[below(cases.length)]?.body ?? Buffer.alloc(0)
    for (let times = 1 + below(4); times > 0; times -= 1) {
      const at = below(body.length)
      const until = Math.min(body.length, at + below(200))
      const [head, middle, tail] = [body.subarray(0, at), body.subarray(at, until), body.subarray(until)]
      const scrap = Buffer.from(scraps[below(scraps.length)] ?? '')
      const parts = [[head, tail], [head, scrap, middle, tail], [head, middle, middle, tail], [head]][below(4)] ?? [
        head,
      ]
      body = Buffer.concat(parts)
    }
    return body
  })
}
