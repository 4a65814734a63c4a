import {
  type APIAllowedMentions,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js'
import type { Card, CardFile } from '../../../src/card/card.ts'
import { type ButtonMaker, type Carried, createButtons, rowsOf } from './actions.ts'
import { clip, commentaryAction, footLines, visibleLine } from '../../../src/card/text.ts'
import { escapedWithin, link } from './text.ts'
import { fitBlocks, omittedNote } from './layout.ts'
import { type Part, small } from './blocks.ts'

/** The message for Discord; the sender adds visibility, nonce and reference. */
export type Payload = {
  readonly flags: number
  readonly components: readonly [APIContainerComponent]
  readonly allowed_mentions: APIAllowedMentions
}

export type Rendered = {
  readonly payload: Payload
  /** Commands too long for their buttons, by the ids in the buttons. */
  readonly kept: ReadonlyMap<string, string>
}

/** With a `key`, the message always has a button that carries it. */
export type RenderOptions = Carried & {
  /** The id under which the answer is kept, for a Share button that posts it for everybody. */
  readonly share?: string | undefined
}

/** Components of a message, including nested ones, and characters in all its texts. Source: Discord, Component Reference. */
const mostComponents = 40
const mostCharacters = 4000

const longestTitle = 300
const longestLine = 300
const mostFooterLines = 4
/** A card's own buttons; with Share and a button for the key they fill three rows. */
const mostActions = 9
const mostRows = 3
/** The product's colour, bright enough for Discord's dark theme, and an amber for mistakes. */
const accents = { normal: 0x1f_8a_9c, problem: 0xc2_7c_0e } as const

/** No mention in a text notifies anybody. */
export const noMentions: APIAllowedMentions = { parse: [] }

const headOf = ({ byline, context, title }: Card): string => {
  const line = (text: string | undefined): string => small(escapedWithin(visibleLine(text ?? ''), longestLine))
  const heading = title === undefined ? '' : link(clip(visibleLine(title.text), longestTitle), title.url)
  return [line(byline), line(context), heading === '' ? '' : `### ${heading}`].filter((part) => part !== '').join('\n')
}

const footOf = ({ footer = [] }: Card): string =>
  footLines(footer, mostFooterLines)
    .map((line) => small(escapedWithin(line, longestLine)))
    .join('\n')

const text = (content: string): APIComponentInContainer => ({ type: ComponentType.TextDisplay, content })

/** Discord shows a file only if the message has a component for it. */
const attached = ({ name }: CardFile): APIComponentInContainer => ({
  type: ComponentType.File,
  file: { url: `attachment://${name}` },
})

const separator = (divider: boolean): APIComponentInContainer => ({
  type: ComponentType.Separator,
  divider,
  spacing: SeparatorSpacingSize.Small,
})

const partComponent = ({ text: content, beside }: Part, buttons: ButtonMaker): APIComponentInContainer => {
  const button = beside && buttons.action(beside)
  if (button === undefined) return text(content)
  return { type: ComponentType.Section, components: [{ type: ComponentType.TextDisplay, content }], accessory: button }
}

const isCarrier = (part: object | undefined): boolean => part !== undefined && !('url' in part)

/** The payload for a card's blocks (Components V2), within every limit of Discord; the card's thread is not included. */
export const renderMessage = (card: Card, { key, channel, share }: RenderOptions = {}): Rendered => {
  const buttons = createButtons({ key, channel })
  const head = headOf(card)
  const foot = footOf(card)
  const { file } = card
  const own = (card.actions ?? []).slice(0, mostActions)
  // Container, head, file, rule and foot; each button and its row; and perhaps a button for the key.
  const frame = (file === undefined ? 4 : 5) + own.length + 2 + mostRows
  const { shown, omitted } = fitBlocks(card, mostCharacters - head.length - foot.length, mostComponents - frame)
  const isCarried = key === undefined || own.some(isCarrier) || shown.some(({ beside }) => isCarrier(beside))
  const rowButtons = [
    ...[...own, ...(isCarried ? [] : [commentaryAction(card.commentaries ?? [])])].map(buttons.action),
    share === undefined ? undefined : buttons.share(share),
  ].filter((button): button is APIButtonComponent => button !== undefined)
  const inside: APIComponentInContainer[] = [
    ...(head === '' ? [] : [text(head)]),
    ...shown.flatMap((part, index) => [
      ...(part.hasSpace && index > 0 ? [separator(false)] : []),
      partComponent(part, buttons),
    ]),
    ...(omitted === 0 ? [] : [text(omittedNote(omitted))]),
    ...(file === undefined ? [] : [attached(file)]),
    ...(foot === '' ? [] : [separator(true), text(foot)]),
    ...rowsOf(rowButtons),
  ]
  return {
    payload: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          accent_color: accents[card.tone ?? 'normal'],
          components: inside.length === 0 ? [text('–')] : inside,
        },
      ],
      allowed_mentions: noMentions,
    },
    kept: buttons.kept,
  }
}
