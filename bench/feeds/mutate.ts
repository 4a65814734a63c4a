import { createRandom } from '../random.ts'
import type { FeedCase } from './cases.ts'

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

/** Files of the collections, each damaged in up to four places: cut, doubled, or with scraps of markup inserted. */
export const mutations = (cases: readonly FeedCase[], count: number): Buffer[] => {
  const random = createRandom(7)
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
