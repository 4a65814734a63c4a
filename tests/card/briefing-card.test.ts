import { describe, expect, test } from 'vitest'
import type { Briefing, Claim, Origin } from '../../src/briefing/port.ts'
import { postCard, showCard } from '../../src/card/briefing-card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { type Commentary, textOf } from '../../src/commentary/commentary.ts'
import { commentaryOf } from '../briefing/verify/texts.ts'

const paragraph =
  'The port is old. However, ASEAN should mend it soon; the levy can wait. This step costs little. “Nobody pays,” she said.'
const commentary: Commentary = commentaryOf([paragraph], { title: 'Old Ports' })
const { text } = textOf(commentary)

const claimOf = (words: string, changes: Partial<Claim> = {}): Claim => {
  const start = text.indexOf(words)
  return {
    text: words,
    origin: 'extract',
    kind: undefined,
    holder: { type: 'author' },
    quote: { text: words, start, end: start + words.length },
    section: undefined,
    ...changes,
  }
}

const briefingOf = (changes: Partial<Briefing>): Briefing => ({
  engine: 'extractive',
  version: '1',
  synopsis: undefined,
  claims: [],
  ...changes,
})

describe('a quote on a card', () => {
  test.each([
    ['The port is old.', 'The port is old.'],
    ['ASEAN should mend it soon', '… ASEAN should mend it soon …'],
    ['the levy can wait.', '… the levy can wait.'],
    ['This step costs little.', 'This step costs little.'],
    ['“Nobody pays,” she said.', '“Nobody pays,” she said.'],
  ])('%s is shown as: %s', (words, shown) => {
    const card = showCard(commentary, briefingOf({ claims: [claimOf(words)] }))
    expect(card.blocks).toMatchObject([{ type: 'claim', quote: shown }])
  })

  test('has the sentence before it where it leans on that', () => {
    const [context] = [claimOf('The port is old.').quote]
    const card = showCard(commentary, briefingOf({ claims: [claimOf('This step costs little.', { context })] }))
    expect(card.blocks).toMatchObject([{ type: 'claim', before: 'The port is old.' }])
    expect(cardText(card)).toContain('The sentence before: “The port is old.”')
  })
})

describe('brackets on a card', () => {
  test('come after their word, outside the quote’s own characters', () => {
    const own = claimOf('ASEAN should mend it soon')
    const brackets = [{ at: own.quote.end - ' soon'.length, text: 'the cable' }]
    const card = showCard(commentary, briefingOf({ claims: [{ ...own, brackets }] }))
    expect(card.blocks).toMatchObject([{ type: 'claim', quote: '… ASEAN should mend it soon …' }])
    expect(cardText(card)).toContain('“… ASEAN should mend it [the cable] soon …”')
  })
})

describe('the first line of a post', () => {
  const firstLine = (of: Commentary, changes: Partial<Briefing>): unknown => postCard(of, briefingOf(changes)).blocks[0]
  const remark = (said: string): unknown => ({ type: 'text', text: [{ text: said, style: 'quiet' }] })

  test('is the first claim if there is no synopsis', () => {
    expect(firstLine(commentary, { claims: [claimOf('The port is old.')] })).toMatchObject({ type: 'claim', number: 1 })
  })

  test.each<[Partial<Briefing>, string]>([
    [{ gap: 'too-short' }, 'Too short to quote from (fewer than 250 words). Read the original.'],
    [{ gap: 'not-english' }, 'Not in English, so no claims are chosen from it. Read the original.'],
    [{ gap: 'nothing-to-quote' }, 'No sentence can be understood alone, so none is quoted. Read the original.'],
    [{ gap: 'excerpt' }, 'The site does not send the text to programs. Read the original.'],
  ])('says why there is nothing to show: %j', (changes, said) => {
    expect(firstLine(commentary, changes)).toEqual(remark(said))
  })

  test('is the publisher’s description where there is one, and the reason comes after it', () => {
    const synopsis = { source: 'publisher', text: 'On old ports.', quotes: [] } as const
    const card = postCard(commentary, briefingOf({ synopsis, gap: 'not-english' }))
    expect(card.blocks).toEqual([
      { type: 'text', text: ['On old ports.'] },
      remark('Not in English, so no claims are chosen from it. Read the original.'),
    ])
    expect(card.footer?.[0]).toBe('Publisher’s own description')
  })
})

describe('the footer says who chose and who checked', () => {
  const claims = (...origins: Origin[]): Claim[] => origins.map((origin) => claimOf('The port is old.', { origin }))
  const record = (judge: string | undefined): NonNullable<Briefing['record']> => ({
    model: 'writer-1',
    server: 'models.example',
    promptVersion: '1',
    verifierVersion: '1',
    judge: judge === undefined ? { state: 'off' } : { state: 'judged', model: judge },
    claims: [],
    synopsis: [],
    tokens: { in: 0, out: 0 },
    calls: 2,
    extent: 'whole',
    faults: [],
    isRebriefWanted: false,
    rebriefAfter: undefined,
  })
  test.each<[Claim[], string | undefined, string]>([
    [claims('extract', 'extract'), undefined, 'Chosen by program, word for word'],
    [claims('chosen', 'chosen'), undefined, 'Chosen by a model, word for word'],
    [claims('chosen', 'extract'), undefined, 'Chosen by a model and by program, word for word'],
    [claims('model', 'model'), 'judge-1', 'Retold by a model, checked against the text and by a second model'],
    [claims('model', 'model'), 'writer-1', 'Retold by a model, checked against the text and by the same model again'],
    [
      claims('model', 'model', 'model', 'extract', 'chosen'),
      'judge-1',
      'Retold by a model, checked against the text and by a second model · 2 of 5 are the author’s own sentences',
    ],
  ])('%#: %s', (shown, judge, footer) => {
    const briefing = briefingOf({ claims: shown, record: record(judge) })
    expect(postCard(commentary, briefing).footer?.[0]).toBe(footer)
  })
})
