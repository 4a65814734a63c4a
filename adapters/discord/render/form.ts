import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import type { Form, FormField } from '../../../src/commands/port.ts'
import { customId } from './custom-id.ts'
import type { Of } from '../receive/payloads.ts'
import { fitForm, type FormLimits } from '../../../src/platform/fit-form.ts'

/** Source: Discord, Component Reference. */
const limits: FormLimits = {
  choices: 25,
  title: 45,
  label: 45,
  hint: 100,
  placeholder: 100,
  text: 4000,
  choiceLabel: 100,
  choiceValue: 100,
}
/** A field for longer values has several lines. */
const paragraphFrom = 200

const textInput = (field: FormField & { type: 'text' }): APITextInputComponent => ({
  type: ComponentType.TextInput,
  custom_id: field.name,
  style: field.longest > paragraphFrom ? TextInputStyle.Paragraph : TextInputStyle.Short,
  max_length: field.longest,
  required: field.isOptional !== true,
  ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
  ...(field.value ? { value: field.value } : {}),
})

const select = (field: FormField & { type: 'choice' }): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: field.name,
  required: field.isOptional !== true,
  options: field.choices.map(({ label, value }) => ({
    label,
    value,
    ...(value === field.value ? { default: true } : {}),
  })),
})

const labelled = (field: FormField): APILabelComponent => ({
  type: ComponentType.Label,
  label: field.label,
  ...(field.hint === undefined ? {} : { description: field.hint }),
  component: field.type === 'text' ? textInput(field) : select(field),
})

/** The form as a Discord modal; `channel` is the one that it is about, if it opens elsewhere. */
export const renderForm = (form: Form, channel: string | undefined): APIModalInteractionResponseCallbackData => {
  const { name, title, fields } = fitForm(form, limits)
  return {
    custom_id: customId(0, { kind: 'form', argument: name, channel }, undefined),
    title,
    components: fields.map(labelled),
  }
}

/** The values that were filled in, by field. */
export const formValues = ({ data }: Of<5>): Record<string, string> =>
  Object.fromEntries(
    data.components
      .flatMap(({ component, components = [] }) => (component === undefined ? components : [component]))
      .map(({ custom_id: name, value, values }) => [name, value ?? values?.[0] ?? '']),
  )
