import { ApplicationIntegrationType, Routes } from 'discord.js'
import { z } from 'zod'
import type { CommandSpec } from '../../../src/commands/port.ts'
import { commandPayloads } from '../receive/command-payload.ts'
import type { Send } from './requests.ts'

const registeredSchema = z.array(z.record(z.string(), z.unknown()))

/** Values that Discord fills in where nothing was said. */
const isDefault = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

const ours = new Set([
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
])

/** A command as one text, without what Discord adds (ids, versions, defaults), so that two can be compared. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([name, part]) => ours.has(name) && !isDefault(part))
    .map(
      ([name, part]) =>
        [name, name === 'contexts' || name === 'integration_types' ? sorted(part) : canonical(part)] as const,
    )
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries)
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(Number).toSorted((a, b) => a - b) : value)

const fingerprint = (commands: readonly unknown[]): string =>
  JSON.stringify(
    commands
      .map(canonical)
      .map((one) => JSON.stringify(one))
      .toSorted(),
  )

/** As `GET /applications/@me` answers: who we are, and who may install us. */
export const applicationSchema = z.object({
  id: z.string(),
  integration_types_config: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((config) => config ?? {}),
})
type Application = z.infer<typeof applicationSchema>

const userInstall = String(ApplicationIntegrationType.UserInstall)

/** Registers the commands with Discord where what is registered differs. @returns whether it did. */
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
