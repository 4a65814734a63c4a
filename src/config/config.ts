import { ConfigError, type Mistake } from '../errors.ts'
import { general, type General, proxies } from './general.ts'
import type { Environment, Group } from './group.ts'
import { model } from './model.ts'
import { unknownInEnvironment } from './names.ts'
import { discord } from './platforms/discord.ts'
import { slack } from './platforms/slack.ts'

/** Groups of settings with their own key in the configuration; each chat platform is one line here. */
const groups = { proxies, model, slack, discord }

type ValueOf<One> = One extends Group<infer Value, never> ? Value : never

/** The parsed environment; undefined means not set, or, for a platform or the model, not used. */
export type Config = General & { readonly [Name in keyof typeof groups]: ValueOf<(typeof groups)[Name]> } & {
  /** Warnings for the operator about values that work but should be changed. */
  readonly warnings: readonly Mistake[]
}

/** The names of all settings. */
export const environmentNames: readonly string[] = [general, ...Object.values(groups)].flatMap(({ names }) => names)

/**
 * The configuration from the environment; every setting is optional, and an empty value counts as unset.
 * @throws ConfigError with every mistake: the name, what is wrong, what to do.
 */
export const readConfig = (env: Environment): Config => {
  const shared = general.read(env)
  const read = Object.entries(groups).map(([name, one]) => ({ name, ...one.read(env) }))
  const wrong = [shared, ...read].flatMap(({ mistakes }) => mistakes)
  const whole = shared.make?.(undefined)
  if (whole === undefined || wrong.length > 0) throw new ConfigError(wrong)
  const made = read.flatMap(({ name, make }) => (make === undefined ? [] : [{ name, ...make(whole.value) }]))
  const together = made.flatMap(({ mistakes = [] }) => mistakes)
  if (together.length > 0) throw new ConfigError(together)
  return {
    ...whole.value,
    // TypeScript cannot relate each value's type to its name here.
    ...(Object.fromEntries(made.map(({ name, value }) => [name, value])) as Pick<Config, keyof typeof groups>),
    warnings: [
      ...unknownInEnvironment(Object.keys(env), environmentNames),
      ...[...made, whole].flatMap(({ warnings = [] }) => warnings),
    ],
  }
}
