/** Our answers have about 2,000 characters. */
const mostCharacters = 200_000
const mostCandidates = 20

/** The end of the object that begins at `from` (the index after its brace); -1 if it is not closed. */
const endOfObject = (text: string, from: number): number => {
  let depth = 0
  let isInString = false
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (isInString) {
      if (char === '\\') at += 1
      else if (char === '"') isInString = false
    } else if (char === '"') isInString = true
    else if (char === '{') depth += 1
    else if (char === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
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
