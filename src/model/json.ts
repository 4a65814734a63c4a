/** Our answers have about 2,000 characters. */
const mostCharacters = 200_000
const mostCandidates = 20

/** The end of the object that begins at `from`; -1 if it is not closed. Braces in strings do not count. */
const endOfObject = (text: string, from: number): number => {
  const token = /"(?:\\.|[^"\\])*(?:"|$)|[{}]/gsu
  token.lastIndex = from
  let depth = 0
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '{') depth += 1
    else if (found[0] === '}') depth -= 1
    if (depth === 0) return token.lastIndex
  }
  return -1
}

const parseOrNothing = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * The outermost JSON objects in an answer, in order: the answer if it is JSON, else what is between prose or in a code
 * fence. The thoughts of a reasoning model before its answer are left out.
 */
export const findObjects = (answer: string): unknown[] => {
  const text = answer.slice(0, mostCharacters)
  const whole = parseOrNothing(text)
  if (whole !== undefined) return [whole]
  const objects: unknown[] = []
  const thoughtEnd = text.lastIndexOf('</think>')
  let at = text.indexOf('{', Math.max(0, thoughtEnd))
  for (let candidates = 0; at !== -1 && candidates < mostCandidates; candidates += 1) {
    const end = endOfObject(text, at)
    const object = end === -1 ? undefined : parseOrNothing(text.slice(at, end))
    if (object !== undefined) objects.push(object)
    at = text.indexOf('{', object === undefined ? at + 1 : end)
  }
  return objects
}
