import { createHash } from 'node:crypto'
import type { Card } from '../card/card.ts'
import { problemCard } from '../card/problem-card.ts'
import { formatInstant } from '../card/dates.ts'
import type { Command } from '../commands/port.ts'
import { describeError } from '../errors.ts'
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
  /** True for the first person who shares this answer of that message, false for everybody after. */
  first: async (message: string, id: string): Promise<boolean> => memory.add(`shared:${message}:${id}`, '', keptMs),
  /** It surely was not shared: it may be tried again. */
  undo: async (message: string, id: string): Promise<void> => memory.delete(`shared:${message}:${id}`),
})

export type Shares = ReturnType<typeof createShares>

/** The answer to a Share button whose answer is gone. */
export const answerNotKept = problemCard(
  'That answer is no longer kept. Run its command again and share the new answer.',
)

/** The small line over a shared answer: who shared it, what was asked, and when it was so. */
const shareLine = (name: string, { command, shownAt }: Shown): string =>
  `Shared by ${name} · /rsis ${command}`.trimEnd() + ` · as of ${formatInstant(shownAt)}`

/** The answer as all see it: with who shared it, and as of when it was so. */
export const sharedCard = (name: string, shown: Shown): Card => ({ ...shown.card, byline: shareLine(name, shown) })
