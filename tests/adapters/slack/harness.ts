import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { expect } from 'vitest'
import { createSlack, type Slack } from '../../../adapters/slack/index.ts'
import type { SlackOptions } from '../../../adapters/slack/options.ts'
import type { Card } from '../../../src/card/card.ts'
import type { Command, Form, Handler, Place } from '../../../src/commands/port.ts'
import type { Log } from '../../../src/log.ts'
import type { KeptTexts } from '../../../src/store/port.ts'
import { addChannel, addUser, addWorkspace } from '../../fakes/slack/state.ts'
import { createTestMemory } from '../../fakes/memory.ts'
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/index.ts'
import { cableCard, helpCard, problemCard, searchCard } from '../web/samples.ts'
import { eventually } from '../../eventually.ts'

export const channel: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' }
export const person: Place = { platform: 'slack', tenant: 'T1', channel: 'U1', isDirect: true }

/** Texts that end with the test. */
export const createTestTexts = (): KeptTexts => {
  const texts = new Map<string, string>()
  return {
    get: async (key) => texts.get(key),
    set: async (key, text) => texts.set(key, text),
    delete: async (key) => texts.delete(key),
    entries: async () => [...texts],
    replace: async (key, from, to) => texts.get(key) === from && texts.set(key, to).has(key),
  }
}

/** A log that keeps every line of every level. */
export const listeningLog = (): { readonly log: Log; readonly lines: () => string } => {
  const kept: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void kept.push(line) })
  return { log, lines: () => kept.join('') }
}

/** What a log must never contain. */
export const secrets = /xox[bp]-|xapp-|fake-signing|fake-client|fake-state/u

/** A core that answers at once and records what it is asked. */
export type StandIn = Handler & {
  readonly commands: Command[]
  readonly left: Handler['left']
  readonly leftTenants: string[]
  readonly joinedTenants: string[]
  readonly shared: { place: Place; card: Card; id: string }[]
  readonly reopenedPlaces: Parameters<Handler['reopened']>[0][]
}

const subscribeForm: Form = {
  name: 'subscribe',
  title: 'Subscribe this channel',
  submit: 'Subscribe',
  fields: [
    {
      name: 'cadence',
      label: 'How often',
      type: 'choice',
      choices: [
        { label: 'At once', value: 'instant' },
        { label: 'Every day', value: 'daily' },
      ],
      value: 'instant',
    },
    { name: 'filter', label: 'Only about', type: 'text', longest: 200, isOptional: true, placeholder: 'e.g. nickel' },
  ],
  command: ({ cadence, filter }) => `subscribe ${cadence} ${filter}`.trim(),
}

/** The core's answer if there is no such form. */
const noForm: Card = {
  tone: 'problem',
  blocks: [{ type: 'text', text: ['Form: it has been removed; see /rsis help.'] }],
}

const answer = (text: string): Card => {
  if (text.startsWith('search') || text === '') return searchCard
  if (text.startsWith('show') && text.includes('unknown')) return problemCard
  if (text.startsWith('show')) return { ...cableCard, thread: [] }
  if (text.startsWith('subscribe'))
    return { title: { text: 'Subscribed' }, blocks: [{ type: 'copy', text: '/rsis unsubscribe 1' }] }
  if (text === 'list all' || text === 'form')
    return {
      title: { text: 'Subscriptions' },
      blocks: [{ type: 'text', text: ['None yet.'] }],
      actions: [{ label: 'Subscribe', form: 'subscribe' }],
    }
  if (text.startsWith('export later'))
    return {
      blocks: [],
      file: {
        name: 'rsis-cable.csv',
        mediaType: 'text/csv',
        text: 'a part',
        later: async () => {
          await wait(50)
          if (text.endsWith('fails')) throw new Error('it could not be made')
          return 'the whole'
        },
      },
    }
  if (text.startsWith('export'))
    return {
      blocks: [],
      file: { name: 'rsis-cable.csv', mediaType: 'text/csv', text: '\uFEFF"id"\r\n"CO26211 – cable"\r\n' },
    }
  return text === 'help' || text === 'status' ? helpCard : problemCard
}

export const createStandIn = (): StandIn => {
  const commands: Command[] = []
  const leftTenants: string[] = []
  const joinedTenants: string[] = []
  const shared: { place: Place; card: Card; id: string }[] = []
  const reopened: Parameters<Handler['reopened']>[0][] = []
  return {
    commands,
    grammar: async () => [],
    formErrors: async (_name, values): Promise<Record<string, string>> =>
      values['time'] === '25:99' || values['filter'] === '"' ? { filter: 'Is not right; say it again.' } : {},
    leftTenants,
    joinedTenants,
    reopenedPlaces: reopened,
    async answer(command) {
      commands.push(command)
      return answer(command.text)
    },
    form: async (name) => (name === 'subscribe' ? { form: subscribeForm } : { refusal: noForm }),
    suggest: async () => [],
    async left({ tenant }) {
      leftTenants.push(tenant)
    },
    changes: async () => false,
    shared,
    async share(place, card, id) {
      shared.push({ place, card, id })
    },
    async reopened(place) {
      reopened.push(place)
    },
    async joined({ tenant }) {
      joinedTenants.push(tenant)
    },
  }
}

/** Two workspaces: the bot is in C1 of the first and in C2 of the second; U1 is a person, UADMIN an admin. */
export const startWorkspaces = async (): Promise<FakeSlack> => {
  const fake = await startFakeSlack()
  for (const [team, room] of [
    ['T1', 'C1'],
    ['T2', 'C2'],
  ] as const) {
    const workspace = addWorkspace(fake.state, team)
    addChannel(workspace, room)
    addUser(workspace, 'U1', { name: 'mei.tan', displayName: 'Mei Tan' })
    addUser(workspace, 'UADMIN', { isAdmin: true })
    addUser(workspace, 'UCREATOR')
  }
  return fake
}

export type Running = {
  readonly fake: FakeSlack
  readonly slack: Slack
  readonly core: StandIn
  readonly memory: ReturnType<typeof createTestMemory>
  /** Stops everything, and checks that all requests followed Slack's rules. */
  readonly stop: () => Promise<void>
}

/** The real adapter over Socket Mode. `options` may change its settings. */
export const startSocket = async (options: Partial<SlackOptions> = {}): Promise<Running> => {
  const fake = await startWorkspaces()
  const core = createStandIn()
  const memory = createTestMemory()
  const { log, lines } = listeningLog()
  const slack = createSlack({
    mode: 'socket',
    botToken: 'xoxb-fake-T1',
    appToken: 'xapp-fake',
    apiUrl: fake.apiUrl,
    memory,
    log,
    now: () => new Date(),
    stopGraceMs: 500,
    ...options,
  } as SlackOptions)
  await slack.start(core)
  return {
    fake,
    slack,
    core,
    memory,
    async stop() {
      await slack.stop()
      await fake.close()
      expect(fake.state.violations, 'everything that was sent keeps to Slack’s rules').toEqual([])
      expect(lines()).not.toMatch(secrets)
    },
  }
}

/** Waits until the condition is true. */
export const until = async (isSo: () => boolean, what: string): Promise<void> =>
  eventually(() => expect(isSo(), what).toBe(true))
