import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderMessage as renderDiscord } from '../../adapters/discord/render/message.ts'
import { renderMessage as renderSlack } from '../../adapters/slack/render/message.ts'
import { renderHome } from '../../adapters/slack/render/view.ts'
import { htmlText } from '../../adapters/web/render/html.ts'
import { renderCard } from '../../adapters/web/render/message.ts'
import type { Block, Card } from '../../src/card/card.ts'

/** All texts in the payload, without the platform's escapes. */
const textsIn = (value: unknown): string => {
  if (typeof value === 'string') return `${value}\n`
  if (Array.isArray(value)) return value.map(textsIn).join('')
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(textsIn).join('')
}

const renderers: readonly (readonly [string, (card: Card) => Promise<string>])[] = [
  ['Slack', async (card) => textsIn(renderSlack(card).blocks)],
  ['Slack’s App Home', async (card) => textsIn(renderHome([card, { blocks: [] }]))],
  ['Discord', async (card) => textsIn(renderDiscord(card, { key: 'k'.repeat(24) }).payload).replaceAll('\\', '')],
  ['the page', async (card) => htmlText(renderCard(card))],
]

const words = (token: string, length: number, hasSentences: boolean): string =>
  `${token} ${(hasSentences ? 'Some words of a sentence that ends. ' : 'somewordwithoutanyend').repeat(Math.ceil(length / 20))}`.slice(
    0,
    Math.max(length, token.length),
  )

const blockOf = (kind: number, token: string, length: number, hasSentences: boolean): Block => {
  const text = words(token, length, hasSentences)
  const blocks: Block[] = [
    { type: 'text', text: [text] },
    { type: 'text', text: [{ text, style: 'strong', url: 'https://a.example/x' }] },
    { type: 'fields', fields: [{ label: token, value: [text] }] },
    { type: 'copy', text },
    { type: 'item', number: 1, title: token, meta: 'RSIS Commentary', text: [text], command: `/rsis show ${token}` },
    {
      type: 'claim',
      number: 1,
      text: `${token} claims`,
      quote: text,
      label: undefined,
      holder: 'A. Writer',
      section: undefined,
      url: 'https://a.example/x',
    },
  ]
  return blocks[kind % blocks.length] ?? { type: 'text', text: [text] }
}

const shape = fc.record({
  kind: fc.nat(5),
  length: fc.oneof(fc.integer({ min: 10, max: 400 }), fc.integer({ min: 400, max: 9000 })),
  hasSentences: fc.boolean(),
})

test.each(renderers)('%s shows every button of a post', async (_, render) => {
  const labels = ['Read original', 'All quotes', 'Cite', 'Related', 'Report a mistake', 'Why here?', 'Mute for a day']
  const shown = await render({
    title: { text: 'A title' },
    blocks: [],
    actions: labels.map((label) => ({ label, command: `/rsis ${label}` })),
  })
  for (const label of labels) expect(shown).toContain(label)
})

const bracketed: Card = {
  blocks: [
    {
      type: 'claim',
      number: 1,
      text: undefined,
      quote: 'He will double *this* network.',
      brackets: [
        { at: 2, text: 'Ruzena Halabi' },
        { at: 29, text: 'radar network' },
      ],
      label: undefined,
      holder: 'A. Writer',
      section: undefined,
      url: undefined,
    },
  ],
}

const slanted: readonly (readonly [string, () => Promise<string> | string, string])[] = [
  [
    'Slack',
    () => JSON.stringify(renderSlack(bracketed).blocks),
    '{"type":"text","text":"[Ruzena Halabi]","style":{"italic":true}}',
  ],
  [
    'Discord',
    () => JSON.stringify(renderDiscord(bracketed, { key: 'k'.repeat(24) }).payload),
    String.raw`He *\\[Ruzena Halabi\\]* will double \\*this\\* network *\\[radar network\\]*.`,
  ],
  [
    'the page',
    async () => htmlText(renderCard(bracketed)),
    'He <i>[Ruzena Halabi]</i> will double *this* network <i>[radar network]</i>.',
  ],
]

test.each(slanted)('%s sets our words in a quote apart from the author’s', async (_, render, expected) => {
  expect(await render()).toContain(expected)
})

const countOf = (text: string): number => Number(/(\d+) more not shown here/u.exec(text)?.[1] ?? 0)

describe.each(renderers)('%s', (_, render) => {
  test('shows every block of a card, or says how many it has no room for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 40 }), async (shapes) => {
        const tokens = shapes.map(
          (__, index) => `Tok${String.fromCodePoint(97 + Math.floor(index / 26), 97 + (index % 26))}`,
        )
        const blocks = shapes.map(({ kind, length, hasSentences }, index) =>
          blockOf(kind, tokens[index] ?? '', length, hasSentences),
        )
        const text = await render({ blocks })
        const missing = tokens.filter((token) => !text.includes(token))
        expect(countOf(text)).toBeGreaterThanOrEqual(missing.length)
      }),
      { numRuns: 60 },
    )
  })

  test('shows at least the beginning of a single block, however long', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ kind, length, hasSentences }) => {
        expect(await render({ blocks: [blockOf(kind, 'Token', length, hasSentences)] })).toContain('Token')
      }),
      { numRuns: 60 },
    )
  })

  test('shows a status with many long lines in part, and counts the rest', async () => {
    const fields = Array.from({ length: 60 }, (__, index) => ({
      label: `Field ${index}`,
      value: [words(`value${index}.`, 250, false)],
      state: 'bad' as const,
    }))
    const text = await render({ title: { text: 'Status' }, blocks: [{ type: 'fields', fields }] })
    expect(text).toContain('value0.')
    const shown = fields.filter((__, index) => text.includes(`value${index}.`)).length
    expect(shown).toBeGreaterThan(5)
    expect(shown + countOf(text)).toBe(60)
  })

  test.each([0xad, 0x180e, 0x200b, 0x202e, 0x2062, 0xfff9, 0xe0041])('shows nothing of U+%s', async (code) => {
    const sign = String.fromCodePoint(code)
    const text = `vis${sign}ible`
    const card: Card = {
      context: text,
      title: { text },
      blocks: [0, 1, 2, 3, 4, 5].map((kind) => blockOf(kind, text, 10, true)),
      footer: [text],
      actions: [{ label: text, command: '/rsis help' }],
    }
    const shown = (await render(card)).replaceAll(/value="[^"]*"|\/rsis show [^\n]*|\d\w? - [^\n]*/gu, '')
    expect(shown).toContain('visible')
    expect(shown).not.toContain(sign)
  })

  test.each([
    [10, 300, 900],
    [10, 2000, 10],
    [20, 300, 900],
  ])('names each of %i rows with titles of %i characters and addresses of %i', async (count, title, address) => {
    const rows = Array.from(
      { length: count },
      (__, index): Block => ({
        type: 'item',
        number: index + 1,
        title: { text: `Row${index}. ${words('*“A', title, false)}`, url: `https://a.example/${'u'.repeat(address)}` },
        meta: `CO26${index} · ${words('Author', 500, true)}`,
        text: [words('Synopsis', 400, true)],
        command: `/rsis show CO26${index}`,
      }),
    )
    const text = await render({ title: { text: 'Digest' }, blocks: rows, footer: [words('Views', 300, true)] })
    for (const index of rows.keys()) expect(text).toContain(`Row${index}.`)
  })

  test('of footer lines that are too many shows all', async () => {
    const text = await render({ blocks: [], footer: ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.'] })
    for (const line of ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.']) expect(text).toContain(line)
  })
})
