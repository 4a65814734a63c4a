/**
 * How many letters must be added, removed, changed or swapped with their neighbour to turn one word into the other
 * (Damerau-Levenshtein, optimal string alignment); `most + 1` if it is more than `most`.
 */
export const editDistance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return most + 1
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** All strings that are one edit away. */
export const oneEditFrom = (word: string): Set<string> => {
  const edits = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)]
    const rest = tail.slice(1)
    if (tail !== '') edits.add(head + rest)
    if (rest !== '') edits.add(head + rest.charAt(0) + tail.charAt(0) + rest.slice(1))
    for (const letter of letters) {
      edits.add(head + letter + tail)
      if (tail !== '') edits.add(head + letter + rest)
    }
  }
  edits.delete(word)
  return edits
}
