import { shown } from '../archive/query/text.ts'
import type { Block, Card } from '../card/card.ts'
import { deliveryKey } from '../delivery/key.ts'
import { enqueue } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import { placeKey } from '../subscriptions/place.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { muteUntil, takeZone } from '../subscriptions/mute-until.ts'
import { mutePlace, subscriptionsOf } from '../subscriptions/store.ts'
import { channelOption } from './options.ts'
import { notAllowed } from './answer/asked.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { noSubscription } from './filter.ts'
import { noChange, defaultZone, describePosts, formatLocal } from './describe-subscription.ts'
import type { Command } from './port.ts'
import { saysUntil } from './understand/slots.ts'

const dayMs = 86_400_000
const mostDays = 90

const example = 'e.g. /rsis mute 3d, /rsis mute until monday or /rsis mute off'

/** @throws UserError for words that are not a time, or for a time more than ninety days from now. */
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
      `${example}; /rsis unsubscribe ends it permanently`,
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

const said = (text: string): Block => ({ type: 'text', text: [text] })

/** Tells the channel about the mute, because the answer is visible to the asker alone; the same change gives the same text. */
const tellChannel = async (
  { db, now, onEnqueued }: CommandContext,
  { place }: Command,
  { about, card }: { readonly about: string; readonly card: Card },
): Promise<void> => {
  // In a direct message the person reads the answer itself.
  if (place.isDirect === true) return
  await enqueue(db, [{ key: deliveryKey(placeKey(place), 'notice', about), place, kind: 'notice', card }], now())
  onEnqueued()
}

/** The end of a mute to the minute, so that pressing twice makes one mute. */
const minuteOf = (until: Date): string => until.toISOString().slice(0, 16)

const begin = async (until: Date, zone: string, context: CommandContext, command: Command): Promise<Card> => {
  const { place, person } = command
  const when = formatLocal(until, zone)
  const actions = [{ label: 'Unmute', command: '/rsis mute off' }]
  const before = await subscriptionsOf(context.db, place)
  if (before.every(({ mutedUntil }) => mutedUntil?.getTime() === until.getTime())) {
    return { title: { text: `${noChange}: muted until ${when}` }, blocks: [], actions, isUnchanged: true }
  }
  await mutePlace(context.db, place, until)
  await tellChannel(context, command, {
    about: `muted ${minuteOf(until)}`,
    card: {
      title: { text: `RSIS briefings are muted here until ${when}` },
      blocks: [said(`Asked for by ${person.name}. What appears meanwhile can be read with /rsis latest.`)],
      actions,
    },
  })
  return {
    title: { text: `Muted until ${when}` },
    blocks: [said('Nothing is posted here until then. What waits for a digest is in the first digest after that.')],
    actions,
  }
}

const end = async (here: readonly Subscription[], context: CommandContext, command: Command): Promise<Card> => {
  const { place, person } = command
  const until = here.find((one) => isMuted(one, context.now()))?.mutedUntil
  const paused = here
    .flatMap((one) => (one.paused === undefined ? [] : [said(`Paused: ${one.paused.reason}`)]))
    .slice(0, 1)
  if (until === undefined) {
    return { title: { text: `${noChange}: this channel is not muted` }, blocks: paused, isUnchanged: true }
  }
  await mutePlace(context.db, place, null)
  await tellChannel(context, command, {
    about: `unmuted ${minuteOf(until)}`,
    card: { title: { text: 'RSIS briefings continue here' }, blocks: [said(`Unmuted by ${person.name}.`)] },
  })
  return {
    title: { text: 'No longer muted' },
    blocks: [...paused, said(`Posted here again: ${here.map(describePosts).join('; ')}.`)],
  }
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
    text === '' ? verb !== 'pause' : /^(?:off(?: \d.*)?|end|stop|no)$/iu.test(text) || saysUntil(text),
  async run(text, context, command) {
    const { db, now } = context
    const { place, person } = command
    if (text === '' && !(await person.mayManage())) throw notAllowed()
    const here = await subscriptionsOf(db, place)
    const isEnd = /^(?:off(?: .+)?|end|stop|no)$/iu.test(text)
    if (text !== '' && !isEnd) parseUntil(text, now(), defaultZone)
    if (here.length === 0) {
      throw noSubscription()
    }
    if (text === '') return howLong
    const beside = /^off (?!please$)(.+)$/iu.exec(text)?.[1]
    if (beside !== undefined) {
      throw new UserError('Mute', `“${shown(beside)}” says for how long, but unmute ends a mute at once`, example)
    }
    if (/^(?:off(?: please)?|end|stop|no)$/iu.test(text)) return end(here, context, command)
    const usual = here.find(({ digest }) => digest !== undefined)?.digest?.cadence.zone ?? defaultZone
    const zone = takeZone(text).zone ?? usual
    return begin(parseUntil(text, now(), zone), zone, context, command)
  },
}
