import type { HomeView, InputBlock, KnownBlock, ModalView, Option, PlainTextOption } from '@slack/types'
import type { Card } from '../../../src/card/card.ts'
import type { Form, FormField } from '../../../src/commands/port.ts'
import { clip, visibleText } from '../../../src/card/text.ts'
import { fittingChoices } from '../../../src/platform/form-choices.ts'
import { renderBlocks } from './message.ts'
import { plain } from './rich-text.ts'

/** docs.slack.dev, Views, Input block, Select menu, Option object. */
const longest = { title: 24, label: 2000, hint: 2000, placeholder: 150, option: 75, optionValue: 150, text: 3000 }
const mostOptions = 100
const mostBlocks = 100

const short = (text: string, limit: number) => plain(clip(visibleText(text).trim() || ' ', limit))

const options = (field: Extract<FormField, { type: 'choice' }>): PlainTextOption[] =>
  fittingChoices(field, { most: mostOptions, longestValue: longest.optionValue }).map(({ label, value }) => ({
    text: short(label, longest.option),
    value,
  }))

const inputElement = (field: FormField): InputBlock['element'] => {
  if (field.type === 'text') {
    const max_length = Math.max(1, Math.min(field.longest, longest.text))
    const value = field.value === undefined ? '' : visibleText(field.value).slice(0, max_length)
    return {
      type: 'plain_text_input',
      action_id: 'value',
      max_length,
      ...(value === '' ? {} : { initial_value: value }),
      ...(field.placeholder === undefined ? {} : { placeholder: short(field.placeholder, longest.placeholder) }),
    }
  }
  const choices = options(field)
  const current: Option | undefined = choices.find(({ value }) => value === field.value)
  return {
    type: 'static_select',
    action_id: 'value',
    options: choices,
    ...(current === undefined ? {} : { initial_option: current }),
  }
}

const inputBlock = (field: FormField): InputBlock => ({
  type: 'input',
  block_id: field.name,
  label: short(field.label, longest.label),
  element: inputElement(field),
  optional: field.isOptional === true,
  ...(field.hint === undefined ? {} : { hint: short(field.hint, longest.hint) }),
})

/** A form as a modal. `metadata` comes back with it, signed by Slack; at most 3,000 characters. */
export const renderForm = (form: Form, metadata: string): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  private_metadata: metadata,
  title: short(form.title, longest.title),
  submit: short(form.submit, longest.title),
  close: plain('Cancel'),
  blocks: form.fields.filter((field) => field.type === 'text' || options(field).length > 0).map(inputBlock),
})

/** A card as a modal, for answers where there is no channel to answer in. */
export const renderAnswerView = (card: Card | undefined): ModalView => ({
  type: 'modal',
  callback_id: 'answer',
  title: plain('RSIS Brief'),
  close: plain('Close'),
  blocks: card === undefined ? [{ type: 'section', text: plain('One moment …') }] : renderBlocks(card),
})

/** Buttons of several cards in one view need different ids. */
const numbered = (blocks: readonly KnownBlock[], part: number): KnownBlock[] =>
  blocks.map((block) =>
    block.type !== 'actions'
      ? block
      : {
          ...block,
          elements: block.elements.map((element) => ({ ...element, action_id: `${element.action_id ?? ''}.${part}` })),
        },
  )

/** App Home: what this workspace receives, and how the program is. */
export const renderHome = (cards: readonly Card[]): HomeView => ({
  type: 'home',
  blocks: cards.flatMap((card, part): KnownBlock[] => [
    ...(part === 0 ? [] : [{ type: 'divider' as const }]),
    ...numbered(renderBlocks(card, {}, Math.floor(mostBlocks / cards.length) - 1), part),
  ]),
})
