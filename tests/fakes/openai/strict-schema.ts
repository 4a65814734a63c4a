type Schema = Readonly<Record<string, unknown>>

/**
 * What every model accepts, including fine-tuned ones and OpenAI-compatible servers, which know neither lengths and counts nor
 * `pattern`, `format`, `allOf`, `oneOf`, `not`, `if`, `default`, `$schema`.
 * Source: OpenAI, Structured Outputs, supported schemas (February 2026).
 */
const keywords: ReadonlySet<string> = new Set(
  'type properties required additionalProperties items enum const anyOf $ref $defs description title'.split(' '),
)

const types: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])

/** Older servers accepted five levels and a hundred properties; a schema for them fits all. */
const most = { levels: 5, properties: 100, values: 1_000, characters: 120_000 }

type Size = { levels: number; properties: number; values: number; characters: number }

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const faultsOfObject = (schema: Schema, at: string): string[] => {
  if (!isSchema(schema['properties'])) return [`${at} is an object without properties`]
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : [])
  return [
    ...(schema['additionalProperties'] === false ? [] : [`${at} does not say additionalProperties: false`]),
    ...Object.keys(schema['properties']).flatMap((name) =>
      required.has(name) ? [] : [`${at}.${name} is not required`],
    ),
  ]
}

const faultsOfOne = (schema: unknown, at: string, level: number, size: Size): string[] => {
  if (!isSchema(schema)) return [`${at} is no schema`]
  const { type, enum: values = [], properties = {}, $defs = {}, anyOf = [], items } = schema
  const named = [...Object.entries(properties as Schema), ...Object.entries($defs as Schema)]
  const own = Array.isArray(values) ? values.map(String) : []
  size.levels = Math.max(size.levels, level)
  size.properties += Object.keys(properties as Schema).length
  size.values += own.length
  size.characters += [...named.map(([name]) => name), ...own].join('').length
  const isTyped = types.has(type) || Array.isArray(type) || '$ref' in schema || 'anyOf' in schema
  return [
    ...Object.keys(schema).flatMap((name) => (keywords.has(name) ? [] : [`${at} uses ${name}`])),
    ...(isTyped ? [] : [`${at} has no type`]),
    ...(type === 'object' ? faultsOfObject(schema, at) : []),
    ...(type === 'array' && items === undefined ? [`${at} is an array without items`] : []),
    ...named.flatMap(([name, child]) => faultsOfOne(child, `${at}.${name}`, level + 1, size)),
    ...(items === undefined ? [] : faultsOfOne(items, `${at}[]`, level, size)),
    ...(anyOf as unknown[]).flatMap((child) => faultsOfOne(child, `${at}|`, level, size)),
  ]
}

/** Why strict structured output would not accept a schema; empty if it would. */
export const faultsOfSchema = (schema: unknown): string[] => {
  const size: Size = { levels: 0, properties: 0, values: 0, characters: 0 }
  const faults = faultsOfOne(schema, 'schema', 1, size)
  const isRootObject = isSchema(schema) && schema['type'] === 'object' && !('anyOf' in schema)
  return [
    ...(isRootObject ? [] : ['schema is no object at its root']),
    ...faults,
    ...(Object.keys(most) as (keyof Size)[]).flatMap((what) =>
      size[what] > most[what] ? [`schema has ${size[what]} ${what}, more than ${most[what]}`] : [],
    ),
  ]
}
