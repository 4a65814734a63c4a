import type { ActionsBlock, Button } from '@slack/types'
import type { Action, Card } from '../../../src/card/card.ts'
import { clip, itemTitle, labels, safeUrl, visibleLine } from '../../../src/card/text.ts'
import { plain } from './rich-text.ts'

/** What a button does when it is pressed; its `action_id` is this word, a dot and its index. */
export const buttonKinds = ['run', 'form', 'open', 'share', 'unfurl'] as const
export type ButtonKind = (typeof buttonKinds)[number]

/** docs.slack.dev, Button element and Actions block. */
const longestLabel = 75
const longestValue = 2000
const mostButtons = 25
/** The most characters of all buttons of a message as JSON, so that they leave room for the content. */
const mostCharacters = 3000

const button = (kind: ButtonKind, index: number, label: string, rest: Partial<Button>): Button => ({
  type: 'button',
  action_id: `${kind}.${index}`,
  text: plain(clip(visibleLine(label) || 'Open', longestLabel)),
  ...rest,
})

const actionButton = (action: Action, index: number): Button | undefined => {
  if ('url' in action) {
    const url = safeUrl(action.url)
    return url === undefined ? undefined : button('open', index, action.label, { url })
  }
  const [kind, value] = 'command' in action ? (['run', action.command] as const) : (['form', action.form] as const)
  return value.length === 0 || value.length > longestValue ? undefined : button(kind, index, action.label, { value })
}

const itemButtons = (card: Card, from: number): Button[] =>
  card.blocks.flatMap((block, index) => {
    if (block.type !== 'item') return []
    const shown = actionButton({ label: `${labels.show} ${block.number}`, command: block.command }, from + index)
    const title = visibleLine(itemTitle(block).text)
    return shown === undefined
      ? []
      : [{ ...shown, accessibility_label: clip(`${labels.show}: ${title}`, longestLabel) }]
  })

/** As many buttons as fit, in order. */
const row = (buttons: readonly Button[], mostCharacters: number): ActionsBlock[] => {
  const elements: Button[] = []
  let left = mostCharacters
  for (const button of buttons.slice(0, mostButtons)) {
    left -= JSON.stringify(button).length
    if (left < 0) break
    elements.push(button)
  }
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

/**
 * The buttons of a card: one row with a button for each row of its list, and one row with its own actions.
 * With `share`, the id under which the answer is kept, there is a button that posts it for everybody.
 */
export const renderActions = (card: Card, share?: string): ActionsBlock[] => {
  const actions = (card.actions ?? []).map(actionButton).filter((button) => button !== undefined)
  // Share comes first, because the last buttons are left out if there are too many.
  const own = [...(share === undefined ? [] : [button('share', 0, labels.share, { value: share })]), ...actions]
  return [...row(itemButtons(card, (card.actions ?? []).length), mostCharacters / 2), ...row(own, mostCharacters / 2)]
}
