import { describe, expect, it } from 'vitest'
import { renderMessage } from '../../../adapters/discord/render/message.ts'
import { renderAsDiscord } from '../../../adapters/web/render/as-discord.ts'
import type { Card } from '../../../src/card/card.ts'
import { postCard, searchCard, statusCard, threadCard } from '../discord/cards.ts'

const shown = async (card: Card, thread?: Card): Promise<string> =>
  String(await renderAsDiscord(renderMessage(card).payload, thread && renderMessage(thread).payload))

describe('as on Discord', () => {
  it('shows the post with its small print, title, quote, buttons, and the thread below', async () => {
    const page = await shown(postCard, threadCard)
    expect(page).toContain(
      '<h2><a class="outside" href="https://www.rsis.edu.sg/rsis-publication/rsis/who-mends-the-cable"',
    )
    expect(page).toContain('<blockquote><p>“A cable that five states may repair')
    expect(page).toContain('<span class="button">All quotes</span>')
    expect(page).toContain('Thread')
    expect(page).toContain('Redundancy on paper')
  })

  it('shows marks, buttons next to rows, code and times', async () => {
    expect(await shown(searchCard)).toMatch(/<strong>Nord Stream<\/strong>[\s\S]*<span class="button">Show<\/span>/u)
    const page = await shown(statusCard)
    expect(page).toContain('<pre><code>Tan Mei Ling')
    expect(page).toContain('datetime="2026-11-23T00:30:00.000Z"')
  })

  it('shows what came from outside as text', async () => {
    const page = await shown({
      title: { text: '<script>alert(1)</script> **not bold**' },
      blocks: [{ type: 'text', text: ['<img src=x onerror=alert(1)> [x](https://evil.example) `code` # no heading'] }],
    })
    expect(page).not.toMatch(/<script|<img|evil\.example"/u)
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain('**not bold**')
    expect(page).toContain('[x](https://evil.example) `code` # no heading')
  })

  it('refuses what is not one of our messages', async () => {
    expect(() => renderAsDiscord({ components: [{ type: 99 }] })).toThrow()
  })
})
