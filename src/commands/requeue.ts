import { countOf } from '../card/count.ts'
import { shown } from '../archive/query/text.ts'
import { requeue as requeueDeliveries } from '../delivery/store.ts'
import { resume } from '../delivery/resume.ts'
import { placeKey } from '../subscriptions/place.ts'
import { noChange } from './describe-subscription.ts'
import { channelOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { isNamed, wantedCommentary } from './find-commentary.ts'

const sentAgain = (count: number): string => {
  if (count === 0) return 'Nothing had to be sent again'
  return `${countOf(count, 'message is', 'messages are')} sent again`
}

/** Sends deliveries again that did not reach a channel. */
export const requeue: CommandDefinition = {
  verb: 'requeue',
  synonyms: ['retry', 'resend', 'resume'],
  summary: 'Send again what failed, or what may not have arrived; look in the channel first',
  isUpkeep: true,
  options: [
    { name: 'id', description: 'Only this commentary', writing: 'words', completes: 'commentary' },
    channelOption,
  ],
  examples: ['/rsis requeue', '/rsis requeue CO20210'],
  isManaging: () => true,
  reads: (text, verb) => verb !== 'resume' || isNamed(text),
  async run(text, context, { place }) {
    const { db, now, onEnqueued } = context
    const isAll = text === '' || text.toLowerCase() === 'all'
    const id = isAll ? undefined : (await wantedCommentary(text, context)).commentary.id
    const count = await requeueDeliveries(db, place, id, now())
    const resumed =
      count > 0 || id === undefined ? await resume(db, { placeKey: placeKey(place) }, { now: now(), isQuiet: true }) : 0
    if (count === 0 && resumed === 0) {
      const what = id === undefined ? 'no post' : `no post of ${shown(id)}`
      return { title: { text: `${noChange}: ${what} has failed here` }, blocks: [], isUnchanged: true }
    }
    onEnqueued()
    return {
      title: { text: sentAgain(count) },
      blocks: resumed === 0 ? [] : [{ type: 'text', text: ['The subscription is active again.'] }],
    }
  },
}
