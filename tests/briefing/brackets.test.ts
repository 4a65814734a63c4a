import { describe, expect, test } from 'vitest'
import { checkBracket } from '../../src/briefing/brackets.ts'
import { candidatesOf } from '../../src/briefing/extractive/candidates.ts'
import { ownWordsOf, withBrackets } from '../../src/briefing/extractive/own-words.ts'
import type { Claim } from '../../src/briefing/port.ts'
import { numberSentences } from '../../src/briefing/verify/index.ts'
import { textOf } from '../../src/commentary/commentary.ts'
import { commentaryOf } from './verify/texts.ts'

const quote = { text: 'He wants this network doubled.', start: 100, end: 130 }
const sources = ['President Ruzena Halabi opened a coastal radar network in May.', 'The Price of Harbours']

describe('words in brackets', () => {
  test('are shown after the word that they explain, at its place in the text', () => {
    expect(checkBracket({ after: 'He', words: 'President Ruzena Halabi' }, quote, sources)).toEqual({
      at: 102,
      text: 'President Ruzena Halabi',
    })
  })

  test.each([
    ['stand nowhere before the quote', { after: 'He', words: 'President Ruzena Santoso' }],
    ['are put together', { after: 'He', words: 'President Halabi' }],
    ['are part of a word', { after: 'He', words: 'coastal radar net' }],
    ['explain a word that the quote has not', { after: 'She', words: 'President Ruzena Halabi' }],
    ['explain part of a word', { after: 'H', words: 'President Ruzena Halabi' }],
    ['are empty', { after: 'He', words: ' ' }],
    ['are a sentence', { after: 'He', words: 'President Ruzena Halabi opened a coastal radar network in May' }],
    ['say what the quote says', { after: 'He', words: 'network' }],
  ])('are refused where they %s', (_, proposed) => {
    expect(checkBracket(proposed, quote, sources)).toBeUndefined()
  })

  test.each(['@everyone', 'see evil.example/x', '“quoted”', 'a [b]'])(
    'are refused where they could mislead: %s',
    (words) => {
      expect(checkBracket({ after: 'He', words }, quote, [`It was ${words} then.`])).toBeUndefined()
    },
  )
})

/** How the last sentence can be read. */
const readingOf = (title: string, ...sentences: string[]): string | undefined => {
  const commentary = commentaryOf([sentences.join(' ')], { title })
  return candidatesOf(commentary, textOf(commentary)).all.at(-1)?.reading
}

describe('what a pointing word means', () => {
  test.each([
    ['The navy built a radar network.', 'The network should be shared with the smaller ports of the region.', 'alone'],
    ['The navy built a radar network.', 'This network should be shared with the smaller ports of the region.', 'after'],
    ['It took them a year.', 'This network should be shared with the smaller ports of the region.', 'lost'],
    ['The navy built a radar network.', 'These should be shared with the smaller ports of the whole region.', 'lost'],
  ])('is told by the sentence before where that one is clear: %s %s', (before, sentence, reading) => {
    expect(readingOf('The Price of Harbours', before, sentence)).toBe(reading)
  })

  test('is named in the title', () => {
    const attack = 'The attack will change how the region guards its cables at sea.'
    expect(readingOf('The Attack on the Cable Station', 'The night was calm and dark.', attack)).toBe('alone')
    expect(readingOf('The Price of Harbours', 'The night was calm and dark.', attack)).toBe('after')
  })
})

describe('short forms', () => {
  const introduced =
    'In May the Coastal Radar Network (CRN) and the Office of Shared Pilots (OSP) fell silent for a day.'
  const quoted = (last: string, title = 'The Price of Harbours'): string => {
    const commentary = commentaryOf([[introduced, 'The night was calm and dark.', last].join(' ')], { title })
    const own = candidatesOf(commentary, textOf(commentary)).all.at(-1)
    return (own?.brackets ?? []).map(({ at, text }) => `${at - (own?.quote.start ?? 0)} ${text}`).join(', ')
  }

  test.each([
    ['The CRN must be shared with the smaller ports of the region.', '7 Coastal Radar Network'],
    ['Every one of the CRNs must be shared with the smaller ports.', '21 Coastal Radar Network'],
    [
      'A CRN run by the OSP would cost the smaller ports a third.',
      '5 Coastal Radar Network, 20 Office of Shared Pilots',
    ],
    ['The Coastal Radar Network, or CRN, must be shared with smaller ports.', ''],
    ['The CRNA must be shared with the smaller ports of the region.', ''],
    ['A network must be shared with the smaller ports of the region.', ''],
  ])('are spelled out where the text did so before: %s', (last, expected) => {
    expect(quoted(last)).toBe(expected)
  })

  test('of the title are not', () => {
    expect(quoted('The CRN must be shared with the smaller ports of the region.', 'What the CRN Sees')).toBe('')
  })

  test('introduced only after the quote are not', () => {
    const commentary = commentaryOf([`The CRN must be shared with the smaller ports of the region. ${introduced}`], {
      title: 'The Price of Harbours',
    })
    expect(candidatesOf(commentary, textOf(commentary)).all[0]?.brackets).toEqual([])
  })
})

describe('brackets that a model proposes', () => {
  const before = 'The navy and the pilots share a coastal radar network.'
  const last = 'They want it to be paid for by the ports of the whole region.'
  const own = (sentence: string): Claim => {
    const commentary = commentaryOf([`${before} ${sentence}`])
    const claim = ownWordsOf(commentary, numberSentences(commentary)).find(({ number }) => number === 2)?.claim
    return claim ?? expect.fail('the sentence may not be shown')
  }
  const radar = { after: 'it', words: 'coastal radar network' }
  const pilots = { after: 'It', words: 'coastal radar network' }

  test('are set where they may be, and the sentence before is left out where nothing is left open', () => {
    const claim = own('It must be paid for by the ports of the whole region.')
    expect(claim.context?.text).toBe(before)
    const shown = withBrackets(claim, [pilots], [before])
    expect(shown.brackets).toEqual([{ at: claim.quote.start + 2, text: 'coastal radar network' }])
    expect(shown).not.toHaveProperty('context')
    expect(shown.quote).toEqual(claim.quote)
  })

  test('leave the sentence before where something is left open', () => {
    const claim = { ...own('It must be paid for by the ports of the whole region.'), context: undefined }
    const open = {
      ...claim,
      quote: { ...claim.quote, text: last },
      context: { text: before, start: 0, end: before.length },
    }
    expect(withBrackets(open, [radar], [before])).toMatchObject({
      context: open.context,
      brackets: [{ text: radar.words }],
    })
  })

  test.each([
    { after: 'It', words: 'coastal sonar network' },
    { after: 'They', words: 'coastal radar network' },
    { after: 'It', words: before },
  ])('are refused where they cannot be checked: $after [$words]', (proposed) => {
    const claim = own('It must be paid for by the ports of the whole region.')
    expect(withBrackets(claim, [proposed], [before])).toEqual(claim)
  })
})
