import type { HomeView, InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Card } from '../../../src/card/card.ts'
import type { Form, FormField } from '../../../src/commands/port.ts'
import { fitForm, type FormLimits } from '../../../src/platform/fit-form.ts'
import { renderBlocks } from './message.ts'
import { plain } from './rich-text.ts'

/** docs.slack.dev, Views, Input block, Select menu, Option object. */
const limits: FormLimits = {
  choices: 100,
  title: 24,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  text: 3000,
  choiceLabel: 75,
  choiceValue: 150,
}
const mostBlocks = 100

const inputElement = (field: FormField): InputBlock['element'] => {
  if (field.type === 'text') {
    const { longest, value, placeholder } = field
    return {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: longest,
      ...(value ? { initial_value: value } : {}),
      ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
    }
  }
  const options = field.choices.map(({ label, value }): PlainTextOption => ({ text: plain(label), value }))
  const current = options.find(({ value }) => value === field.value)
  return {
    type: 'static_select',
    action_id: 'value',
    options,
    ...(current === undefined ? {} : { initial_option: current }),
  }
}

const inputBlock = (field: FormField): InputBlock => ({
  type: 'input',
  block_id: field.name,
  label: plain(field.label),
  element: inputElement(field),
  optional: field.isOptional === true,
  ...(field.hint === undefined ? {} : { hint: plain(field.hint) }),
})

/** A form as a modal. Slack returns `metadata` with it, signed; at most 3,000 characters. */
export const renderForm = (form: Form, metadata: string): ModalView => {
  const { title, submit, fields } = fitForm(form, limits)
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: metadata,
    title: plain(title),
    submit: plain(submit),
    close: plain('Cancel'),
    blocks: fields.map(inputBlock),
  }
}

/** A card as a modal, for answers outside a channel. */
export const renderAnswerView = (card: Card | undefined): ModalView => ({
  type: 'modal',
  callback_id: 'answer',
  title: plain('RSIS Brief'),
  close: plain('Close'),
  blocks: card === undefined ? [{ type: 'section', text: plain('One moment …') }] : renderBlocks(card),
})

/** The blocks with distinct button ids, because several cards share a view. */
const numbered = (blocks: readonly KnownBlock[], part: number): KnownBlock[] =>
  blocks.map((block) =>
    block.type !== 'actions'
      ? block
      : {
          ...block,
          elements: block.elements.map((element) => ({ ...element, action_id: `${element.action_id ?? ''}.${part}` })),
        },
  )

/** App Home, with one part for each card. */
export const renderHome = (cards: readonly Card[]): HomeView => ({
  type: 'home',
  blocks: cards.flatMap((card, part): KnownBlock[] => [
    ...(part === 0 ? [] : [{ type: 'divider' as const }]),
    ...numbered(renderBlocks(card, {}, Math.floor(mostBlocks / cards.length) - 1), part),
  ]),
})
