import { ApplicationIntegrationType, Routes } from 'discord.js'
import { z } from 'zod'
import type { CommandSpec } from '../../../src/commands/port.ts'
import { commandPayloads } from '../receive/command-payload.ts'
import type { Send } from './requests.ts'

const registeredSchema = z.array(z.record(z.string(), z.unknown()))

/** The fields that we set; Discord adds ids, versions and defaults. */
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

/** Values that Discord fills in for a field that was not set. */
const isDefault = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

const record = z.record(z.string(), z.unknown())

/** What a command says, without what Discord adds, so that two commands can be compared. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.every(Number.isInteger) ? value.toSorted((one, other) => one - other) : value.map(comparable)
  const fields = record.safeParse(value).data
  return fields === undefined ? value : ours.map((name) => (isDefault(fields[name]) ? '' : comparable(fields[name])))
}

const fingerprint = (commands: readonly unknown[]): string =>
  JSON.stringify(commands.map((command) => JSON.stringify(comparable(command))).toSorted())

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
