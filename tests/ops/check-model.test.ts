import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/model/port.ts'
import { checkModel } from '../../src/ops/check-model.ts'

/** A server that answers at these paths, and nowhere else. */
const serverOf =
  (statuses: Readonly<Record<string, number>>): typeof globalThis.fetch =>
  async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    const status = statuses[pathname] ?? 404
    return new Response(JSON.stringify({ data: [{ id: 'small' }] }), { status })
  }

const model = (baseUrl: string): Model => ({
  name: 'small',
  judge: 'off',
  apiKey: 'k',
  baseUrl,
  dailyTokens: 1000,
  timeoutMs: 1000,
  retries: 0,
  readsCommands: false,
})

describe('the check of a model’s address', () => {
  test.each([
    ['its list of models', 'https://m.example/v1', { '/v1/models': 200 }, 'good'],
    ['questions, but no list', 'https://m.example/api', { '/api/chat/completions': 400 }, 'good'],
    ['questions, and no version in its address', 'https://m.example', { '/chat/completions': 422 }, 'good'],
    ['questions below /v1 only', 'https://m.example', { '/v1/chat/completions': 400 }, 'warning'],
    ['files, and refuses to post', 'https://m.example/v1', { '/v1/chat/completions': 501 }, 'bad'],
    ['nothing at all', 'https://m.example/v1', {}, 'bad'],
  ] as const)('a server that has %s at %s', async (_, baseUrl, statuses, state) => {
    expect(await checkModel(model(baseUrl), serverOf(statuses))).toMatchObject({ name: 'engine', state })
  })
})
