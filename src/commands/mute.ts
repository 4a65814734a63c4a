import { shown } from '../archive/query/text.ts'
import { UserError } from '../errors.ts'
import { muteUntil } from '../subscriptions/mute-until.ts'
import { mutePlace, subscriptionsOf } from '../subscriptions/store.ts'
import { channelOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { noSubscription } from './filter.ts'
import { defaultZone, formatLocal } from './describe-subscription.ts'
import type { Command } from './port.ts'

const dayMs = 86_400_000
const mostDays = 90

const example = 'e.g. /rsis mute 3d, /rsis mute until monday or /rsis mute off'

/** `unmute` is a synonym that says by itself what is wanted. */
const isUnmute = ({ text }: Command): boolean => /\bunmute\b/iu.test(text)

/** @throws UserError for what is not a time, or one over ninety days from now. */
const parseUntil = (text: string, now: Date, zone: string): Date => {
  if (text === '') throw new UserError('Mute', 'say for how long', example)
  if (/^tomorrow$/iu.test(text)) {
    throw new UserError('Mute', '“tomorrow” does not say when it ends', 'say until tomorrow, or 2d')
  }
  const until = muteUntil(text, now, zone)
  if (until === undefined || until <= now || until.getTime() > now.getTime() + mostDays * dayMs) {
    throw new UserError(
      'Mute',
      `“${shown(text)}” is not a time up to ${mostDays} days`,
      `${example}; /rsis unsubscribe ends it for good`,
    )
  }
  return until
}

/** Silences a channel for a while. */
export const mute: CommandDefinition = {
  verb: 'mute',
  synonyms: ['pause', 'snooze', 'unmute'],
  summary: 'Post nothing here for a while; what appears meanwhile can be read with /rsis latest',
  options: [
    {
      name: 'time',
      description: 'How long, such as 12h, 3d or 2w, or until when, such as until monday; off ends it',
      writing: 'words',
      isRequired: true,
    },
    channelOption,
  ],
  examples: ['/rsis mute 3d', '/rsis mute until monday', '/rsis mute off'],
  isManaging: () => true,
  reads: (text, verb) =>
    text === ''
      ? verb !== 'pause'
      : /^(?:off|end|stop|no|tomorrow|forever|until .*)$/iu.test(text) ||
        muteUntil(text, new Date(), defaultZone) !== undefined,
  async run(text, { db, now }, command) {
    const { place } = command
    const here = await subscriptionsOf(db, place)
    if (here.length === 0) {
      throw noSubscription()
    }
    if (isUnmute(command) && !/^(?:off|please|)$/iu.test(text)) {
      throw new UserError('Mute', `“${shown(text)}” says for how long, and unmute ends it`, example)
    }
    if (/^(?:off|end|stop|no)$/iu.test(text) || isUnmute(command)) {
      await mutePlace(db, place, null)
      return {
        title: { text: 'No longer muted' },
        blocks: [{ type: 'text', text: ['New commentaries are posted here again.'] }],
      }
    }
    const zone = here.find(({ digest }) => digest !== undefined)?.digest?.cadence.zone ?? defaultZone
    const until = parseUntil(text, now(), zone)
    await mutePlace(db, place, until)
    return {
      title: { text: `Muted until ${formatLocal(until, zone)}` },
      blocks: [
        {
          type: 'text',
          text: ['Nothing is posted here until then. What waits for a digest comes with the first one after.'],
        },
      ],
      actions: [{ label: 'Unmute', command: '/rsis mute off' }],
    }
  },
}
