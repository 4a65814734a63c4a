import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { problemCard } from '../../../src/card/problem-card.ts'
import { wholeAnswer } from '../../../src/card/with-file.ts'
import type { Asker, Handler } from '../../../src/commands/port.ts'
import type { AppOptions } from '../options.ts'
import { channelPage } from '../render/channel.ts'
import type { Answer } from '../render/pages/channel.ts'
import { wantsJson } from './reply.ts'

/** The longest command that is accepted, in UTF-16 code units; Discord's longest message has 4,000. */
export const longestCommand = 4500
/** The longest command in its longest encoding, `%xx` for each of three bytes, with some room for the other fields. */
const largestBody = longestCommand * 9 + 10_000

const tooLong = problemCard(
  `The command is longer than ${longestCommand.toLocaleString('en')} characters. Shorten it and send it again.`,
)

/** Everybody with access may do everything on the page, because access needs this machine or the password. */
const yes = async (): Promise<true> => true
const person = { id: 'web', name: 'a user of the page', mayManage: yes, mayManageAll: yes, mayRead: yes } as const

/** The time zone of the person's browser, which the page's script stores in a cookie; undefined if it is not a known zone. */
const zoneOf = (c: Context): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: getCookie(c, 'zone') ?? '' }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Answers commands of the page: as a page, or as data for a program. */
export const createAnswering = (options: AppOptions, handler: Handler) => {
  const show = async (c: Context, answer: Answer, status: 200 | 413 = 200): Promise<Response> =>
    wantsJson(c) ? c.json(await wholeAnswer(answer.card), status) : c.html(await channelPage(options, answer), status)

  const refuseTooLong = async (c: Context): Promise<Response> => show(c, { command: '/rsis …', card: tooLong }, 413)

  const askerOf = (c: Context): Asker => ({
    place: options.place,
    person: { ...person, zone: async () => zoneOf(c) },
  })

  return {
    handler,
    askerOf,
    show,
    refuseTooLong,
    /** Refuses a body that is longer than any command. */
    limitBody: (): MiddlewareHandler => bodyLimit({ maxSize: largestBody, onError: refuseTooLong }),
    /** Runs the command; `command`: the line that is shown above its answer. */
    run: async (c: Context, text: string, command = `/rsis ${text}`.trim()): Promise<Response> =>
      show(c, { command, card: await handler.answer({ text, ...askerOf(c) }) }),
  }
}

export type Answering = ReturnType<typeof createAnswering>
