import { Parser } from 'htmlparser2'

const deepest = 256

class TooDeep extends Error {}

/** Whether tags stand deeper in each other than any honest feed has them; tree builders need quadratic time on those. */
export const isTooDeep = (xml: string): boolean => {
  let depth = 0
  const parser = new Parser(
    {
      onopentagname: () => {
        depth += 1
        if (depth > deepest) throw new TooDeep()
      },
      onclosetag: () => {
        depth -= 1
      },
    },
    { xmlMode: true },
  )
  try {
    parser.end(xml)
    return false
  } catch (error) {
    if (error instanceof TooDeep) return true
    throw error
  }
}
