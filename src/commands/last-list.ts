import { z } from 'zod'
import type { Card, ItemBlock } from '../card/card.ts'
import { idOfRow } from '../card/commentary-row.ts'
import { placeKey } from '../subscriptions/place.ts'
import type { CommandContext } from './command.ts'
import type { Seen } from './interpretation.ts'
import type { Asker } from './port.ts'
import type { Turn } from './understand/list-words.ts'

/** What a person saw last, with the commands of the list's page buttons by their labels. `command` is without its page. */
export type LastList = Seen & { readonly pages: Readonly<Record<string, string>> }

/** A cache may be on a server that others write to. */
const listSchema = z.object({
  command: z.string().optional(),
  rows: z.record(z.string(), z.string()),
  pages: z.record(z.string(), z.string()),
  shown: z.string().optional(),
})

/** How long a list is kept: about as long as a conversation lasts. */
const keptMs = 12 * 3_600_000

const nothing: LastList = { command: undefined, rows: {}, pages: {}, shown: undefined }

const keyOf = ({ place, person }: Asker): string => `${placeKey(place)}/${encodeURIComponent(person.id)}`

const listsOf = ({ caches }: CommandContext) => caches.of<LastList>('last-list')

const pageLabels = ['Next page', 'Previous page', 'First page', 'Last page']

/** What the person saw last here. */
export const lastList = async (context: CommandContext, asker: Asker): Promise<LastList> => ({
  ...nothing,
  ...listSchema.safeParse(await listsOf(context).get(keyOf(asker))).data,
})

/** Remembers what a card shows, so that `2`, `next` and `cite it` mean what the person sees. */
export const rememberList = async (context: CommandContext, asker: Asker, text: string, card: Card): Promise<void> => {
  const items = card.blocks.filter((block): block is ItemBlock => block.type === 'item')
  const [only] = card.commentaries ?? []
  const isOne = items.length === 0 && only !== undefined && card.commentaries?.length === 1
  if (items.length === 0 && !isOne) return
  const before = await lastList(context, asker)
  const command = text.replace(/ ?\bpage:\d+/iu, '')
  const rows = Object.fromEntries(items.map((item) => [String(item.number), idOfRow(item)]))
  const pages = (card.actions ?? []).flatMap((action) =>
    'command' in action && pageLabels.includes(action.label) ? [[action.label, action.command] as const] : [],
  )
  const isSame = command === before.command
  const list: LastList = isOne
    ? { ...before, shown: only }
    : {
        command,
        rows: isSame ? { ...before.rows, ...rows } : rows,
        pages: Object.fromEntries(pages),
        shown: items.length === 1 ? rows[String(items[0]?.number)] : undefined,
      }
  await listsOf(context).set(keyOf(asker), list, keptMs)
}

const labels = { next: 'Next page', previous: 'Previous page', first: 'First page', last: 'Last page' } as const

/** The command for another page of that list; undefined if there is no such page. */
export const turnCommand = ({ command, pages }: LastList, turn: Turn): string | undefined => {
  if (typeof turn === 'number') return command === undefined ? undefined : `${command} page:${turn}`
  const there = pages[labels[turn]]
  if (there !== undefined || command === undefined) return there
  // The first and the last page are one step away, or are this one.
  if (turn === 'first') return command
  return turn === 'last' ? pages['Next page'] : undefined
}
