import type { Poster } from '../../../src/delivery/port.ts'
import { describeError } from '../../../src/errors.ts'
import type { AppOptions } from '../options.ts'
import type { Listeners } from './listeners.ts'
import { postEvent } from './live.ts'

type PosterDeps = Pick<AppOptions, 'timeline' | 'log' | 'now'> & { readonly listeners: Listeners }

/** Posts for the outbox: each key is once in the timeline before `post` resolves; open pages get the post at once. */
export const createPoster = ({ timeline, log, now, listeners }: PosterDeps): Poster => {
  /** Sends a new or changed post to open pages. It is stored before, so a page that misses this finds it later. */
  const show = async (number: number): Promise<void> => {
    try {
      const post = await timeline.read(number)
      if (post !== undefined) listeners.send(await postEvent(post))
    } catch (error) {
      log.error({ post: number, error: describeError(error) }, 'open pages were not updated')
    }
  }

  return {
    async post(place, card, key, parent, checkLease) {
      checkLease?.()
      const under = parent === undefined ? undefined : Number(parent.id)
      const { number, isNew } = await timeline.append({ key, place, card, postedAt: now(), parent: under })
      if (isNew) await show(number)
      return { id: String(number) }
    },
    async edit(_place, receipt, card) {
      await timeline.replace(Number(receipt.id), card)
      await show(Number(receipt.id))
    },
    async find(_place, key) {
      const found = await timeline.find(key)
      return found && { id: String(found.number) }
    },
  }
}
