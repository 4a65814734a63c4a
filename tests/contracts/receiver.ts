import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card, Command, Form, Handler } from '../../src/commands/port.ts'

export type ReceiverUnderTest = {
  /** Types `/rsis <verb>`, and gives what the asker sees. */
  readonly type: (verb: string) => Promise<string>
  /** Presses the button under the last answer, and gives what the asker then sees. */
  readonly press: (label: string) => Promise<string>
  /** Opens the form of the button under the last answer; returns what it shows. */
  readonly open: (label: string) => Promise<string>
  /** Fills in the opened form and sends it. */
  readonly submit: (values: Readonly<Record<string, string>>) => Promise<string>
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

const form: Form = {
  name: 'subscribe',
  title: 'Subscribe this channel',
  submit: 'Subscribe',
  fields: [
    {
      type: 'choice',
      name: 'mode',
      label: 'When to post',
      value: 'instant',
      choices: [
        { label: 'At once', value: 'instant' },
        { label: 'In a digest', value: 'digest' },
      ],
    },
    { type: 'text', name: 'filter', label: 'Only about', longest: 200, isOptional: true },
  ],
  command: ({ mode = '', filter = '' }) => `/rsis subscribe mode:${mode} filter:${filter}`,
}

const answerTo = ({ text }: Command): Card =>
  text === 'status'
    ? { tone: 'problem', blocks: [{ type: 'text', text: ['Status: it is not known; try again.'] }] }
    : {
        title: { text: `Answer to ${text}` },
        blocks: [],
        actions: [
          { label: 'Older', command: '/rsis show CO26211' },
          { label: 'Subscribe…', form: 'subscribe' },
        ],
      }

/** A slow core that records what it is asked. */
const createCore = () => {
  const commands: Command[] = []
  const handler: Pick<Handler, 'answer' | 'form' | 'changes'> = {
    async answer(command) {
      commands.push(command)
      await wait(20)
      return answerTo(command)
    },
    form: async () => ({ form }),
    changes: async () => false,
  }
  return { commands, handler }
}

/** What the core relies on, for every platform. */
export const describeReceiver = (
  name: string,
  platform: string,
  start: (handler: Pick<Handler, 'answer' | 'form' | 'changes'>) => Promise<ReceiverUnderTest>,
): void => {
  describe(`${name} keeps the commands’ contract`, () => {
    let under: ReceiverUnderTest
    let core: ReturnType<typeof createCore>
    const texts = (): string[] => core.commands.map(({ text }) => text.replace(/^\/?rsis /u, ''))

    beforeEach(async () => {
      core = createCore()
      under = await start(core.handler)
    })
    afterEach(async () => under.stop())

    test('a command comes with its place and who gave it, and its answer reaches the asker', async () => {
      expect(await under.type('latest')).toContain('Answer to latest')
      expect(core.commands).toHaveLength(1)
      expect(core.commands[0]).toMatchObject({
        text: 'latest',
        place: { platform, tenant: expect.any(String), channel: expect.any(String) },
        person: { id: expect.any(String), name: expect.any(String) },
      })
      expect(await core.commands[0]?.person.mayManage()).toEqual(expect.any(Boolean))
    })

    test('what went wrong is answered as well', async () => {
      expect(await under.type('status')).toContain('it is not known')
    })

    test('a button is the same as typing its command', async () => {
      await under.type('latest')
      expect(await under.press('Older')).toContain('Answer to show CO26211')
      expect(texts()).toEqual(['latest', 'show CO26211'])
      expect(core.commands[1]?.place).toEqual(core.commands[0]?.place)
    })

    test('a form opens filled in, and sending it is the command that it makes', async () => {
      await under.type('latest')
      const shown = await under.open('Subscribe…')
      for (const words of ['Subscribe this channel', 'When to post', 'In a digest', 'Only about'])
        expect(shown).toContain(words)
      await under.submit({ mode: 'digest', filter: 'nickel' })
      expect(texts()).toEqual(['latest', 'subscribe mode:digest filter:nickel'])
    })

    test('after a stop and a start it is heard again', async () => {
      await under.restart()
      expect(await under.type('latest')).toContain('Answer to latest')
      expect(texts()).toEqual(['latest'])
    })
  })
}
