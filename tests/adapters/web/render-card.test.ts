import type { Block } from '../../../src/card/card.ts'
import * as fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { htmlText } from '../../../adapters/web/render/html.ts'
import { renderCard } from '../../../adapters/web/render/message.ts'
import { inQuotationMarks, visibleText } from '../../../src/card/text.ts'
import type { Card } from '../../../src/card/card.ts'
import { cableCard, helpCard, problemCard, searchCard } from './samples.ts'
import { anyCharacter } from '../../any-character.ts'

type Page = ReturnType<typeof parseHTML>['document']

const dom = async (card: Card): Promise<Page> =>
  parseHTML(`<!doctype html><body>${await htmlText(renderCard(card))}</body>`).document

const texts = (root: Page, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((element) => element.textContent.replaceAll(/\s+/gu, ' ').trim())

const attributes = (root: Page, selector: string, name: string): (string | null)[] =>
  [...root.querySelectorAll(selector)].map((element) => element.getAttribute(name))

describe('a delivery', () => {
  test('shows credit, linked title, synopsis and the first claim, and keeps the further ones folded', async () => {
    const page = await dom(cableCard)
    expect(texts(page, '.card > .context')).toEqual([cableCard.context])
    expect(attributes(page, 'h2 a', 'href')).toEqual([cableCard.title?.url])
    expect(page.querySelectorAll('.card > .claim')).toHaveLength(1)
    expect(page.querySelectorAll('details .claim')).toHaveLength(3)
    expect(texts(page, 'summary')).toEqual(['3 more claims'])
    expect(texts(page, 'footer p')).toEqual(cableCard.footer)
  })

  test('prints each quote as the source has it, single quotation marks within it, with its holder and its place', async () => {
    const page = await dom(cableCard)
    const quoted = [...cableCard.blocks, ...(cableCard.thread ?? [])].flatMap((block) =>
      block.type === 'claim' ? inQuotationMarks(block.quote).slice(1, -1) : [],
    )
    expect(texts(page, 'blockquote')).toEqual(quoted)
    expect(texts(page, 'details .credit')[1]).toBe(
      'Quoted view · Ilse Vandermark · Forty-One Days for Three Days’ Work',
    )
    expect(texts(page, 'details .tools')[1]).toBe('In context · Our copy · Permalink · Copy quote')
    expect(attributes(page, '.tools a', 'href').slice(0, 2)).toEqual([
      'https://www.rsis.edu.sg/rsis-publication/rsis/who-mends-the-cable#:~:text=A%20cable%20that%20five',
      '/commentaries/CO26211#claim-1',
    ])
  })

  test('leads from each claim and title of a card about several commentaries to the page of its own', async () => {
    const [, claim] = cableCard.blocks.filter(({ type }) => type === 'claim').concat(cableCard.thread ?? [])
    if (claim?.type !== 'claim') throw new Error('no claim')
    const page = await dom({
      title: { text: 'Verbatim in CO26211', url: 'https://www.rsis.edu.sg/x', commentary: 'CO26211' },
      blocks: ['CO26211', 'CO20210'].flatMap((commentary) => [
        { type: 'text', text: [{ text: 'Its title', url: 'https://www.rsis.edu.sg/y', commentary }] } as const,
        { ...claim, number: 4, commentary },
      ]),
      commentaries: ['CO26211', 'CO20210'],
    })
    expect(attributes(page, 'h2 a', 'href')).toEqual(['/commentaries/CO26211'])
    expect(attributes(page, '.text a', 'href')).toEqual(['/commentaries/CO26211', '/commentaries/CO20210'])
    expect(attributes(page, '.tools a', 'href').filter((href) => href?.startsWith('/'))).toEqual([
      '/commentaries/CO26211#claim-4',
      '/commentaries/CO26211#briefing-claim-4',
      '/commentaries/CO20210#claim-4',
      '/commentaries/CO20210#briefing-claim-4',
    ])
  })

  test('opens addresses in a new tab and sends commands through the one form', async () => {
    const page = await dom(cableCard)
    expect(texts(page, '.actions > *')).toEqual(['Read original', 'All quotes', 'Cite', 'Related'])
    expect(attributes(page, '.actions a', 'rel')).toEqual(['noopener noreferrer'])
    expect(attributes(page, '.actions button', 'value')).toEqual([
      '/rsis show CO26211',
      '/rsis cite CO26211',
      '/rsis search "undersea cable"',
    ])
    expect(new Set(attributes(page, '.actions button', 'form'))).toEqual(new Set(['run']))
  })
})

describe('an answer', () => {
  test('lists hits in one numbered list, marks the words found, and offers each', async () => {
    const page = await dom(searchCard)
    expect(page.querySelectorAll('ol.items')).toHaveLength(1)
    expect(attributes(page, '.items > li', 'value')).toEqual(['1', '2', '3'])
    expect(texts(page, 'mark')).toEqual(['Nord Stream', 'Nord Stream'])
    expect(attributes(page, '.items button', 'value')).toEqual([
      '/rsis show CO26144',
      '/rsis show CO25031',
      '/rsis show CO24118',
    ])
    expect(new Set(texts(page, '.items button')).size).toBe(3)
    expect(page.querySelectorAll('.remark')).toHaveLength(1)
  })

  test('says the state of a field in words, too', async () => {
    const page = await dom(helpCard)
    expect(texts(page, '.state')).toEqual(['Works:', 'Attention:', 'Problem:'])
    expect(texts(page, 'dt')[0]).toBe('/rsis search <words>')
  })

  test('keeps lines to copy as they are and hides the button that needs JavaScript', async () => {
    const page = await dom(helpCard)
    expect(texts(page, '.copy code')).toEqual(['/rsis search nord stream', '/rsis show CO20210'])
    expect(page.querySelectorAll('.copy-button[hidden]')).toHaveLength(2)
  })

  test('sets a problem apart', async () => {
    const page = await dom(problemCard)
    expect(page.querySelectorAll('.card.problem')).toHaveLength(1)
  })

  test('counts a thread that is not made of claims without calling it claims', async () => {
    const page = await dom({ blocks: [], thread: [{ type: 'text', text: ['a'] }] })
    expect(texts(page, 'summary')).toEqual(['1 more'])
  })

  test('counts the claims of a thread and the notes below them, however long a note is', async () => {
    const claims = (cableCard.thread ?? []).slice(0, 2)
    const note: Block[] = [
      { type: 'text', text: [{ text: 'The publisher corrected this commentary.', style: 'strong' }] },
      { type: 'text', text: [{ text: 'Added: ', style: 'strong' }, 'A sentence.'] },
      { type: 'text', text: [{ text: 'Every quote shown before is still in the text.', style: 'quiet' }] },
    ]
    const labelOf = async (thread: readonly Block[]) => texts(await dom({ blocks: [], thread }), 'summary')
    expect(await labelOf([...claims, ...note])).toEqual(['2 more claims, 1 note'])
    expect(await labelOf([...claims.slice(1), ...note, ...note])).toEqual(['1 more claim, 2 notes'])
    expect(await labelOf(note)).toEqual(['1 note'])
  })

  test('leads no claim of a card about several commentaries into one of their texts', async () => {
    const page = await dom({ ...cableCard, commentaries: ['CO26211', 'CO26208'] })
    expect(texts(page, '.tools a').filter((text) => text === 'Our copy')).toEqual([])
  })
})

const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&\u202Egnihton'

/** A card with the same outside text in every place. */
const cardOf = (text: string, url: string): Card => ({
  context: text,
  title: { text, url },
  blocks: [
    { type: 'text', text: [text, { text, style: 'strong', url }, { text, style: 'mark' }, { text, style: 'quiet' }] },
    { type: 'claim', number: 1, text, quote: text, label: text, holder: text, section: text, url },
    { type: 'item', number: 1, title: { text, url }, meta: text, text: [text], command: text },
    { type: 'fields', fields: [{ label: text, value: [text], state: 'good' }] },
    { type: 'copy', text },
  ],
  thread: [
    { type: 'claim', number: 2, text: undefined, quote: text, label: undefined, holder: text, section: undefined, url },
  ],
  actions: [
    { label: text, url },
    { label: text, command: text },
  ],
  footer: [text],
  commentaries: [text],
})

const allowedTags = new Set(
  'DIV P H2 H3 A STRONG MARK SPAN BLOCKQUOTE OL LI BUTTON DL DT DD CODE DETAILS SUMMARY FOOTER'.split(' '),
)

/** The markup contains only our own elements, no event handlers and no addresses that run code. */
const expectHarmless = (page: Page): void => {
  for (const element of page.querySelectorAll('body *')) {
    expect(allowedTags).toContain(element.tagName)
    for (const { name, value } of element.attributes) {
      expect(name.startsWith('on')).toBe(false)
      if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|\/[^/]|\/$)/u)
    }
  }
}

describe('a hostile card', () => {
  test('is shown as the text that it is, in every place', async () => {
    const page = await dom(cardOf(hostile, 'https://example.org/'))
    expectHarmless(page)
    expect(texts(page, 'h2')).toEqual([visibleText(hostile)])
    const quoted = visibleText(inQuotationMarks(hostile).slice(1, -1))
    expect(texts(page, 'blockquote')).toEqual([quoted, quoted])
    expect(attributes(page, '.card > .actions button', 'value')).toEqual([hostile])
    expect(attributes(page, '.tools a', 'href')).toContain(`/commentaries/${encodeURIComponent(hostile)}#claim-1`)
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'java\tscript:alert(1)'])(
    'has no link to %j, and keeps the label',
    async (url) => {
      const page = await dom(cardOf('label', url))
      expectHarmless(page)
      expect(attributes(page, 'a', 'href').filter((href) => !href?.startsWith('/commentaries/'))).toEqual([])
      expect(texts(page, 'h2')).toEqual(['label'])
    },
  )

  test('with a title of 100 kB is cut to a label, its quote is not cut at all', async () => {
    const long = 'a'.repeat(100_000)
    const page = await dom(cardOf(long, 'https://example.org/'))
    expect(texts(page, 'h2')[0]).toBe(`${'a'.repeat(399)}…`)
    expect(texts(page, 'blockquote')[0]).toBe(long)
  })

  test('of any characters yields only our own elements', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: anyCharacter, maxLength: 40 }),
        fc.string({ maxLength: 40 }),
        async (text, url) => {
          expectHarmless(await dom(cardOf(`<b a=">${text}`, url)))
        },
      ),
      { numRuns: 60 },
    )
  })
})
