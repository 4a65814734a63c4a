import { type APIButtonComponent, type APIActionRowComponent, ButtonStyle, ComponentType } from 'discord.js'
import type { Action } from '../../../src/card/card.ts'
import { commandPress, customId, formPress, type Press } from './custom-id.ts'
import { clip, labels, safeUrl, visibleLine } from '../../../src/card/text.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'

/** Source: Discord, Component Reference. */
const longestLabel = 80
const longestUrl = 512
const mostInRow = 5

/** Makes the buttons of one message, each with its own id; long commands are kept separately. */
export type ButtonMaker = {
  readonly link: (label: string, url: string) => APIButtonComponent | undefined
  readonly command: (label: string, command: string) => APIButtonComponent
  /** `id`: what the answer is kept under. */
  readonly share: (id: string) => APIButtonComponent
  readonly action: (action: Action) => APIButtonComponent | undefined
  /** The commands that are too long for a button, by the id under which they must be kept. */
  readonly kept: ReadonlyMap<string, string>
}

const shownLabel = (label: string): string => clip(visibleLine(label), longestLabel) || '…'

/** What every button of a message carries in addition to its command. */
export type Carried = {
  /** The delivery's key. */
  readonly key?: string | undefined
  /** The channel that the message is about, if the message is elsewhere. */
  readonly channel?: string | undefined
}

export const createButtons = ({ key, channel }: Carried): ButtonMaker => {
  const kept = new Map<string, string>()
  let index = 0

  const press = (label: string, pressed: Press): APIButtonComponent => {
    const id = customId(index, pressed, key)
    index += 1
    return { type: ComponentType.Button, style: ButtonStyle.Secondary, label: shownLabel(label), custom_id: id }
  }
  const linked: ButtonMaker['link'] = (label, address) => {
    const url = safeUrl(address, longestUrl)
    return url === undefined
      ? undefined
      : { type: ComponentType.Button, style: ButtonStyle.Link, label: shownLabel(label), url }
  }
  const command: ButtonMaker['command'] = (label, text) => {
    const words = withoutName(visibleLine(text))
    const pressed = commandPress(words, index, { key, channel })
    if (pressed.kind === 'kept') kept.set(pressed.argument, words)
    return press(label, pressed)
  }
  return {
    link: linked,
    command,
    share: (id) => press(labels.share, { kind: 'share', argument: id, channel }),
    action: (action) => {
      if ('url' in action) return linked(action.label, action.url)
      if ('command' in action) return command(action.label, action.command)
      const pressed = formPress(action.form, index, { key, channel })
      if (pressed.argument.startsWith('=')) kept.set(pressed.argument.slice(1), action.form)
      return press(action.label, pressed)
    },
    kept,
  }
}

/** Buttons as rows, five in each. */
export const rowsOf = (buttons: readonly APIButtonComponent[]): APIActionRowComponent<APIButtonComponent>[] =>
  Array.from({ length: Math.ceil(buttons.length / mostInRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * mostInRow, (row + 1) * mostInRow),
  }))
