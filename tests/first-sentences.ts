import type { Engine } from '../src/briefing/port.ts'
import { textOf } from '../src/commentary/commentary.ts'

/**
 * An engine that quotes the first three sentences of the body, for tests of what happens around a briefing.
 * The real engine would take half of the time of such a test.
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
