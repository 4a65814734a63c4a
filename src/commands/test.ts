import { trialCard } from '../card/briefing-card.ts'
import { deliveryKey } from '../delivery/key.ts'
import { enqueue } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import { placeKey } from '../subscriptions/place.ts'
import { channelOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { newestBriefed } from './find-commentary.ts'
import { settledDelivery } from './settled-delivery.ts'

/** Posts the newest briefing here as a trial. */
export const test: CommandDefinition = {
  verb: 'test',
  synonyms: ['try'],
  isOfArchive: true,
  summary: 'Post the newest briefing here, to see that it arrives',
  options: [channelOption],
  examples: ['/rsis test'],
  reads: (text) => text === '',
  isManaging: () => true,
  isPosting: () => true,
  async run(_text, context, { place }) {
    const { db, onEnqueued, now } = context
    const newest = await newestBriefed(context, '')
    if (newest === undefined) throw new UserError('Test', 'the archive is empty again', 'see /rsis status')
    const { commentary, briefing } = newest
    const key = deliveryKey(placeKey(place), 'test', `${commentary.id} ${now().getTime()}`)
    await enqueue(db, [{ key, place, kind: 'test', card: trialCard(commentary, briefing) }], now())
    onEnqueued()
    const settled = await settledDelivery(db, key)
    if (settled?.state === 'sent') return { title: { text: 'It arrived' }, blocks: [] }
    if (settled?.state === 'dead')
      throw new UserError('Channel', 'cannot be posted to', settled.reason ?? 'look at /rsis status')
    return {
      title: { text: 'It is on its way' },
      blocks: [{ type: 'text', text: [settled?.reason ?? 'It waits for its turn; see /rsis status.'] }],
    }
  },
}
