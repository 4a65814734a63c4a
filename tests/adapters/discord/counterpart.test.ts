import { describe, expect, it } from 'vitest'
import { faultsOfCall } from '../../fakes/discord/check.ts'
import { hasDescription } from '../../fakes/discord/description.ts'
import { echo, startForTest } from './harness.ts'

const faultsOf = (method: string, path: string, body: Record<string, unknown>): string[] =>
  faultsOfCall({ method, path, body, query: new URLSearchParams() })

const mentions = { allowed_mentions: { parse: [] } }
const text = (content: string) => ({ type: 10, content })
const button = (facts: Record<string, unknown>) => ({ type: 2, style: 2, label: 'Show', custom_id: '1', ...facts })
const row = (...components: unknown[]) => ({ type: 1, components })
const v2 = (...components: unknown[]) => ({ ...mentions, flags: 1 << 15, components })
const messages = '/channels/123456789012345678/messages'

const right = [
  { name: 'a text', body: { ...mentions, content: 'hello' } },
  { name: 'a container', body: v2({ type: 17, components: [text('hello'), row(button({}))] }) },
  { name: 'a key', body: { ...v2(text('x')), nonce: 'k3v6zq2m4n5b7c2d3f2g3h4j', enforce_nonce: true } },
]

const wrong = [
  { name: 'mentions that may fire', body: { content: '@everyone' } },
  { name: 'a text over 2,000', body: { ...mentions, content: 'x'.repeat(2001) } },
  { name: 'nothing', body: mentions },
  { name: 'a text beside new components', body: { ...v2(text('x')), content: 'x' } },
  { name: 'new components without their flag', body: { ...mentions, components: [text('x')] } },
  { name: '41 components', body: v2(...Array.from({ length: 41 }, () => text('x'))) },
  { name: 'over 4,000 characters in texts', body: v2(text('x'.repeat(2001)), text('x'.repeat(2000))) },
  { name: 'an empty text', body: v2(text('')) },
  { name: 'one custom id twice', body: v2(row(button({}), button({}))) },
  { name: 'a custom id over 100', body: v2(row(button({ custom_id: 'x'.repeat(101) }))) },
  { name: 'a label over 80', body: v2(row(button({ label: 'x'.repeat(81) }))) },
  { name: 'six buttons in a row', body: v2(row(...[1, 2, 3, 4, 5, 6].map((id) => button({ custom_id: String(id) })))) },
  { name: 'an empty row', body: v2(row()) },
  { name: 'a link to nowhere', body: v2(row({ type: 2, style: 5, label: 'x', url: 'javascript:1' })) },
  {
    name: 'a link over 512',
    body: v2(row({ type: 2, style: 5, label: 'x', url: `https://x.org/${'x'.repeat(512)}` })),
  },
  { name: 'a section without accessory', body: v2({ type: 9, components: [text('x')] }) },
  { name: 'a nonce over 25', body: { ...v2(text('x')), nonce: 'x'.repeat(26), enforce_nonce: true } },
  { name: 'a nonce that is asked for and not there', body: { ...v2(text('x')), enforce_nonce: true } },
  {
    name: 'over 6,000 in embeds',
    body: { ...mentions, embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
  },
  { name: 'an empty field', body: { ...mentions, embeds: [{ fields: [{ name: '', value: 'x' }] }] } },
]

const wrongByDescription = [
  { name: 'an unknown property', path: messages, body: { ...mentions, content: 'x', contnet: 'y' } },
  { name: 'an unknown property of a component', path: messages, body: v2(row(button({ colour: 'red' }))) },
  { name: 'an unknown route', path: '/channels/123456789012345678/mesages', body: { ...mentions, content: 'x' } },
  { name: 'a title over 256', path: messages, body: { ...mentions, embeds: [{ title: 'x'.repeat(257) }] } },
  {
    name: 'a form’s title over 45',
    path: '/interactions/1/t/callback',
    body: { type: 9, data: { custom_id: 'x', title: 'x'.repeat(46), components: [] } },
  },
  {
    name: 'a command that is named wrongly',
    path: '/applications/1/commands',
    body: { name: 'x'.repeat(33), description: 'x' },
  },
]

describe('the counterpart’s check', () => {
  for (const { name, body } of right) it(`takes ${name}`, () => expect(faultsOf('post', messages, body)).toEqual([]))
  for (const { name, body } of wrong) {
    it(`finds ${name}`, () => expect(faultsOf('post', messages, body)).not.toEqual([]))
  }
  for (const { name, path, body } of wrongByDescription) {
    it.skipIf(!hasDescription)(`finds ${name}, by Discord’s own description`, () => {
      expect(faultsOf('post', path, body)).not.toEqual([])
    })
  }
})

it('settles an interaction that was acknowledged too late: the person sees that the app did not respond', async () => {
  const { server, general } = await startForTest({ answer: echo, server: { acknowledgeWithinMs: -1 } })
  const { refused, original } = await server.person.type(['latest'], {}, { in: general })
  expect({ refused, original }).toEqual({ refused: [10062], original: undefined })
})
