import { type APIButtonComponent, type APIActionRowComponent, ButtonStyle, ComponentType } from 'discord.js'
import type { Action } from '../../../src/card/card.ts'
import { customId, fitPress, type Press } from './custom-id.ts'
import { clip, labels, safeUrl, visibleLine } from '../../../src/card/text.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'

/** Source: Discord, Component Reference. */
const longestLabel = 80
const longestUrl = 512
const mostInRow = 5

const shownLabel = (label: string): string => clip(visibleLine(label), longestLabel) || '…'

/** What every button of a message carries in addition to its command. */
export type Carried = {
  /** The delivery's key. */
  readonly key?: string | undefined
  /** The channel that the message is about, if the message is elsewhere. */
  readonly channel?: string | undefined
}

/** Makes the buttons of one message, each with its own id. */
export const createButtons = ({ key, channel }: Carried) => {
  const kept = new Map<string, string>()
  let index = 0

  const button = (label: string, kind: Press['kind'], argument: string): APIButtonComponent => {
    const { keptUnder, ...press } = fitPress(index, { kind, argument, channel }, key)
    if (keptUnder !== undefined) kept.set(keptUnder, argument)
    const id = customId(index, press, key)
    index += 1
    return { type: ComponentType.Button, style: ButtonStyle.Secondary, label: shownLabel(label), custom_id: id }
  }
  return {
    /** `id`: what the answer is kept under. */
    share: (id: string): APIButtonComponent => button(labels.share, 'share', id),
    /** Undefined for an address that is not safe. */
    action: (action: Action): APIButtonComponent | undefined => {
      const { label } = action
      if ('command' in action) return button(label, 'run', withoutName(visibleLine(action.command)))
      if ('form' in action) return button(label, 'form', action.form)
      const url = safeUrl(action.url, longestUrl)
      if (url === undefined) return undefined
      return { type: ComponentType.Button, style: ButtonStyle.Link, label: shownLabel(label), url }
    },
    /** The commands that are too long for a button, by the id under which they must be kept. */
    kept: kept as ReadonlyMap<string, string>,
  }
}

export type ButtonMaker = ReturnType<typeof createButtons>

/** Buttons as rows, five in each. */
export const rowsOf = (buttons: readonly APIButtonComponent[]): APIActionRowComponent<APIButtonComponent>[] =>
  Array.from({ length: Math.ceil(buttons.length / mostInRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * mostInRow, (row + 1) * mostInRow),
  }))
