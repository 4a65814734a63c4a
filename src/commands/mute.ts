import { shown } from '../archive/query/text.ts'
import { UserError } from '../errors.ts'
import { mutePlace, subscriptionsOf } from '../subscriptions/store.ts'
import { channelOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { formatLocal } from './describe-subscription.ts'
import type { Command } from './port.ts'

const hourMs = 3_600_000
const unitHours: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 }
const mostDays = 90

const example = 'e.g. /rsis mute 3d, /rsis mute 12h or /rsis mute off'

/** `unmute` is a synonym that says by itself what is wanted. */
const isUnmute = ({ text }: Command): boolean => /\bunmute\s*$/iu.test(text)

/** @throws UserError for what is no length of time, or one over ninety days. */
const parseLength = (text: string): number => {
  if (text === '') throw new UserError('Mute', 'say for how long', example)
  const [, count = '', unit = ''] = /^(\d{1,4}) ?(h|d|w)(?:ours?|ays?|eeks?)?$/iu.exec(text) ?? []
  const hours = Number(count) * (unitHours[unit.toLowerCase()] ?? 0)
  if (hours <= 0 || hours > mostDays * 24) {
    throw new UserError('Mute', `“${shown(text)}” is no time up to ${mostDays} days`, example)
  }
  return hours * hourMs
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
  examples: ['/rsis mute 3d', '/rsis mute 12h', '/rsis mute off'],
  isManaging: () => true,
  async run(text, { db, now }, command) {
    const { place } = command
    const here = await subscriptionsOf(db, place)
    if (here.length === 0) {
      throw new UserError('Subscription', 'this channel has none', 'make one: /rsis subscribe instant')
    }
    if (/^(?:off|end)$/iu.test(text) || (text === '' && isUnmute(command))) {
      await mutePlace(db, place, null)
      return {
        title: { text: 'No longer muted' },
        blocks: [{ type: 'text', text: ['New commentaries are posted here again.'] }],
      }
    }
    const zone = here.find(({ digest }) => digest !== undefined)?.digest?.cadence.zone ?? 'UTC'
    const until = new Date(now().getTime() + parseLength(text))
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
