import type { Mistake } from '../errors.ts'
import { isProblem, type Setting } from './setting.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The variables of a group, by the program's names for their values. */
export type Variables = Readonly<Record<string, Setting<unknown>>>

/** The values of the variables. */
export type ValuesOf<One extends Variables> = {
  readonly [Key in keyof One]: One[Key] extends Setting<infer Value> ? Value : never
}

/** The result of a group. */
export type Made<Value> = {
  /** Undefined: the feature is not used. */
  readonly value: Value
  /** Mistakes between values. */
  readonly mistakes?: readonly Mistake[]
  /** Values that work, but are probably not as intended. */
  readonly warnings?: readonly Mistake[]
}

/** Settings that belong together. */
export type Group<Value, Shared> = {
  readonly names: readonly string[]
  /** Parses the values one by one; `make` combines them, and is absent if one of them is wrong. */
  readonly read: (env: Environment) => {
    readonly mistakes: readonly Mistake[]
    readonly make?: (shared: Shared) => Made<Value>
  }
}

/** Compose files and shells pass an unset variable as an empty string. */
const isGiven = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

/** Declares a group: its variables, and how they are combined, together with settings that several groups share. */
export const group = <One extends Variables, Value, Shared>(
  variables: One,
  make: (values: ValuesOf<One>, shared: Shared) => Made<Value>,
): Group<Value, Shared> => ({
  names: Object.values(variables).map(({ name }) => name),
  read(env) {
    const mistakes: Mistake[] = []
    const values: Record<string, unknown> = {}
    for (const [key, { name, read }] of Object.entries(variables)) {
      // Proxies are also read in lower case, as other programs do.
      const value = read([env[name], name.endsWith('_PROXY') ? env[name.toLowerCase()] : undefined].find(isGiven))
      if (isProblem(value)) mistakes.push({ field: name, ...value })
      else values[key] = value
    }
    return mistakes.length > 0 ? { mistakes } : { mistakes, make: (shared) => make(values as ValuesOf<One>, shared) }
  },
})
