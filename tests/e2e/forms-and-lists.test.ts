import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Place } from '../../src/commands/port.ts'
import { openStore } from '../../src/store/connection.ts'
import { nextInstant } from '../../src/subscriptions/due.ts'
import { addSubscription, everythingAtOnce, subscriptionsOf } from '../../src/subscriptions/store.ts'
import { furnish } from '../adapters/discord/harness.ts'
import { type DiscordServer, manager, member, startDiscordServer, textOf } from '../fakes/discord-server.ts'
import type { Interacted } from '../fakes/discord/interactions.ts'
import type { Message } from '../fakes/discord/world.ts'
import type { FakeSlack } from '../fakes/slack/index.ts'
import { openSlackScene, type SlackScene, socketMode } from './slack-scene.ts'
import { eventually } from '../eventually.ts'

/** As many subscriptions as a workspace may have. */
const count = 100
let scene: SlackScene
let slack: FakeSlack
let discord: DiscordServer
let rooms: ReturnType<typeof furnish>

const database = (): string => join(scene.folder, 'rsis.db')
const onSlack = (index: number): Place => ({ platform: 'slack', tenant: 'T1', channel: `C${index}` })

/** People act in the first place; the others fill the list. */
const fill = async (places: readonly Place[]): Promise<void> => {
  const store = await openStore(database())
  const now = new Date()
  const cadence = { days: ['fri'], times: ['09:00'], zone: 'Europe/Vilnius' } as const
  for (const place of places) {
    const digest = { cadence, next: nextInstant(cadence, now), postsEmpty: false }
    const createdBy = { id: 'U0', name: 'Ana' }
    await addSubscription(store.db, { ...everythingAtOnce(place, createdBy), digest }, now)
  }
  await store.close()
}

const kept = async (place: Place) => {
  const store = await openStore(database())
  const [one] = await subscriptionsOf(store.db, place)
  await store.close()
  return one && { filter: one.filter, cadence: one.digest?.cadence }
}

beforeAll(async () => {
  discord = await startDiscordServer()
  rooms = furnish(discord)
  scene = await openSlackScene({
    channels: Array.from({ length: count }, (_, index) => `C${index + 1}`),
    env: (own) => ({
      ...socketMode(own),
      POLL_CRON: '0 0 * * *',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    }),
  })
  slack = scene.slack
  await fill(Array.from({ length: count }, (_, index) => onSlack(index + 1)))
  await fill([
    { platform: 'discord', tenant: rooms.guild.id, channel: rooms.general.id },
    ...Array.from(
      { length: count - 1 },
      (_, index): Place => ({
        platform: 'discord',
        tenant: rooms.guild.id,
        channel: `8${String(index).padStart(17, '0')}`,
      }),
    ),
  ])
  const connected = discord.gateway.connected()
  await scene.startConnected()
  await connected
})

afterAll(async () => {
  await scene.close()
  await discord.close()
})

/** Presses the button with that label in an answer; Slack has given its blocks ids. */
const pressed = async (answer: string, label: string): Promise<string> => {
  const [, action_id = '', value = ''] =
    new RegExp(`"action_id":"(run\\.\\d+)","text":\\{[^{}]*"text":"${label}"[^{}]*\\},"value":"([^"]*)"`, 'u').exec(
      answer,
    ) ?? expect.fail(`no button “${label}” in ${answer}`)
  const block_id = `block-${slack.state.answers.length}`
  return scene.answered('interactive', slack.payloads.press({ action_id, block_id, value }, { user: 'UADMIN' }))
}

const titleOf = (answer: string): string => /page \d+ of \d+/u.exec(answer)?.[0] ?? ''
const channelsIn = (answer: string): string[] =>
  [...answer.matchAll(/(?:<#|"channel_id":")(C?\d+)/gu)].map(([, id = '']) => id)

const viewSchema = z.object({
  blocks: z.array(
    z.object({
      block_id: z.string(),
      element: z.object({
        initial_option: z.object({ value: z.string() }).optional(),
        initial_value: z.string().optional(),
      }),
    }),
  ),
})

const openedOnSlack = async (name: string, where: object) => {
  const before = slack.state.views.size
  const payload = slack.payloads.press({ action_id: 'form.0', value: name }, { user: 'UADMIN', ...where })
  await slack.socket.deliver({ type: 'interactive', payload })
  await eventually(() => expect(slack.state.views.size).toBeGreaterThan(before))
  const { view } = [...slack.state.views.values()].at(-1) ?? expect.fail('no form')
  const holds = Object.fromEntries(
    viewSchema
      .parse(view)
      .blocks.map(({ block_id, element }) => [block_id, element.initial_option?.value ?? element.initial_value ?? '']),
  )
  return { view, holds }
}

test('Slack: a form with mistakes stays open with all of them, and a list of 100 is paged forward and back', async () => {
  const { view, holds } = await openedOnSlack('subscribe', { channel: 'C1' })
  expect(holds).toMatchObject({ mode: 'both', days: 'fri', time: '09:00', zone: 'Europe/Vilnius' })
  const wrong = { ...holds, time: '25:99', filter: '"nord' }
  const sent = slack.payloads.submit(view, wrong, { channel: 'C1', user: 'UADMIN' })
  await slack.socket.deliver({ type: 'interactive', payload: sent })
  expect(slack.socket.acknowledgement()).toEqual({
    response_action: 'errors',
    errors: {
      time: '“25:99” is not a time of day; give 00:00 to 23:59, e.g. 08:00.',
      filter: expect.stringMatching(/quote at position 1/u),
    },
  })
  expect(await kept(onSlack(1))).toMatchObject({ filter: '' })

  // The person’s own zone is among the choices, and correct values are accepted.
  const right = { ...holds, days: 'weekdays', time: '7am', zone: 'Europe/Berlin', filter: 'topic:maritime' }
  const answer = await scene.answered(
    'interactive',
    slack.payloads.submit(view, right, { channel: 'C1', user: 'UADMIN' }),
  )
  expect(answer).toContain('Changed')
  expect(await kept(onSlack(1))).toMatchObject({
    filter: 'topic:maritime',
    cadence: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], times: ['07:00'], zone: 'Europe/Berlin' },
  })

  // There is no subscription for the person yet, so their own zone is offered.
  const own = await openedOnSlack('digest set', { view: 'home' })
  expect(own.holds).toMatchObject({ days: 'weekdays', time: '08:00', zone: 'Europe/Berlin', empty: 'skip' })

  // A person who may not change the channel gets no form.
  const views = slack.state.views.size
  const press = slack.payloads.press({ action_id: 'form.0', value: 'filter' }, { user: 'U1' })
  expect(await scene.answered('interactive', press)).toContain('Permission')
  expect(slack.state.views.size).toBe(views)

  const payload = slack.payloads.command('list all', { user: 'UADMIN' })
  const pages = [await scene.answered('slash_commands', payload)]
  while (pages.at(-1)?.includes('Next page') === true) pages.push(await pressed(pages.at(-1) ?? '', 'Next page'))
  expect(pages.map(titleOf)).toEqual(pages.map((_, index) => `page ${index + 1} of 10`))
  expect(new Set(pages.flatMap(channelsIn)).size).toBe(count)
  const back = await pressed(pages.at(-1) ?? '', 'Previous page')
  expect([titleOf(back), channelsIn(back)]).toEqual(['page 9 of 10', channelsIn(pages[8] ?? '')])
  const first = await pressed(back, 'First page')
  expect([titleOf(first), channelsIn(first)]).toEqual(['page 1 of 10', channelsIn(pages[0] ?? '')])
  expect(titleOf(await pressed(first, 'Last page'))).toBe('page 10 of 10')
})

const modalSchema = z.object({
  data: z.object({
    components: z.array(
      z.object({
        component: z.object({
          custom_id: z.string(),
          value: z.string().optional(),
          options: z.array(z.object({ value: z.string(), default: z.boolean().optional() })).optional(),
        }),
      }),
    ),
  }),
})

/** The values in the fields of a form on Discord. */
const holdsOf = ({ callbacks }: Interacted): Record<string, string> =>
  Object.fromEntries(
    modalSchema
      .parse(callbacks[0])
      .data.components.map(({ component: { custom_id, value, options = [] } }) => [
        custom_id,
        value ?? options.find((one) => one.default === true)?.value ?? '',
      ]),
  )

test('Discord: a form with mistakes says all of them and opens again filled in, and a list of 100 is paged forward and back', async () => {
  const { general, guild } = rooms
  const place: Place = { platform: 'discord', tenant: guild.id, channel: general.id }
  const acting = { in: general, as: manager } as const
  const shown = (one: Interacted): Message => one.original ?? expect.fail('no answer')

  const list = shown(await discord.person.type(['list'], {}, acting))
  const opened = await discord.person.press(list, 'Change…', acting).settled
  expect(holdsOf(opened)).toMatchObject({ mode: 'both', days: 'fri', time: '09:00', zone: 'Europe/Vilnius' })
  const wrong = { ...holdsOf(opened), days: 'weekdays', time: '25:99', filter: `"${'nord stream '.repeat(20)}` }
  const refused = shown(await discord.person.submit(opened, wrong, acting))
  expect(textOf(refused)).toMatch(
    /Time of the digest: “25:99” is not a time of day[\s\S]*Only what matches: The quote/u,
  )
  expect(await kept(place)).toMatchObject({ filter: '' })

  const again = await discord.person.press(refused, 'Correct…', acting).settled
  expect(holdsOf(again)).toEqual({ ...wrong, filter: wrong.filter.trim() })
  const right = { ...holdsOf(again), time: '7am', zone: 'Asia/Tokyo', filter: 'topic:maritime' }
  expect(textOf(shown(await discord.person.submit(again, right, acting)))).toContain('Changed')
  expect(await kept(place)).toMatchObject({
    filter: 'topic:maritime',
    cadence: { times: ['07:00'], zone: 'Asia/Tokyo' },
  })

  // A person who may not change the channel gets no form.
  const { callbacks } = await discord.person.press(list, 'Change…', { in: general, as: member }).settled
  expect(callbacks.map(({ type }) => type)).not.toContain(9)

  const turn = async (message: Message, label: string): Promise<Message> =>
    shown(await discord.person.press(message, label, acting).settled)
  const idsIn = (message: Message): string[] => channelsIn(textOf(message))
  let page = shown(await discord.person.type(['list'], { all: true }, acting))
  const pages = [[titleOf(textOf(page)), ...idsIn(page)]]
  while (discord.person.labels(page).includes('Next page')) {
    page = await turn(page, 'Next page')
    pages.push([titleOf(textOf(page)), ...idsIn(page)])
  }
  expect(pages.map(([title]) => title)).toEqual(pages.map((_, index) => `page ${index + 1} of 10`))
  expect(new Set(pages.flatMap(([, ...ids]) => ids)).size).toBe(count)
  page = await turn(page, 'Previous page')
  expect([titleOf(textOf(page)), ...idsIn(page)]).toEqual(pages[8])
  page = await turn(page, 'First page')
  expect([titleOf(textOf(page)), ...idsIn(page)]).toEqual(pages[0])
  page = await turn(page, 'Last page')
  expect(titleOf(textOf(page))).toBe('page 10 of 10')
})

test('a message to the bot alone subscribes the person: every morning at 8, by their own clock where it is known', async () => {
  const ownPlace: Place = { platform: 'slack', tenant: 'T1', channel: 'UADMIN', isDirect: true }
  const posts = slack.callsOf('chat.postMessage').length
  // The workspace has reached its limit, so one subscription is removed first.
  await scene.answered('slash_commands', slack.payloads.command('unsubscribe', { channel: 'C2', user: 'UADMIN' }))
  const payload = slack.payloads.directMessage('every morning at 8', { user: 'UADMIN' })
  await slack.socket.deliver({ type: 'events_api', payload })
  await eventually(() => expect(JSON.stringify(slack.callsOf('chat.postMessage').slice(posts))).toContain('Subscribed'))
  expect((await kept(ownPlace))?.cadence).toMatchObject({ times: ['08:00'], zone: 'Europe/Berlin' })

  const own = discord.direct(member.id)
  discord.person.write('every morning at 8, tokyo time', { in: own })
  await eventually(() => expect(own.messages.some((one) => textOf(one).includes('Subscribed'))).toBe(true))
  const onDiscord: Place = { platform: 'discord', tenant: member.id, channel: member.id, isDirect: true }
  expect((await kept(onDiscord))?.cadence).toMatchObject({ times: ['08:00'], zone: 'Asia/Tokyo' })
  const welcome = own.messages.filter((one) => textOf(one).includes('set up here'))
  expect(welcome).toHaveLength(1)
})
