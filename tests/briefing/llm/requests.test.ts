import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { draftShape, judgementShape } from '../../../src/briefing/llm/schema.ts'
import { faultsOfRequest } from '../../fakes/openai/check-request.ts'
import { hasDescription } from '../../fakes/openai/description.ts'
import { readRequest } from '../../fakes/openai/request.ts'
import { faultsOfSchema } from '../../fakes/openai/strict-schema.ts'

if (!hasDescription) console.info('OpenAI’s description is not at hand: requests are held against our own rules only.')

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})

const nested = (levels: number): unknown => (levels === 0 ? { type: 'string' } : object({ a: nested(levels - 1) }))

const body = {
  model: 'writer-1',
  messages: [
    { role: 'system', content: 'You answer in JSON.' },
    { role: 'user', content: 'Brief it.' },
  ],
  max_completion_tokens: 4_000,
  reasoning_effort: 'low',
  response_format: {
    type: 'json_schema',
    json_schema: { name: 'briefing', strict: true, schema: object({ text: { type: 'string' } }) },
  },
}

const check = (changes: Record<string, unknown>, path = 'POST /v1/chat/completions') =>
  faultsOfRequest(readRequest(path, { 'content-type': 'application/json' }, { ...body, ...changes }))

const specs = new URL('../../../../shared/specs/', import.meta.url)

describe('the check that every request of every test goes through', () => {
  test.runIf(existsSync(specs))('asks OpenAI’s own description where that is at hand', () => {
    expect(hasDescription).toBe(true)
  })

  test('lets a good request pass', () => {
    expect(check({})).toEqual([])
    expect(check({ response_format: { type: 'json_object' } })).toEqual([])
    expect(check({ response_format: undefined, max_tokens: 100 })).toEqual([])
  })

  test.each<[string, Record<string, unknown>]>([
    ['a temperature', { temperature: 0 }],
    ['a seed', { seed: 7 }],
    ['JSON mode of which no message speaks', { response_format: { type: 'json_object' }, messages: [] }],
    ['a format without a schema', { response_format: { type: 'json_schema' } }],
    [
      'a schema that is not strict',
      { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
    ],
    [
      'a name with spaces',
      { response_format: { type: 'json_schema', json_schema: { name: 'a b', strict: true, schema: object({}) } } },
    ],
  ])('refuses %s', (_, changes) => {
    expect(check(changes)).not.toEqual([])
  })

  test('refuses another address', () => {
    expect(check({}, 'POST /v1/responses')).toEqual(['asked for POST /v1/responses'])
  })

  test.skipIf(!hasDescription).each<[string, Record<string, unknown>]>([
    ['an unknown parameter', { thinking: true }],
    ['an unknown effort', { reasoning_effort: 'enormous' }],
    ['an unknown role', { messages: [{ role: 'narrator', content: 'Once upon a time' }] }],
    ['no messages', { messages: [] }],
    ['a limit in words', { max_completion_tokens: 'many' }],
    ['an unknown format', { response_format: { type: 'yaml' } }],
  ])('refuses %s, by OpenAI’s own description', (_, changes) => {
    expect(check(changes)).not.toEqual([])
  })
})

describe('the rules for strict schemas', () => {
  test('let ours pass', () => {
    expect(faultsOfSchema(draftShape.schema)).toEqual([])
    expect(faultsOfSchema(judgementShape.schema)).toEqual([])
  })

  test.each<[string, unknown]>([
    ['a root that is no object', { type: 'array', items: { type: 'string' } }],
    ['a choice at the root', { anyOf: [object({})] }],
    ['a property that is not required', { ...object({ a: { type: 'string' } }), required: [] }],
    ['a deeper property that is not required', object({ a: { ...object({ b: { type: 'string' } }), required: [] } })],
    ['further properties', object({}, { additionalProperties: true })],
    ['further properties in a list', object({ a: { type: 'array', items: { type: 'object', properties: {} } } })],
    ['`$schema`', object({}, { $schema: 'https://json-schema.org/draft/2020-12/schema' })],
    ['a length', object({ a: { type: 'string', minLength: 1 } })],
    ['a count', object({ a: { type: 'array', items: { type: 'string' }, minItems: 3 } })],
    ['a bound', object({ a: { type: 'integer', minimum: 0 } })],
    ['a format', object({ a: { type: 'string', format: 'email' } })],
    ['a pattern', object({ a: { type: 'string', pattern: '^a' } })],
    ['a default', object({ a: { type: 'string', default: '' } })],
    ['`oneOf`', object({ a: { oneOf: [{ type: 'string' }] } })],
    ['a property without a type', object({ a: {} })],
    ['a list of anything', object({ a: { type: 'array' } })],
    ['six levels', nested(6)],
    [
      'a hundred and one properties',
      object(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, { type: 'string' }]))),
    ],
    [
      'a thousand and one values',
      object({ a: { type: 'string', enum: Array.from({ length: 1_001 }, (_, n) => `v${n}`) } }),
    ],
    ['names without end', object({ ['a'.repeat(120_001)]: { type: 'string' } })],
  ])('refuse %s', (_, schema) => {
    expect(faultsOfSchema(schema)).not.toEqual([])
  })

  test('let five levels and a nullable property pass', () => {
    expect(faultsOfSchema(nested(4))).toEqual([])
    expect(faultsOfSchema(object({ a: { anyOf: [{ type: 'string' }, { type: 'null' }] } }))).toEqual([])
    expect(faultsOfSchema(object({ a: { type: ['string', 'null'] } }))).toEqual([])
  })
})
