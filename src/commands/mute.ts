import { shown } from '../archive/query/text.ts'
import type { Card } from '../card/card.ts'
import { UserError } from '../errors.ts'
import { muteUntil } from '../subscriptions/mute-until.ts'
import { mutePlace, subscriptionsOf } from '../subscriptions/store.ts'
import { channelOption } from './options.ts'
import { notAllowed } from './answer/asked.ts'
import type { CommandDefinition } from './command.ts'
import { noSubscription } from './filter.ts'
import { defaultZone, formatLocal } from './describe-subscription.ts'
import { saysUntil } from './understand/slots.ts'

const dayMs = 86_400_000
const mostDays = 90

const example = 'e.g. /rsis mute 3d, /rsis mute until monday or /rsis mute off'

/** @throws UserError for what is not a time, or one over ninety days from now. */
const parseUntil = (text: string, now: Date, zone: string): Date => {
  if (/^(?:tomorrow|next (?:week|month|\p{L}+day))$/iu.test(text)) {
    throw new UserError(
      'Mute',
      `“${text}” does not say when it ends, and a mute begins at once`,
      /^tomorrow$/iu.test(text) ? 'say until tomorrow, or 2d' : `say until ${text}, or for how long, e.g. 14d`,
    )
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

const howLong: Card = {
  title: { text: 'Mute for how long?' },
  blocks: [
    { type: 'text', text: ['Nothing is changed yet; say for how long, or until when:'] },
    { type: 'copy', text: '/rsis mute 3d' },
    { type: 'copy', text: '/rsis mute until monday 9am' },
  ],
  actions: [
    { label: 'A day', command: '/rsis mute 1d' },
    { label: 'A week', command: '/rsis mute 1w' },
    { label: 'Until Monday', command: '/rsis mute until monday' },
    { label: 'Another time…', form: 'mute' },
    { label: 'Unmute', command: '/rsis mute off' },
  ],
}

/** Silences a channel for a while. */
export const mute: CommandDefinition = {
  verb: 'mute',
  synonyms: ['pause', 'snooze', 'unmute'],
  meant: { unmute: 'off' },
  summary: 'Post nothing here for a while; what appears meanwhile can be read with /rsis latest',
  options: [
    {
      name: 'time',
      description: 'How long, such as 12h, 3d or 2w, or until when, such as until monday; off ends it',
      writing: 'words',
      isRequired: true,
      check: (typed) => parseUntil(typed, new Date(), defaultZone),
      field: { label: 'For how long, or until when', placeholder: '3d, a week, until monday 9am' },
    },
    channelOption,
  ],
  form: {
    fields: ['time'],
    open: async () => ({ title: 'Mute this channel', submit: 'Mute', values: {} }),
  },
  examples: ['/rsis mute 3d', '/rsis mute until monday', '/rsis mute off'],
  isManaging: (text) => text !== '',
  reads: (text, verb) =>
    text === '' ? verb !== 'pause' : /^(?:off(?: .*)?|end|stop|no)$/iu.test(text) || saysUntil(text),
  async run(text, { db, now }, { place, person }) {
    if (text === '' && !(await person.mayManage())) throw notAllowed()
    const here = await subscriptionsOf(db, place)
    if (here.length === 0) {
      throw noSubscription()
    }
    if (text === '') return howLong
    const beside = /^off (?!please$)(.+)$/iu.exec(text)?.[1]
    if (beside !== undefined) {
      throw new UserError('Mute', `“${shown(beside)}” says for how long, and unmute ends it`, example)
    }
    if (/^(?:off(?: please)?|end|stop|no)$/iu.test(text)) {
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
