import { createHash } from 'node:crypto'
import type { Card } from '../card/card.ts'
import { problemCard } from '../card/problem-card.ts'
import { formatInstant } from '../card/dates.ts'
import type { Command, Handler, Place } from '../commands/port.ts'
import { describeError, RetryableError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Memory } from '../store/port.ts'

/** How long an answer can be shared; private answers disappear from a person's client long before. */
const keptMs = 7 * 86_400_000

/** An answer as its asker saw it. */
export type Shown = { readonly card: Card; readonly command: string; readonly shownAt: Date }

/** Keeps the answers that may be shared, so that Share posts what was shown and never runs the command again. */
export const createShares = ({
  memory,
  now,
  log,
}: {
  readonly memory: Memory
  readonly now: () => Date
  readonly log: Log
}) => ({
  /**
   * Keeps an answer, and gives the id for its Share button. Undefined if it cannot be shared: nobody else is
   * in the place, or the answer is about a mistake or a change.
   */
  async offer({ place, text }: Command, card: Card): Promise<string | undefined> {
    if (place.isDirect === true || card.tone === 'problem' || card.isShareable === false) return undefined
    const kept = JSON.stringify({ card, command: text })
    const hash = createHash('sha256').update(kept).digest('base64url').slice(0, 22)
    try {
      await memory.add(`shown:${hash}`, kept, keptMs)
      return `${hash}.${now().getTime().toString(36)}`
    } catch (error) {
      log.error({ error: describeError(error) }, 'an answer was not saved, so it cannot be shared')
      return undefined
    }
  },
  /** The answer for the button's id; undefined if it is not kept any more. */
  async find(id: string): Promise<Shown | undefined> {
    const [hash = '', time = ''] = id.split('.')
    const shownAt = new Date(Number.parseInt(time, 36))
    if (Number.isNaN(shownAt.getTime())) return undefined
    const kept = await memory.get(`shown:${hash}`).catch((error: unknown) => {
      log.error({ error: describeError(error) }, 'a saved answer cannot be read')
    })
    return typeof kept === 'string' ? { ...(JSON.parse(kept) as Omit<Shown, 'shownAt'>), shownAt } : undefined
  },
  /**
   * Posts an answer for everybody, once: through the outbox if the bot may post in the `place`, otherwise with
   * `otherwise`. `refused`: it was certainly not shared, and may be tried again; `unclear`: it may have been shared.
   */
  async share({ shown, id, message, name, place, handler, otherwise }: Share): Promise<Outcome> {
    const once = `shared:${message}:${id}`
    try {
      if (!(await memory.add(once, '', keptMs))) return 'known'
      const card = sharedCard(await name(), shown)
      await (place === undefined ? otherwise(card) : handler.share(place, card, `${message}:${id}`))
      return 'shared'
    } catch (error) {
      log.warn({ error: describeError(error) }, 'an answer may not have been shared')
      if (!(error instanceof RetryableError && error.notAccepted)) return 'unclear'
      return memory.delete(once).then(
        () => 'refused',
        () => 'unclear',
      )
    }
  },
})

type Share = {
  readonly shown: Shown
  /** The id in the Share button. */
  readonly id: string
  /** Identifies the message of the button; each of its answers is shared once. */
  readonly message: string
  /** The name by which others know the person who shares it. */
  readonly name: () => Promise<string>
  /** The place to post to through the outbox; undefined if the bot may not post there. */
  readonly place: Place | undefined
  readonly handler: Pick<Handler, 'share'>
  /** Posts the answer where the outbox cannot. */
  readonly otherwise: (card: Card) => Promise<void>
}

type Outcome = 'shared' | 'known' | NotShared
type NotShared = 'refused' | 'unclear'

export type Shares = ReturnType<typeof createShares>

/** The answer to a Share button whose answer is gone. */
export const answerNotKept = problemCard('That answer has expired. Run its command again and share the new answer.')

/** The message to the person whose answer could not be shared; `platform`: its name. */
export const notSharedCard = (platform: string, outcome: NotShared): Card =>
  problemCard(
    outcome === 'refused'
      ? `${platform} did not accept the answer. Press Share again; if the button is off, run the command again.`
      : `${platform} did not say whether the answer was posted. Look in the channel; if it is not there, run the command and share it again.`,
  )

/** The small line above a shared answer: who shared it, the command, and the time of the answer. */
const shareLine = (name: string, { command, shownAt }: Shown): string =>
  `Shared by ${name} · /rsis ${command}`.trimEnd() + ` · as of ${formatInstant(shownAt)}`

/** The answer for everybody, with who shared it and the time of the answer. */
const sharedCard = (name: string, shown: Shown): Card => ({ ...shown.card, byline: shareLine(name, shown) })
