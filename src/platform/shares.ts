import { createHash } from 'node:crypto'
import type { Card } from '../card/card.ts'
import { problemCard } from '../card/problem-card.ts'
import { formatInstant } from '../card/dates.ts'
import type { Command, Handler, Place } from '../commands/port.ts'
import { describeError, RetryableError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Memory } from '../store/port.ts'

/** Private answers are gone from a person's client long before. */
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
   * Keeps an answer, and gives the id that its Share button carries. Undefined if there is nothing to share: nobody else is
   * there, it is about a mistake, or it tells of a change.
   */
  async offer({ place, text }: Command, card: Card): Promise<string | undefined> {
    if (place.isDirect === true || card.tone === 'problem' || card.isShareable === false) return undefined
    const kept = JSON.stringify({ card, command: text })
    const hash = createHash('sha256').update(kept).digest('base64url').slice(0, 22)
    try {
      await memory.add(`shown:${hash}`, kept, keptMs)
      return `${hash}.${now().getTime().toString(36)}`
    } catch (error) {
      log.error({ error: describeError(error) }, 'an answer was not kept, so it cannot be shared')
      return undefined
    }
  },
  /** The answer behind the button's id; undefined if it is not kept any more. */
  async find(id: string): Promise<Shown | undefined> {
    const [hash = '', time = ''] = id.split('.')
    const shownAt = new Date(Number.parseInt(time, 36))
    if (Number.isNaN(shownAt.getTime())) return undefined
    const kept = await memory.get(`shown:${hash}`).catch((error: unknown) => {
      log.error({ error: describeError(error) }, 'an answer that was kept cannot be read')
    })
    return typeof kept === 'string' ? { ...(JSON.parse(kept) as Omit<Shown, 'shownAt'>), shownAt } : undefined
  },
  /**
   * Posts the answer of a message for all, once: in the `place` through the outbox where the bot may post there, else by
   * `otherwise`. `refused`: it surely was not shared, and may be tried again; `unclear`: it may have been.
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
  /** What the Share button carries. */
  readonly id: string
  /** Names the message of the button: one of its answers is shared once. */
  readonly message: string
  /** Who shares it, by the name that all know. */
  readonly name: () => Promise<string>
  readonly place: Place | undefined
  readonly handler: Pick<Handler, 'share'>
  readonly otherwise: (card: Card) => Promise<void>
}

type Outcome = 'shared' | 'known' | NotShared
type NotShared = 'refused' | 'unclear'

export type Shares = ReturnType<typeof createShares>

/** The answer to a Share button whose answer is gone. */
export const answerNotKept = problemCard(
  'That answer is no longer kept. Run its command again and share the new answer.',
)

/** What the person who shared is told where it failed; `platform`: its name. */
export const notSharedCard = (platform: string, outcome: NotShared): Card =>
  problemCard(
    outcome === 'refused'
      ? `${platform} did not take the answer. Press Share again; if the button is off, run the command again.`
      : `${platform} did not say whether the answer was posted. Look in the channel; if it is not there, run the command and share it again.`,
  )

/** The small line over a shared answer: who shared it, what was asked, and when it was so. */
const shareLine = (name: string, { command, shownAt }: Shown): string =>
  `Shared by ${name} · /rsis ${command}`.trimEnd() + ` · as of ${formatInstant(shownAt)}`

/** The answer as all see it: with who shared it, and as of when it was so. */
const sharedCard = (name: string, shown: Shown): Card => ({ ...shown.card, byline: shareLine(name, shown) })
