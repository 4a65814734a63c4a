import { UserError } from '../errors.ts'
import { formatDate } from '../card/dates.ts'
import { mutePlace, subscriptionsOf } from '../subscriptions/store.ts'
import type { CommandDefinition } from './command.ts'

const hourMs = 3_600_000
const unitHours: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 }
const mostDays = 90

/** @throws UserError for what is no length of time, or one over ninety days. */
const parseLength = (text: string): number => {
  const [, count = '', unit = ''] = /^(\d{1,4}) ?(h|d|w)(?:ours?|ays?|eeks?)?$/iu.exec(text) ?? []
  const hours = Number(count) * (unitHours[unit.toLowerCase()] ?? 0)
  if (hours <= 0 || hours > mostDays * 24) {
    throw new UserError(
      'Mute',
      `“${text.slice(0, 40)}” is no time up to ${mostDays} days`,
      'e.g. /rsis mute 3d, /rsis mute 12h or /rsis mute off',
    )
  }
  return hours * hourMs
}

/** Silences a channel for a while. */
export const mute: CommandDefinition = {
  verb: 'mute',
  synonyms: ['pause', 'snooze', 'unmute'],
  usage: 'mute <time>|off',
  summary: 'Post nothing here for a while; what appears meanwhile can be read with /rsis latest',
  examples: ['/rsis mute 3d', '/rsis mute 12h', '/rsis mute off'],
  isManaging: () => true,
  async run(text, { db, now }, { place }) {
    if ((await subscriptionsOf(db, place)).length === 0) {
      throw new UserError('Subscription', 'this channel has none', 'make one: /rsis subscribe instant')
    }
    if (/^(?:off|end|)$/iu.test(text)) {
      await mutePlace(db, place, null)
      return {
        title: { text: 'No longer muted' },
        blocks: [{ type: 'text', text: ['New commentaries are posted here again.'] }],
      }
    }
    const until = new Date(now().getTime() + parseLength(text))
    await mutePlace(db, place, until)
    return {
      title: { text: `Muted until ${formatDate(until.toISOString().slice(0, 10))}` },
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
