import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, link, markdownOf } from '../../../adapters/discord/render/text.ts'
import { renderMessage } from '../../../adapters/discord/render/message.ts'
import { renderPlain } from '../../../adapters/discord/render/plain.ts'
import type { Block, Card, Span } from '../../../src/card/card.ts'
import { inQuotationMarks } from '../../../src/card/text.ts'
import { definitions } from '../../../src/commands/registry.ts'
import { faultsOfCall } from '../../fakes/discord/check.ts'
import { allComponents } from '../../fakes/discord/limits.ts'
import { textOf } from '../../fakes/discord-server.ts'
import { claims, postCard, searchCard, showCard, statusCard, threadCard } from './cards.ts'
import { anyCharacter } from '../../any-character.ts'

const key = 'k3v6zq2m4n5b7c2d3f2g3h4j'

const textIn = (payload: { components: readonly unknown[]; content?: string }): string =>
  textOf({ content: payload.content ?? '', components: [...payload.components] })

const faultsOf = (payload: object): string[] =>
  faultsOfCall({
    method: 'post',
    path: '/channels/123456789012345678/messages',
    body: { ...payload, nonce: key, enforce_nonce: true },
    query: new URLSearchParams(),
  })

/** Text made to break things: markup, mentions, addresses, other scripts, reading marks, lone surrogates, emoji. */
const hostilePart = fc.oneof(
  fc.constantFrom(
    '@everyone',
    '@here',
    '<@123>',
    '<@&456>',
    '<#789>',
    '<:x:1>',
    '<t:1>',
    '</rsis:1>',
    '**',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '\\',
    '[x](https://evil.example)',
    'https://evil.example',
    '# ',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    '\u202E',
    '\u0000',
    '\uD800',
    '🇸🇬',
    '👩‍👩‍👧',
    'العربية',
    '海底电缆',
    '(',
    ')',
    '[',
    ']',
    ' ',
  ),
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.lorem({ maxCount: 12 }),
)
const hostile = fc.array(hostilePart, { maxLength: 30 }).map((parts) => parts.join(''))
const huge = fc
  .tuple(hostile, fc.integer({ min: 1, max: 50_000 }))
  .map(([text, length]) => (text || 'x').repeat(Math.ceil(length / (text.length || 1))).slice(0, length))
const anyText = fc.oneof({ weight: 4, arbitrary: hostile }, { weight: 1, arbitrary: huge })
const anyUrl = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom('javascript:alert(1)', '//x', 'data:text/html,x', '', `https://example.org/${'é('.repeat(300)}`),
)
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const span: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  fc.record({ text: hostile, style: fc.constantFrom('strong', 'mark', 'quiet') }),
  fc.record({ text: hostile, url: anyUrl }),
)
const texts = fc.array(span, { maxLength: 4 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: texts }),
  fc.record({
    type: fc.constant('claim' as const),
    number: fc.integer({ min: 1, max: 9 }),
    text: optional(anyText),
    quote: anyText,
    label: optional(hostile),
    holder: hostile,
    section: optional(anyText),
    url: optional(anyUrl),
  }),
  fc.record({
    type: fc.constant('item' as const),
    number: fc.integer({ min: 1, max: 99 }),
    title: span,
    meta: anyText,
    text: optional(texts),
    command: anyText.map((text) => `/rsis ${text}`),
  }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: hostile, value: texts }), { maxLength: 30 }),
  }),
  fc.record({ type: fc.constant('copy' as const), text: anyText }),
)
const action = fc.oneof(
  fc.record({ label: hostile, url: anyUrl }),
  fc.record({ label: hostile, command: anyText }),
  fc.record({ label: hostile, form: fc.constant('subscribe') }),
)
const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    context: anyText,
    title: fc.record({ text: anyText, url: anyUrl }, { requiredKeys: ['text'] }),
    blocks: fc.array(block, { maxLength: 40 }),
    actions: fc.array(action, { maxLength: 12 }),
    footer: fc.array(anyText, { maxLength: 3 }),
    commentaries: fc.array(fc.constantFrom('CO26211', 'CO20210'), { maxLength: 2 }),
  },
  { requiredKeys: ['blocks'] },
)

/** What Discord would interpret in a text, by a small model: everything that is neither escaped nor one of our links. */
const active = (markdown: string): string =>
  markdown
    .replaceAll(/```\n[\s\S]*?\n```/gu, '')
    .replaceAll(/\]\(https?:\/\/[^)\s]*\)/gu, ']')
    .replaceAll(/\\[^\p{L}\p{N}\s]/gu, '')

describe('any card', () => {
  it('is a message that Discord takes, and never another’s markup, mention or link', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { payload } = renderMessage(card, { key, share: 'search x' })
        expect(faultsOf(payload)).toEqual([])
        const text = active(textIn(payload))
        expect(text).not.toMatch(/@(?:everyone|here)|<[@#:/]|<t:|https?:\/\/|~~|\|\||\u202E/u)
        expect(text).not.toContain('\u0000')
        expect(textIn(payload).isWellFormed()).toBe(true)
        const ids = allComponents(payload.components).flatMap(({ custom_id: id }) =>
          typeof id === 'string' ? [id] : [],
        )
        expect(ids.length).toBeGreaterThan(0)
        expect(ids.every((id) => id.includes(` ${key} `))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('is a message that Discord takes as plain text, too', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const payload = renderPlain(card, key)
        expect(faultsOf(payload)).toEqual([])
        expect(active(payload.content)).not.toMatch(/@(?:everyone|here)|<[@#:/]|https?:\/\//u)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a briefing', () => {
  it('shows the holder and the unchanged quote, with a link to it', () => {
    const text = textIn(renderMessage(postCard, { key }).payload)
    expect(text).toContain(`> “${claims[0]?.quote}”`)
    expect(text).toContain('-# Forecast · Tan Mei Ling and J.R. Santoso · [In context](https://www.rsis.edu.sg/')
    expect(text).toContain('### [Who Mends the Cable?')
    expect(text).toContain('not the official position of RSIS')
  })

  it('leaves no claim out for want of room: links become buttons first', () => {
    const long = {
      ...showCard,
      blocks: [...showCard.blocks, ...claims, ...claims.slice(0, 1)].map((block) =>
        block.type === 'claim' ? { ...block, section: 'Forty-One Days for Three Days’ Work' } : block,
      ),
    }
    const { payload } = renderMessage(long)
    const text = textIn(payload)
    for (const { quote } of claims) expect(text).toContain(inQuotationMarks(quote))
    expect(text).not.toContain('not shown here')
    expect(allComponents(payload.components).filter(({ label }) => label === 'In context')).toHaveLength(9)
  })

  it('says how much was left out if there is no room at all', () => {
    const endless = {
      ...showCard,
      blocks: Array.from({ length: 60 }, () => claims[0] ?? showCard.blocks[0]).flatMap((one) =>
        one === undefined ? [] : [one],
      ),
    }
    expect(textIn(renderMessage(endless).payload)).toMatch(/-# \d+ more not shown here/u)
  })

  it('below the first message has no frame of its own, but the key', () => {
    const { payload } = renderMessage(threadCard, { key })
    expect(allComponents(payload.components).filter(({ label }) => label === 'All quotes')).toHaveLength(1)
  })
})

describe('other cards', () => {
  it('have a button for each row, a Share button, and the page to turn', () => {
    const labels = allComponents(renderMessage(searchCard, { share: 'search nord stream' }).payload.components).flatMap(
      ({ label }) => label ?? [],
    )
    expect(labels).toEqual(['Show', 'Show', 'Show', 'Show', 'Show', 'Next page', 'Share'])
  })

  it('show times in the reader’s own zone, states by a sign, and what is to be copied as it is', () => {
    const text = textIn(renderMessage(statusCard).payload)
    expect(text).toContain('<t:1795393800:f>')
    expect(text).toContain('🟠 **Straits feed**')
    expect(text).toContain('```\nTan Mei Ling and J.R. Santoso, “Who Mends the Cable?”')
  })
})

describe('the names of commands', () => {
  const wordsIn = (blocks: Card['blocks']): string => textIn(renderMessage({ blocks }).payload)

  it('are the ones that Discord shows, for those that have no room below /rsis', () => {
    const upkeep = definitions.filter(({ isUpkeep }) => isUpkeep === true).map(({ verb }) => verb)
    expect(upkeep.length).toBeGreaterThan(0)
    for (const verb of upkeep) {
      expect(wordsIn([{ type: 'text', text: [`see /rsis ${verb}.`] }])).toContain(`/rsis-admin ${verb}`)
      expect(wordsIn([{ type: 'fields', fields: [{ label: `/rsis ${verb}`, value: ['x'] }] }])).toContain('/rsis-admin')
      expect(wordsIn([{ type: 'copy', text: `/rsis ${verb}` }])).toContain(`/rsis-admin ${verb}`)
    }
    expect(wordsIn([{ type: 'text', text: ['/rsis search held'] }])).toContain('/rsis search held')
  })
})

describe('Markdown', () => {
  const table = [
    ['*bold* _it_ ~~no~~ ||hid||', String.raw`\*bold\* \_it\_ \~\~no\~\~ \|\|hid\|\|`],
    [
      '# Heading\n- item\n1. one\n> quote',
      String.raw`\# Heading` + '\n' + String.raw`\- item` + '\n' + String.raw`1\. one` + '\n' + String.raw`\> quote`,
    ],
    ['<@1> @everyone', String.raw`\<\@1\> \@everyone`],
    ['see https://evil.example', String.raw`see https\://evil.example`],
  ] as const
  for (const [from, to] of table) it(`${JSON.stringify(from)} is text`, () => expect(escapeMarkdown(from)).toBe(to))

  it('joins neighbouring marks, and keeps marks off the spaces', () => {
    expect(markdownOf(['a ', { text: 'b ', style: 'mark' }, { text: 'c', style: 'mark' }], 100)).toBe('a **b** **c**')
    expect(
      markdownOf(
        [
          { text: 'b', style: 'mark' },
          { text: 'c', style: 'strong' },
        ],
        100,
      ),
    ).toBe('**bc**')
  })

  it('links only to the web', () => {
    expect(link('x', 'https://example.org/a(b)')).toBe('[x](https://example.org/a%28b%29)')
    expect(link('x', 'javascript:alert(1)')).toBe('x')
    expect(link('https://a.org', 'https://b.org/')).toBe('[a.org](https://b.org/)')
  })
})

it('names every row of a catch-up: the last rows give up their text before one is left out', () => {
  const rows = Array.from(
    { length: 10 },
    (_, index): Block => ({
      type: 'item',
      number: index + 1,
      title: {
        text: `Middle Powers Need Order Books, Part ${index + 1}`,
        url: `https://rsis.edu.sg/rsis-publication/idss/middle-powers-need-order-books-not-more-memoranda-part-${index + 1}/`,
      },
      meta: `CO2600${index} · Sunniva Rasch-Pereira · 28 November 2026`,
      text: [`Sentence ${index + 1} of the synopsis says what was found. ${'It says so at length. '.repeat(9)}`],
      command: `/rsis show CO2600${index}`,
    }),
  )
  const { payload } = renderMessage({ title: { text: 'Caught up' }, blocks: rows }, { key })
  const shown = textIn(payload)
  expect(faultsOf(payload)).toEqual([])
  expect(shown).not.toContain('not shown here')
  for (const { number } of rows as { number: number }[])
    expect(shown).toContain(`order-books-not-more-memoranda-part-${number}/`)
  expect(shown).toContain('Sentence 1 of the synopsis')
  expect(shown).not.toContain('Sentence 10 of the synopsis')
})
