import type { Mistake } from '../errors.ts'
import { isProblem, type Setting } from './setting.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The variables of a group, by the names that the program has for their values. */
export type Variables = Readonly<Record<string, Setting<unknown>>>

/** What the variables hold. */
export type ValuesOf<One extends Variables> = {
  readonly [Key in keyof One]: One[Key] extends Setting<infer Value> ? Value : never
}

/** What the values of a group come to. */
export type Made<Value> = {
  /** Undefined: what the group is for is not used. */
  readonly value: Value
  /** What is wrong with the values together. */
  readonly mistakes?: readonly Mistake[]
  /** What works, but probably not as intended. */
  readonly warnings?: readonly Mistake[]
}

/** Settings that belong together. */
export type Group<Value, Shared> = {
  readonly names: readonly string[]
  /** Reads the values; each may be wrong by itself, and then there is nothing to be made of them. */
  readonly read: (env: Environment) => {
    readonly mistakes: readonly Mistake[]
    readonly make?: (shared: Shared) => Made<Value>
  }
}

/** Compose files and shells pass an unset variable as an empty string. */
const isGiven = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

/** Declares a group: its variables, and what is made of them beside the settings that several groups share. */
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
