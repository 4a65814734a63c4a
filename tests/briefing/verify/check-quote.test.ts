import { describe, expect, test } from 'vitest'
import { checkQuote } from '../../../src/briefing/verify/check-quote.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import { makeCommentary } from '../../archive/make-archive.ts'

const commentary = makeCommentary({
  synopsis: 'A short word before the argument begins.',
  sections: [
    {
      heading: undefined,
      paragraphs: ['The tide is patient. It took the pier, the mole and – in one night – the harbour’s only light.'],
    },
    {
      heading: 'What Is Owed',
      paragraphs: ['“We never asked for a wall,” the mayor said. Nobody built one, which is an answer of a kind.'],
    },
  ],
})

const check = (given: string) => checkQuote(commentary, given)

describe('words that are given as a commentary’s', () => {
  test.each([
    'It took the pier, the mole and – in one night – the harbour’s only light.',
    "“It took the pier, the mole and - in one night - the harbour's only light”",
    '  it took the pier'.replace('it', 'It'),
  ])('are verbatim whatever their marks and spaces: “%s”', (given) => {
    const found = check(given)
    expect(found).toMatchObject({ match: 'verbatim', edits: 0, paragraph: 1, section: undefined, isQuotedThere: false })
    expect(found?.source).toBe(textOf(commentary).text.slice(found?.start, found?.end))
    expect(found?.compared.every((part) => part.in === 'both')).toBe(true)
  })

  test('are the same words where capitals or punctuation differ', () => {
    expect(check('it took the pier the mole and in one night')).toMatchObject({ match: 'same-words', edits: 0 })
  })

  test.each([
    ['It took the pier, the crane and in one night the harbour’s only light', 1, 'mole', 'crane'],
    ['It took the pier, the mole and in one night the harbour’s last and only light', 2, undefined, 'last'],
    ['It took the pier, the mole and in one night the harbour’s only lamp', 1, 'light', 'lamp'],
    ['Anybody built one, which is an answer of a kind', 1, 'Nobody', 'Anybody'],
    ['Nobody built one, which is not an answer of a kind', 1, undefined, 'not'],
  ])('differ by the words that were changed: “%s”', (given, edits, ours, theirs) => {
    const found = check(given)
    expect(found).toMatchObject({ match: 'differs', edits })
    const words = (side: 'given' | 'source') =>
      found?.compared
        .filter((part) => part.in === side)
        .map(({ text }) => text.trim())
        .join(' ')
    if (ours !== undefined) expect(words('source')).toContain(ours)
    expect(words('given')).toContain(theirs)
  })

  test('are somebody else’s if they are in quotation marks', () => {
    expect(check('we never asked for a wall')).toMatchObject({
      section: 'What Is Owed',
      paragraph: 2,
      isQuotedThere: true,
    })
    expect(check('A short word before the argument begins')).toMatchObject({ paragraph: undefined, section: undefined })
  })

  test.each(['The moon is made of something else altogether', 'the pier of Ostend is a long and empty place'])(
    'are not there: “%s”',
    (given) => {
      expect(check(given)).toBeUndefined()
    },
  )
})
