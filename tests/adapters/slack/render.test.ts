import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderMessage } from '../../../adapters/slack/render/message.ts'
import { renderBlocks } from '../../../adapters/slack/render/message.ts'
import { renderForm, renderHome } from '../../../adapters/slack/render/view.ts'
import type { Briefing } from '../../../src/briefing/port.ts'
import { postCard, showCard } from '../../../src/card/briefing-card.ts'
import type { Block, Card, Span } from '../../../src/card/card.ts'
import type { Commentary } from '../../../src/commentary/commentary.ts'
import { faultOf } from '../../fakes/slack/check-payload.ts'
import { cableCard, helpCard, nickelCard, problemCard, sandCard, searchCard } from '../web/samples.ts'
import { anyCharacter } from '../../any-character.ts'

/** The payload with a channel, as the counterpart checks it. */
const faultOfCard = (card: Card): string | undefined =>
  faultOf('chat.postMessage', {
    ...renderMessage({ ...card, byline: 'Shared by M' }, { share: 'search x' }),
    channel: 'C1',
  })

/** All texts in the payload. */
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}

describe('a post', () => {
  test('has the small line, the linked title, the synopsis, the first claim with its quote, buttons and credit', () => {
    expect(renderBlocks(cableCard)).toMatchObject([
      { type: 'context', elements: [{ type: 'plain_text', text: cableCard.context }] },
      {
        type: 'rich_text',
        elements: [{ elements: [{ type: 'link', text: cableCard.title?.text, style: { bold: true } }] }],
      },
      { type: 'rich_text', elements: [{ type: 'rich_text_section' }] },
      { type: 'rich_text', elements: [{ type: 'rich_text_section' }, { type: 'rich_text_quote' }] },
      {
        type: 'context',
        elements: [
          { type: 'plain_text' },
          { type: 'mrkdwn', text: expect.stringMatching(/^<https:.*\|In context>$/u) },
        ],
      },
      { type: 'actions', elements: [{ text: { text: 'Read original' } }, { text: { text: 'All quotes' } }, {}, {}] },
      { type: 'context' },
      { type: 'context' },
    ])
  })

  test('says in its fall-back what it is, with the quote', () => {
    const { text } = renderMessage(cableCard)
    expect(text).toContain(cableCard.title?.text)
    expect(text).toContain('Tan Mei Ling and J.R. Santoso')
    expect(text).toMatch(/“[^”]+”/u)
  })

  test.each(Object.entries({ cableCard, nickelCard, sandCard, searchCard, problemCard, helpCard }))(
    '%s keeps to Slack’s rules',
    (_, card) => {
      expect(faultOfCard(card)).toBeUndefined()
      expect(faultOfCard({ blocks: card.thread ?? [] })).toBeUndefined()
    },
  )
})

describe('outside text', () => {
  const hostile = 'A <!channel> & <@U123> <https://evil.example|RSIS> *bold* @everyone :skull: \u202Eevil\u0000'
  const hostileCard: Card = {
    context: hostile,
    title: { text: hostile, url: 'javascript:alert(1)' },
    blocks: [
      { type: 'text', text: [hostile, { text: hostile, url: 'javascript:alert(1)' }] },
      {
        type: 'claim',
        number: 1,
        text: hostile,
        quote: hostile,
        label: hostile,
        holder: hostile,
        section: hostile,
        url: 'https://a.example/?a=1&b=<2>|x',
      },
      { type: 'item', number: 1, title: hostile, meta: hostile, text: [hostile], command: '/rsis show <!here>' },
      { type: 'fields', fields: [{ label: hostile, value: [hostile] }] },
      { type: 'copy', text: hostile },
    ],
    actions: [{ label: hostile, command: hostile }],
    footer: [hostile],
  }

  test('fires no mention, makes no link, hides nothing', () => {
    expect(faultOfCard(hostileCard)).toBeUndefined()
    const sent = JSON.stringify(renderMessage(hostileCard))
    expect(sent).not.toMatch(/javascript:|"type":"(?:user|broadcast|usergroup|channel)"/u)
    expect(textsIn(renderMessage(hostileCard)).join('')).not.toMatch(/[\p{Cc}--\n]|\u202E/v)
    expect(sent.match(/"type":"link"/gu)).toBeNull()
  })

  test('is escaped once in the fall-back, and nowhere in literal text', () => {
    const { text, blocks } = renderMessage(hostileCard)
    expect(text).toContain('A &lt;!channel&gt; &amp; &lt;@U123&gt;')
    expect(text).not.toContain('&amp;lt;')
    expect(textsIn(blocks).filter((part) => part.includes('&amp;'))).toEqual([
      expect.stringMatching(/^<https:\/\/a\.example\/\?a=1&amp;b=%3C2%3E\|?.*In context>$/u),
    ])
  })
})

describe('what is too long', () => {
  const sentence = 'This sentence is one of a great many that nobody will ever read to the end. '

  test('cut text ends with a sentence, and shows that there is more', () => {
    const text = textsIn(renderBlocks({ blocks: [{ type: 'text', text: [sentence.repeat(700)] }] })).join('')
    expect(text).toMatch(/to the end\. …$/u)
    expect(text.length).toBeGreaterThan(1500)
  })

  test('a quote is never cut: its claim is left out and counted', () => {
    const claim = (quote: string, number: number): Block => ({
      type: 'claim',
      number,
      text: undefined,
      quote,
      label: 'Fact',
      holder: 'A. Writer',
      section: undefined,
      url: undefined,
    })
    const quotes = Array.from({ length: 40 }, (_, index) => `${index} ${sentence.repeat(9)}`.trim())
    const texts = textsIn(renderBlocks({ blocks: quotes.map(claim) }))
    const shown = texts.filter((text) => text.startsWith('“'))
    expect(shown.length).toBeGreaterThan(5)
    for (const text of shown) expect(quotes).toContain(text.slice(1, -1))
    expect(texts.at(-1)).toBe(`${40 - shown.length} more not shown here.`)
  })

  test('a list as long as it comes still has its buttons and its note', () => {
    const items = Array.from(
      { length: 200 },
      (_, index): Block => ({
        type: 'item',
        number: index + 1,
        title: { text: `Title ${index}`, url: 'https://www.rsis.edu.sg/x' },
        meta: 'RSIS Commentary',
        text: ['Some text.'],
        command: `/rsis show CO${index}`,
      }),
    )
    expect(
      faultOfCard({ blocks: items, actions: [{ label: 'Next page', command: '/rsis search x page:2' }] }),
    ).toBeUndefined()
  })
})

// The property: for any commentary, the payload keeps every limit, and each quote is complete or absent.

const nasty = fc.constantFrom(
  '<!channel>',
  '<@U1>',
  '&amp;',
  '<https://x|y>',
  '”',
  '“',
  '"',
  '\\',
  '\u202E',
  '\u0000',
  '😀',
  'ع',
  '\uD800',
  '\n',
  '`',
  '*',
  '~',
  '. ',
  '\u{E0041}',
)
const anyText = (longest: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: fc.oneof(nasty, fc.string({ unit: anyCharacter, minLength: 1, maxLength: 3 })), maxLength: 60 }),
    fc
      .tuple(fc.string({ minLength: 1, maxLength: 20 }), fc.nat(longest))
      .map(([part, length]) => part.repeat(Math.ceil(length / part.length)).slice(0, length)),
  )
const anyUrl = fc.oneof(
  fc.constant('https://www.rsis.edu.sg/rsis-publication/idss/x/'),
  fc.constant('javascript:alert(1)'),
  fc.webUrl(),
  fc.nat(5000).map((length) => `https://www.rsis.edu.sg/${'a'.repeat(length)}`),
)
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const anyCommentary: fc.Arbitrary<Commentary> = fc.record({
  id: fc.constantFrom('CO26211', 'x-1234'),
  url: optional(anyUrl),
  title: anyText(1000),
  authors: fc.array(anyText(200), { maxLength: 4 }),
  published: optional(fc.constant('2026-10-21')),
  updated: optional(fc.constant('2026-10-22')),
  synopsis: fc.constant(undefined),
  sections: fc.constant([]),
  aboutAuthors: fc.constant([]),
  categories: fc.constant([]),
  pdfUrl: fc.constant(undefined),
  extent: fc.constantFrom('full', 'excerpt'),
})

const anyBriefing: fc.Arbitrary<Briefing> = fc.record({
  engine: fc.constantFrom('extractive', 'llm'),
  version: fc.constant('1'),
  synopsis: optional(
    fc.record({
      source: fc.constantFrom('author', 'extract', 'model'),
      text: anyText(50_000),
      quotes: fc.constant([]),
    }),
  ),
  claims: fc.array(
    fc.record({
      text: anyText(2000),
      origin: fc.constantFrom('extract', 'model'),
      kind: optional(fc.constantFrom('assessment', 'quoted-view')),
      holder: fc.oneof(
        fc.constant({ type: 'author' as const }),
        anyText(300).map((name) => ({ type: 'quoted' as const, name })),
      ),
      section: optional(anyText(300)),
      quote: anyText(4000).map((text) => ({ text, start: 0, end: text.length })),
    }),
    { maxLength: 8 },
  ),
})

const anySpan: fc.Arbitrary<Span> = fc.oneof(
  anyText(3000),
  fc.record({ text: anyText(500), style: fc.constantFrom('strong', 'mark', 'quiet'), url: anyUrl }),
)

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text'), text: fc.array(anySpan, { maxLength: 5 }) }),
  fc.record({ type: fc.constant('copy'), text: anyText(4000) }),
  fc.record({
    type: fc.constant('item'),
    number: fc.nat(100),
    title: anySpan,
    meta: anyText(600),
    text: optional(fc.array(anySpan, { maxLength: 4 })),
    command: anyText(3000),
  }),
  fc.record({
    type: fc.constant('fields'),
    fields: fc.array(fc.record({ label: anyText(400), value: fc.array(anySpan, { maxLength: 3 }) }), { maxLength: 30 }),
  }),
)

const anyCard = fc.record(
  {
    context: anyText(1000),
    title: fc.record({ text: anyText(1000), url: anyUrl }),
    blocks: fc.array(anyBlock, { maxLength: 60 }),
    actions: fc.array(
      fc.oneof(
        fc.record({ label: anyText(100), command: anyText(3000) }),
        fc.record({ label: anyText(100), url: anyUrl }),
        fc.record({ label: anyText(100), form: anyText(30) }),
      ),
      { maxLength: 40 },
    ),
    footer: fc.array(anyText(500), { maxLength: 12 }),
    tone: fc.constant('problem' as const),
  },
  { requiredKeys: ['blocks'] },
) as fc.Arbitrary<Card>

describe('anything at all', () => {
  test('a post of any commentary keeps to Slack’s rules', () => {
    fc.assert(
      fc.property(anyCommentary, anyBriefing, (commentary, briefing) => {
        const post = postCard(commentary, briefing)
        for (const card of [post, { blocks: post.thread ?? [] }, showCard(commentary, briefing)]) {
          expect(faultOfCard(card)).toBeUndefined()
        }
      }),
      { numRuns: 200 },
    )
  })

  test('any card keeps to Slack’s rules, in a channel and in App Home', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(faultOfCard(card)).toBeUndefined()
        expect(faultOf('views.publish', { user_id: 'U1', view: renderHome([card, card]) })).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('any form keeps to Slack’s rules', () => {
    const anyField = fc
      .tuple(
        fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        fc.record({ label: anyText(3000), hint: anyText(3000), value: anyText(5000) }),
        fc.oneof(
          fc.record({ type: fc.constant('text' as const), longest: fc.nat(9000), placeholder: anyText(400) }),
          fc.record({
            type: fc.constant('choice' as const),
            choices: fc.array(fc.record({ label: anyText(200), value: anyText(300) }), { maxLength: 150 }),
          }),
        ),
      )
      .map(([name, shared, kind]) => ({ name, ...shared, ...kind }))
    fc.assert(
      fc.property(
        anyText(60),
        fc.uniqueArray(anyField, { selector: ({ name }) => name, maxLength: 5 }),
        (title, fields) => {
          const form = { name: 'x', title, submit: title, fields, command: () => '' }
          expect(faultOf('views.open', { trigger_id: 't', view: renderForm(form, '{}') })).toBeUndefined()
        },
      ),
      { numRuns: 200 },
    )
  })
})
