import { z } from 'zod'
import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import type { Site } from '../site.ts'
import { readCard } from './read-card.ts'
import type { Message, StartPlatform } from './port.ts'

const pageSchema = z.object({
  posts: z.array(z.object({ key: z.string(), card: z.unknown(), postedAt: z.coerce.date() })),
  next: z.string().optional(),
})

/** The channel to which the program subscribes itself. */
export const ownPlace: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }

const place = placeKey(ownPlace)

/** The posts of the running program, the oldest first. @throws TypeError while it is down. */
const readPosts = async (programUrl: string, site: Site): Promise<Message[]> => {
  const messages: Message[] = []
  for (let path: string | undefined = '/posts'; path !== undefined; ) {
    const response = await fetch(new URL(path, programUrl), { headers: { accept: 'application/json' } })
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await response.json())
    for (const { key, card, postedAt } of page.posts) {
      messages.unshift({ place, key, id: key, parent: undefined, ...readCard(card, site), at: postedAt.getTime() })
    }
    path = page.next
  }
  return messages
}

/** The program's own channel: its posts are in its database, so no response can be lost. */
export const startWeb: StartPlatform = async (_clock, site) => {
  let last: Message[] = []
  return {
    env: {},
    swaps: [],
    places: [],
    owedTo: [place],
    async messages(programUrl) {
      try {
        last = await readPosts(programUrl, site)
      } catch (error) {
        // Nobody can ask a killed program; what it had is still known. The judgement waits for it to run.
        if (!(error instanceof TypeError)) throw error
      }
      return last
    },
    faultOf: () => undefined,
    delayHistory: () => {},
    refuse: async () => {},
    shut: () => {},
    reopen: async () => {},
    tooEarly: () => 0,
    onEvent: () => {},
    close: async () => {},
  }
}
