import { createHash } from 'node:crypto'
import { isPageTurn } from '../../../src/platform/typed-command.ts'

/**
 * What a button does when it is pressed. `run`: runs the command in `argument`; `form`: opens the form of that name; `share`: posts
 * the answer that is kept under `argument` for everybody. `kept`: the command is too long for a button; it is kept under `argument`.
 */
export type Press = {
  readonly kind: 'run' | 'form' | 'share' | 'kept'
  readonly argument: string
  /** The channel that it is about, if that is not the message's own. */
  readonly channel?: string | undefined
}

const signs = { run: 'r', form: 'f', share: 's', kept: 'k' } as const
const kinds = new Map(Object.entries(signs).map(([kind, sign]) => [sign as string, kind as Press['kind']]))

/** Discord's limit, in characters. */
const longest = 100

/**
 * The id under which a long command is kept, derived from its text, so that the same button is always the same. The id also shows whether
 * the command turns a page, because the button is acknowledged before anything is looked up.
 */
const keptId = (text: string): string => {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  return isPageTurn(text) ? `page:0 ${hash}` : hash
}

/**
 * `<index><sign>[#<channel>] <key or -> <argument>`: the index distinguishes the buttons of one message; the key is the
 * delivery's, by which the message is found again in the channel.
 */
export const customId = (index: number, { kind, argument, channel }: Press, key: string | undefined): string =>
  `${index}${signs[kind]}${channel === undefined ? '' : `#${channel}`} ${key ?? '-'} ${argument}`

const pattern = /^\d+([a-z])(?:#(\d{1,20}))? (\S+) (.*)$/su

/** The press that a custom id encodes; undefined for an id that is not ours. */
export const readCustomId = (id: string): Press | undefined => {
  const [, sign = '', channel, , argument = ''] = pattern.exec(id) ?? []
  const kind = kinds.get(sign)
  return kind === undefined ? undefined : { kind, argument, channel }
}

/** The delivery's key in a custom id. */
export const keyOf = (id: string): string | undefined => {
  const key = pattern.exec(id)?.[3]
  return key === '-' ? undefined : key
}

/** A press as it fits into a button: where the command, or the form with its values, is too long, it must be kept under `keptUnder`. */
export const fitPress = (
  index: number,
  press: Press,
  key: string | undefined,
): Press & { readonly keptUnder?: string } => {
  if (customId(index, press, key).length <= longest) return press
  const keptUnder = keptId(press.argument)
  return press.kind === 'form'
    ? { ...press, argument: `=${keptUnder}`, keptUnder }
    : { ...press, kind: 'kept', argument: keptUnder, keptUnder }
}
