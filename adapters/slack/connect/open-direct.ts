import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

const openedSchema = z.object({ channel: z.object({ id: z.string() }) })

/** The id of a person's direct messages with the app, which are opened if necessary; that notifies nobody. */
export const openDirect = async (slack: WebClient, person: string): Promise<string> =>
  openedSchema.parse(await slack.conversations.open({ users: person })).channel.id
