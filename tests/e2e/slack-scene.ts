import { expect } from 'vitest'
import type { Sample } from '../../src/demo/samples.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace, type Message } from '../fakes/slack/state.ts'
import type { Program } from './process.ts'
import { openScene } from './scene.ts'
import { eventually } from '../eventually.ts'

type SlackSceneOptions = {
  readonly teams?: readonly string[]
  readonly channels?: readonly string[]
  readonly slack?: Parameters<typeof startFakeSlack>[0]
  /** The program's settings, as they are when it is started; by default, those of Socket Mode. */
  readonly env?: (slack: FakeSlack) => Readonly<Record<string, string>>
}

/** The settings of Socket Mode for the workspace `T1`. */
export const socketMode = ({ apiUrl }: FakeSlack): Readonly<Record<string, string>> => ({
  SLACK_BOT_TOKEN: 'xoxb-fake-T1',
  SLACK_APP_TOKEN: 'xapp-fake',
  SLACK_API_URL: apiUrl,
})

/** A scene with a Slack counterpart that has an administrator, `UADMIN`, and a member, `U1`, in each workspace. */
export const openSlackScene = async ({
  teams = ['T1'],
  channels = ['C1'],
  slack: options,
  env = socketMode,
}: SlackSceneOptions = {}) => {
  const slack = await startFakeSlack(options)
  for (const team of teams) {
    const workspace = addWorkspace(slack.state, team)
    for (const channel of channels) addChannel(workspace, channel)
    addUser(workspace, 'UADMIN', { isAdmin: true, zone: 'Europe/Berlin' })
    addUser(workspace, 'U1')
  }
  const scene = await openScene(3, () => env(slack))

  const messagesIn = (channel: string, team = 'T1'): readonly Message[] =>
    slack.state.workspaces.get(team)?.channels.get(channel)?.messages ?? []
  /** The answers that Slack receives after a person's action. */
  const answered = async (type: 'slash_commands' | 'interactive', payload: unknown): Promise<string> => {
    const before = slack.state.answers.length
    await slack.socket.deliver({ type, payload })
    await eventually(() => expect(slack.state.answers.length).toBeGreaterThan(before))
    return JSON.stringify(slack.state.answers.at(-1)?.body)
  }

  return {
    ...scene,
    slack,
    messagesIn,
    answered,
    /** Starts the program, and waits until Slack can reach it. */
    startConnected: async (): Promise<Program> => {
      const open = slack.socket.open()
      const program = scene.start()
      await program.url
      await eventually(() => expect(slack.socket.open()).toBeGreaterThan(open))
      return program
    },
    /** The program's answer to a command typed in a channel. */
    say: (text: string, channel = 'C1', user = 'UADMIN'): Promise<string> =>
      answered('slash_commands', slack.payloads.command(text, { channel, user })),
    /** How many posts of a channel are about the commentary, those in threads left out. */
    postsAbout: ({ title }: Pick<Sample, 'title'>, channel = 'C1', team = 'T1'): number =>
      messagesIn(channel, team).filter(({ text, thread_ts }) => thread_ts === undefined && text.includes(title)).length,
    close: async (): Promise<void> => {
      await scene.close()
      await slack.close()
      expect(slack.state.violations, 'everything that was sent keeps to Slack’s rules').toEqual([])
    },
  }
}

export type SlackScene = Awaited<ReturnType<typeof openSlackScene>>
