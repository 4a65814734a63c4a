import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { paths, scopes } from '../../../adapters/slack/connect/http.ts'
import { eventHandlers } from '../../../adapters/slack/receive/event.ts'

const folder = new URL('../../../adapters/slack/', import.meta.url)
const manifest = readFileSync(new URL('manifest.yaml', folder), 'utf8')
const docs = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8')

/** The entries of a list in the manifest. */
const listOf = (name: string): string[] => {
  const [, lines = ''] = new RegExp(`^ *${name}:\\n((?: *- .*\\n)+)`, 'mu').exec(manifest) ?? []
  return [...lines.matchAll(/- (\S+)/gu)].map(([, entry = '']) => entry)
}

describe('the manifest', () => {
  test('asks for the scopes that an installation asks for', () => {
    expect(listOf('bot')).toEqual([...scopes])
  })

  test.each(scopes)('%s is justified in the guide', (scope) => {
    expect(docs).toContain(`| \`${scope}\` |`)
  })

  test('asks for the events that are handled, and no others', () => {
    const handled = Object.keys(eventHandlers).map((type) => (type === 'message' ? 'message.im' : type))
    expect(new Set(listOf('bot_events'))).toEqual(new Set(handled))
  })

  test('has each of them justified in the guide', () => {
    for (const event of listOf('bot_events'))
      expect(docs).toMatch(new RegExp(`^\\|[^|]*\`${event.replace('.', '\\.')}\``, 'mu'))
  })

  test('names the addresses of our handlers', () => {
    for (const address of [paths.events, paths.callback]) expect(manifest).toContain(`briefing.example.org${address}`)
  })

  test('keeps to Slack’s limits', () => {
    const [, description = ''] = /^ {2}description: (.*)$/mu.exec(manifest) ?? []
    expect(description.length).toBeLessThanOrEqual(140)
    expect(/long_description: >-\n((?: {4}.*\n)+)/u.exec(manifest)?.[1]?.length).toBeGreaterThanOrEqual(175)
  })
})
