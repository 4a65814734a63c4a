import { type Handler, Parser, type ParserOptions } from 'htmlparser2'

/** No real page or feed has elements nested deeper. */
const deepest = 256

/**
 * A parser that stops where elements are nested deeper than 256, and whether it has: for a text with a hundred thousand open
 * elements any parser that keeps a list of them needs seconds.
 */
export const createShallowParser = (
  handler: Partial<Handler>,
  options?: ParserOptions,
): { readonly parser: Parser; readonly isTooDeep: () => boolean } => {
  let depth = 0
  let isTooDeep = false
  const parser = new Parser(
    {
      ...handler,
      onopentagname(name) {
        depth += 1
        if (depth > deepest) {
          isTooDeep = true
          parser.pause()
        } else handler.onopentagname?.(name)
      },
      onclosetag(name, isImplied) {
        depth -= 1
        handler.onclosetag?.(name, isImplied)
      },
    },
    options,
  )
  return { parser, isTooDeep: () => isTooDeep }
}

/** Whether elements of the text are nested deeper than 256. */
export const isTooDeep = (text: string, options?: ParserOptions): boolean => {
  const scan = createShallowParser({}, options)
  scan.parser.end(text)
  return scan.isTooDeep()
}
