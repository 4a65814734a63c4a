import { ApplicationIntegrationType, Routes } from 'discord.js'
import { z } from 'zod'
import type { CommandSpec } from '../../../src/commands/port.ts'
import { commandPayloads } from '../receive/command-payload.ts'
import type { Send } from './requests.ts'

const registeredSchema = z.array(z.record(z.string(), z.unknown()))

/** The fields that we set; Discord adds ids, versions and defaults, and sorts numbers as it likes. */
const ours = [
  'type',
  'name',
  'description',
  'options',
  'required',
  'choices',
  'value',
  'autocomplete',
  'min_value',
  'max_value',
  'channel_types',
  'contexts',
  'integration_types',
]

/** A value for comparing two commands: undefined if it is what Discord uses for a field that was not set. */
const comparable = (_name: string, value: unknown): unknown => {
  if (value === null || value === false || value === '') return undefined
  if (!Array.isArray(value)) return value
  if (value.length === 0) return undefined
  return value.every(Number.isInteger) ? value.toSorted((one: number, other: number) => one - other) : value
}

/** A command's content without what Discord adds, so that two can be compared. */
const fingerprint = (commands: readonly unknown[]): string =>
  commands
    .map((command) => JSON.stringify(JSON.parse(JSON.stringify(command, comparable)), ours))
    .toSorted()
    .join('\n')

/** The answer of `GET /applications/@me`: the application's id, and who may install it. */
export const applicationSchema = z.object({
  id: z.string(),
  integration_types_config: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((config) => config ?? {}),
})
type Application = z.infer<typeof applicationSchema>

const userInstall = String(ApplicationIntegrationType.UserInstall)

/** Registers the commands with Discord if they differ from the registered ones. @returns whether they did. */
export const registerCommands = async (
  send: Send,
  { id, integration_types_config: installs }: Application,
  specs: readonly CommandSpec[],
): Promise<boolean> => {
  const wanted = commandPayloads(specs, userInstall in installs)
  const route = Routes.applicationCommands(id)
  const registered = registeredSchema.parse(await send('get', route))
  if (fingerprint(registered) === fingerprint(wanted)) return false
  await send('put', route, { body: wanted })
  return true
}
