import type { Engine } from '../src/briefing/port.ts'
import { textOf } from '../src/commentary/commentary.ts'

/**
 * Quotes the first three sentences of the body: for tests of what happens around a briefing, on texts made for each of them.
 * To read those as the real engine does takes half of such a test's time.
 */
export const firstSentences: Engine = async (commentary, signal) => {
  signal.throwIfAborted()
  const { text } = textOf(commentary)
  const sentences = [...text.matchAll(/[A-Z][^.]*\./gu)].slice(0, 3)
  return {
    engine: 'extractive',
    version: 'first sentences',
    synopsis: undefined,
    claims: sentences.map(({ 0: quoted, index }) => ({
      text: quoted,
      origin: 'extract',
      kind: undefined,
      holder: { type: 'author' },
      quote: { text: quoted, start: index, end: index + quoted.length },
      section: undefined,
    })),
  }
}
