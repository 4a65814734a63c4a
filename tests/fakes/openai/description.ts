import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'

/** OpenAI’s own description of its API; it is test data and not part of the repository. */
const file = new URL('../../../../shared/specs/openai-openapi.json.gz', import.meta.url)

export const hasDescription = existsSync(file)

const requestName = 'CreateChatCompletionRequest'

type Schema = Readonly<Record<string, unknown>>

const descriptionSchema = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })

/** Removes `nullable` beside a reference, a leftover of OpenAPI 3.0 that JSON Schema 2020-12 does not know; we send no null. */
const withoutNullable = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value
  const { nullable: _nullable, ...rest } = value
  return rest
}

/** Every parameter that a schema and what it builds upon name. */
const parametersOf = (schema: Schema, schemas: Schema): string[] => [
  ...Object.keys(schema['properties'] ?? {}),
  ...((schema['allOf'] ?? []) as Schema[]).flatMap((part) => parametersOf(part, schemas)),
  ...(typeof schema['$ref'] === 'string'
    ? parametersOf(schemas[schema['$ref'].replace('#/components/schemas/', '')] as Schema, schemas)
    : []),
]

type Description = { readonly validate: ValidateFunction; readonly parameters: ReadonlySet<string> }

const readDescription = (): Description => {
  const text = gunzipSync(readFileSync(file)).toString()
  const { components } = descriptionSchema.parse(JSON.parse(text, withoutNullable))
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'openai', components })
  const validate = ajv.getSchema(`openai#/components/schemas/${requestName}`)
  if (validate === undefined) throw new Error(`the description has no ${requestName}`)
  return { validate, parameters: new Set(parametersOf(components.schemas[requestName] as Schema, components.schemas)) }
}

// Read before the first request, because compiling takes longer than some tests allow for an answer.
const description = hasDescription ? readDescription() : undefined

/** The violations of OpenAI’s description by a request body; empty if the description is not available. */
export const faultsByDescription = (body: Readonly<Record<string, unknown>>): string[] => {
  if (description === undefined) return []
  const { validate, parameters } = description
  const unknown = Object.keys(body).filter((name) => !parameters.has(name))
  const faults = validate(body) ? [] : (validate.errors ?? [])
  return [
    ...unknown.map((name) => `OpenAI knows no parameter ${name}`),
    ...faults.map(({ instancePath, message }) => `${instancePath} ${message}`),
  ]
}
