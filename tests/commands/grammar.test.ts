import { readFileSync } from 'node:fs'
import { ApplicationCommandOptionType as OptionType } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { commandPayloads } from '../../adapters/discord/receive/command-payload.ts'
import { optionsAt, writeCommand } from '../../src/commands/write-command.ts'
import { readOptions, typedOptions } from '../../src/commands/options.ts'
import type { CommandOption, CommandSpec } from '../../src/commands/port.ts'
import { definitions } from '../../src/commands/registry.ts'
import { usage } from '../../src/commands/options.ts'

type Leaf = { readonly path: readonly string[]; readonly spec: Omit<CommandSpec, 'actions'> }

/** Every command with its options; an action of a verb counts as a command. */
const leaves: readonly Leaf[] = definitions.flatMap((spec): Leaf[] =>
  spec.actions === undefined
    ? [{ path: [spec.verb], spec }]
    : spec.actions.map((action) => ({ path: [spec.verb, action.verb], spec: action })),
)

const registeredSchema = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().optional(),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  autocomplete: z.boolean().optional(),
  get options() {
    return z.array(registeredSchema).optional()
  },
})

type Registered = z.infer<typeof registeredSchema>

/** The commands, and the commands for maintenance; the third one is an entry of a menu. */
const registered = commandPayloads(definitions)
  .slice(0, 2)
  .map((one) => registeredSchema.parse(one))

const registeredAt = (path: readonly string[]): Registered =>
  path.reduce(
    (among: readonly Registered[], name) =>
      among.flatMap(({ options = [] }) => options.filter((one) => one.name === name)),
    registered,
  )[0] ?? expect.fail(`Discord has no ${path.join(' ')}`)

describe.each(leaves.map((leaf) => [leaf.path.join(' '), leaf] as const))('“%s”', (_name, { path, spec }) => {
  test('is registered with Discord, with every option', () => {
    const there = registeredAt(path)
    expect(there.type).toBe(OptionType.Subcommand)
    expect(there.description).toBe(spec.summary)
    expect((there.options ?? []).map(({ name }) => name).toSorted()).toEqual(
      spec.options.map(({ name }) => name).toSorted(),
    )
    for (const option of spec.options) {
      expect(there.options?.find(({ name }) => name === option.name)).toMatchObject({
        description: option.description,
        ...(option.completes === undefined ? {} : { autocomplete: true }),
        ...(option.choices === undefined ? {} : { choices: option.choices.map(({ value }) => ({ value })) }),
      })
    }
    // Discord refuses a command whose required options do not come first.
    const required = (there.options ?? []).map((option) => option.required === true)
    expect(required).toEqual(required.toSorted((one, other) => Number(other) - Number(one)))
  })

  const value = ({ choices, range }: CommandOption): string | number => choices?.[0]?.value ?? range?.[0] ?? 'two words'

  test('typed with an option is what Discord writes for it, and is read back', () => {
    const typed = spec.options.filter(({ writing }) => writing === 'named' || writing === 'rest' || writing === 'flag')
    for (const option of typed) {
      const given = [{ name: option.name, value: option.writing === 'flag' ? true : value(option) }]
      const text = writeCommand(path, optionsAt(definitions, path), given).slice(path.join(' ').length)
      const { words, named, flags } = readOptions(text, spec.options, true)
      expect(words).toBe('')
      if (option.writing === 'flag') expect([...flags]).toEqual([option.name])
      else expect([...named]).toEqual([[option.name, String(value(option))]])
    }
  })

  test('says each of its options in help', () => {
    for (const [name, description] of typedOptions(spec)) {
      expect(name).not.toBe('')
      expect(description.length).toBeGreaterThan(10)
    }
    expect(typedOptions(spec)).toHaveLength(spec.options.filter(({ writing }) => writing !== 'channel').length)
  })
})

/** Source: Discord, Application Commands. */
test.each(registered)('Discord accepts all of “$name”', (command) => {
  let characters = 0
  const look = (one: Registered): void => {
    characters += one.name.length + one.description.length
    characters += (one.choices ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0)
    expect(one.name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u)
    expect(one.description.length, one.description).toBeLessThanOrEqual(100)
    expect(one.description).not.toMatch(/\.$/u)
    expect(one.options?.length ?? 0).toBeLessThanOrEqual(25)
    expect(one.choices?.length ?? 0).toBeLessThanOrEqual(25)
    one.options?.forEach(look)
  }
  look(command)
  expect(characters).toBeLessThanOrEqual(8000)
})

test('no word means two commands', () => {
  const words = definitions.flatMap(({ verb, synonyms }) => [verb, ...synonyms])
  expect(words.toSorted()).toEqual([...new Set(words)].toSorted())
})

const cell = (text: string): string => text.replaceAll('|', '\\|')

test('the table in docs/commands.md is what the definitions print', () => {
  const rows = definitions.map((one) => {
    const [example = ''] = one.examples
    return `| \`/rsis ${cell(usage(one))}\` | ${cell(one.summary)} | \`${cell(example)}\` |`
  })
  const head = '| command | what it does | for example |'
  // The table from its first line to the first empty one; if it differs, the message shows the right lines.
  const [, after = ''] = readFileSync('docs/commands.md', 'utf8').split(`${head}\n`)
  expect(after.split('\n\n')[0]).toBe(['| --- | --- | --- |', ...rows].join('\n'))
})
