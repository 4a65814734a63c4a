import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'

/** Discord’s own description of its API; it is test data and not part of the repository. */
const folder = new URL('../../../../shared/specs/', import.meta.url)
const file = new URL('discord-openapi.json.gz', folder)

export const hasDescription = existsSync(file)

if (!hasDescription && process.env['CI'] !== undefined && existsSync(folder)) {
  throw new Error(`Discord’s description is not in ${folder.pathname}`)
}
if (!hasDescription) process.stdout.write('not checked: Discord’s description is not at hand, only its limits are\n')

type Schema = Readonly<Record<string, unknown>>

const operation = z.object({
  requestBody: z
    .object({
      content: z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }).optional() }),
    })
    .optional(),
})
const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
})

/** Declared as an integer, though the API uses a string. */
const wrongInDescription = new Set(['default_member_permissions'])

const withFullReferences = (name: string, value: unknown): unknown => {
  if (name === '$ref' && typeof value === 'string') return value.replace(/^#/u, 'discord#')
  return wrongInDescription.has(name) ? true : value
}

type Operation = { readonly pattern: RegExp; readonly validate: ValidateFunction; readonly schema: Schema }

type Description = {
  readonly of: (method: string, path: string) => Operation | 'no body' | undefined
  readonly schemas: Record<string, Schema>
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.$]/gu, String.raw`\$&`).replaceAll(/\{[^}]+\}/gu, '[^/]+')}$`, 'u')

const readDescription = (): Description => {
  const text = gunzipSync(readFileSync(file)).toString()
  const { paths, components } = descriptionSchema.parse(JSON.parse(text, withFullReferences))
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false })
  ajv.addSchema({ $id: 'discord', components })
  // Fixed words before parameters, because `/users/@me` is not a user with that id.
  const ordered = Object.entries(paths)
    .map(([path, methods]) => ({ pattern: patternOf(path), methods, parameters: path.split('{').length }))
    .toSorted((one, other) => one.parameters - other.parameters)
  const compiled = new Map<string, Operation>()
  return {
    schemas: components.schemas,
    of(method, path) {
      const found = ordered.find(({ pattern, methods }) => pattern.test(path) && method in methods)
      if (found === undefined) return undefined
      const schema = operation.parse(found.methods[method]).requestBody?.content['application/json']?.schema
      if (schema === undefined) return 'no body'
      const name = `${method} ${found.pattern.source}`
      const known = compiled.get(name) ?? { pattern: found.pattern, schema, validate: ajv.compile(schema) }
      compiled.set(name, known)
      return known
    },
  }
}

const resolve = (schema: Schema, schemas: Record<string, Schema>): Schema => {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  return resolve(schemas[reference.replace('discord#/components/schemas/', '')] ?? {}, schemas)
}

/** The schema and its alternatives, for a value with a `type`. */
const alternatives = (schema: Schema, value: unknown, schemas: Record<string, Schema>): Schema[] => {
  const own = resolve(schema, schemas)
  const parts = [own['anyOf'], own['oneOf'], own['allOf']].flatMap((list) => (list ?? []) as Schema[])
  const found = [own, ...parts.flatMap((part) => alternatives(part, value, schemas))]
  const type = (value as Schema | null)?.['type']
  return found.filter((candidate) => {
    const stated = (candidate['properties'] as Record<string, Schema> | undefined)?.['type']?.['enum'] as
      | unknown[]
      | undefined
    return type === undefined || stated === undefined || stated.includes(type)
  })
}

/** Properties that are not in the description; it forbids none, so misspelt ones would pass otherwise. */
const unknownProperties = (schema: Schema, value: unknown, schemas: Record<string, Schema>, at: string): string[] => {
  if (Array.isArray(value)) {
    const items = alternatives(schema, value, schemas).flatMap(({ items: inside }) =>
      inside === undefined ? [] : [inside as Schema],
    )
    return value.flatMap((part, index) => unknownProperties({ anyOf: items }, part, schemas, `${at}/${index}`))
  }
  if (typeof value !== 'object' || value === null) return []
  const known = alternatives(schema, value, schemas).map(
    ({ properties }) => (properties ?? {}) as Record<string, Schema>,
  )
  return Object.entries(value).flatMap(([name, part]) => {
    const schemasOfPart = known.flatMap((properties) => (properties[name] === undefined ? [] : [properties[name]]))
    if (schemasOfPart.length === 0)
      return known.some((properties) => Object.keys(properties).length > 0) ? [`${at}/${name} is unknown`] : []
    return unknownProperties({ anyOf: schemasOfPart }, part, schemas, `${at}/${name}`)
  })
}

let description: Description | undefined

/** The violations of Discord’s description by a request; empty if the description is not available. */
export const faultsByDescription = (method: string, path: string, body: unknown): string[] => {
  if (!hasDescription) return []
  description ??= readDescription()
  const found = description.of(method.toLowerCase(), path)
  if (found === undefined) return ['there is no such route']
  if (found === 'no body' || body === undefined) return []
  const faults = found.validate(body) ? [] : (found.validate.errors ?? [])
  return [
    ...faults.map(({ instancePath, message }) => `${instancePath} ${message}`),
    ...unknownProperties(found.schema, body, description.schemas, ''),
  ]
}
