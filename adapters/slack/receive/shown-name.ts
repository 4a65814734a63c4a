import { z } from 'zod'
import type { Person } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import type { Context } from './context.ts'

const profileSchema = z.object({
  user: z.object({
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
})

/** The name that colleagues know a person by; plain text, so that it notifies nobody. */
export const shownName = async (
  { client, log }: Pick<Context, 'client' | 'log'>,
  tenant: string,
  person: Person,
): Promise<string> => {
  try {
    const slack = await client(tenant)
    const { user } = profileSchema.parse(await slack.users.info({ user: person.id }))
    return user.profile?.display_name || user.profile?.real_name || user.real_name || person.name
  } catch (error) {
    log.debug({ tenant, error: describeError(error) }, 'Slack does not say a name')
    return person.name
  }
}
