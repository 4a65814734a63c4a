import { describe, expect, test } from 'vitest'
import { type AsSlack, renderAsSlack } from '../../../adapters/web/render/as-slack.ts'
import { htmlText } from '../../../adapters/web/render/html.ts'
import { renderMessage } from '../../../adapters/slack/render/message.ts'
import type { Card } from '../../../src/card/card.ts'
import { cableCard, helpCard, problemCard, searchCard } from './samples.ts'

const at = new Date('2026-11-23T01:14:00Z')

/** The payload after serialisation. */
const sent = (card: Card): AsSlack => JSON.parse(JSON.stringify(renderMessage(card))) as AsSlack

const pageOf = async (card: Card, thread?: Card): Promise<string> =>
  htmlText(renderAsSlack(sent(card), thread && sent(thread), at))

/** The text that a person reads. */
const readable = (page: string): string =>
  page
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const textsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' && !inner.startsWith('<') && !inner.startsWith(':')
      ? [inner]
      : textsIn(inner),
  )
}

describe('the view as on Slack', () => {
  test.each(Object.entries({ cableCard, searchCard, helpCard, problemCard }))(
    'shows every word of %s',
    async (_, card) => {
      const page = readable(await pageOf(card))
      for (const text of textsIn(sent(card).blocks)) expect(page).toContain(text)
    },
  )

  test('shows the thread below the post, quotes as quotes, and leads to their places', async () => {
    const page = await pageOf(cableCard, { blocks: cableCard.thread ?? [] })
    expect(page).toContain('1 reply')
    expect(page.match(/<blockquote>/gu)).toHaveLength(4)
    expect(page.match(/>In context<\/a>/gu)).toHaveLength(4)
    expect(page).toContain('#:~:text=')
  })

  test('runs the commands of its buttons here, and shows what only Slack can do', async () => {
    const page = await htmlText(
      renderAsSlack(JSON.parse(JSON.stringify(renderMessage(searchCard, { share: 'x' }))), undefined, at),
    )
    expect(page).toContain('name="text" value="/rsis show CO26144"')
    expect(page).toContain('<span class="button inert">Share</span>')
  })

  test('nothing of it is unescaped', async () => {
    const hostile = '<img src=x onerror=alert(1)> &amp; <!channel>'
    const page = await pageOf({
      context: hostile,
      title: { text: hostile, url: 'https://a.example/?a=1&b="x' },
      blocks: [
        { type: 'text', text: [hostile] },
        { type: 'copy', text: hostile },
      ],
    })
    expect(page).not.toContain('<img')
    expect(readable(page).split(hostile)).toHaveLength(5)
  })
})
