import { isEmpty } from '../archive/store/counts.ts'
import type { Card } from '../card/card.ts'
import { asSentence } from '../errors.ts'
import { whyEmpty } from '../ops/port.ts'
import { tenantKey } from '../subscriptions/place.ts'
import type { CommandContext } from './command.ts'
import type { Asker } from './port.ts'

/** Why there is nothing to read yet, in a sentence; undefined if there is something. */
export const emptyReason = async (
  { db, status }: CommandContext,
  { place }: Pick<Asker, 'place'>,
): Promise<string | undefined> =>
  (await isEmpty(db)) ? asSentence(whyEmpty(await status(tenantKey(place)))) : undefined

/** The answer to everything that reads the archive while it is empty; undefined if it is not. */
export const emptyArchive = async (context: CommandContext, asker: Pick<Asker, 'place'>): Promise<Card | undefined> => {
  const reason = await emptyReason(context, asker)
  return reason === undefined
    ? undefined
    : {
        title: { text: 'The archive is still empty' },
        blocks: [{ type: 'text', text: [reason] }],
        actions: [{ label: 'Status', command: '/rsis status' }],
      }
}
