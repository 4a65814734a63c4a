import type { ReceiverUnderTest } from './receiver.ts'
import { channel, startSocket, until } from '../adapters/slack/harness.ts'
import { describePoster } from './poster.ts'
import { describeReceiver } from './receiver.ts'

describePoster('the Slack adapter', async () => {
  const { fake, slack, stop } = await startSocket()
  return {
    poster: slack,
    place: channel,
    texts: async () =>
      fake.state.workspaces
        .get('T1')
        ?.channels.get('C1')
        ?.messages.map(({ text }) => text) ?? [],
    stop,
  }
})

type Button = { readonly action_id: string; readonly value?: string; readonly text: { readonly text: string } }

const buttonsIn = (value: unknown): Button[] => {
  if (typeof value !== 'object' || value === null) return []
  return 'type' in value && value.type === 'button'
    ? [value as unknown as Button]
    : Object.values(value).flatMap(buttonsIn)
}

describeReceiver('the Slack adapter', 'slack', async (handler): Promise<ReceiverUnderTest> => {
  const { fake, slack, core, stop } = await startSocket()
  Object.assign(core, handler)
  const { answers, views } = fake.state
  const answerTo = async (type: 'slash_commands' | 'interactive', payload: unknown): Promise<string> => {
    const count = answers.length
    await fake.socket.deliver({ type, payload })
    await until(() => answers.length > count, 'the answer came')
    return JSON.stringify(answers.at(-1)?.body)
  }
  const pressing = (label: string): Record<string, unknown> => {
    const button = buttonsIn(answers.at(-1)?.body).find(({ text }) => text.text === label)
    if (button === undefined) throw new Error(`no button ${label}`)
    return fake.payloads.press({ action_id: button.action_id, value: button.value ?? '' })
  }
  const openedView = (): Record<string, unknown> => [...views.values()].at(-1)?.view ?? {}
  return {
    type: async (verb) => answerTo('slash_commands', fake.payloads.command(verb)),
    press: async (label) => answerTo('interactive', pressing(label)),
    async open(label) {
      const count = views.size
      await fake.socket.deliver({ type: 'interactive', payload: pressing(label) })
      await until(() => views.size > count, 'the form was opened')
      return JSON.stringify(openedView())
    },
    submit: async (values) => answerTo('interactive', fake.payloads.submit(openedView(), values)),
    async restart() {
      await slack.stop()
      await slack.start(core)
      await until(() => fake.socket.open() > 0, 'connected again')
    },
    stop,
  }
})
