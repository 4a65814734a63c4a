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
import { clip, visibleLine } from '../../../src/card/text.ts'
import { fittingChoices } from '../../../src/platform/form-choices.ts'

/** Source: Discord, Component Reference. */
const longest = {
  title: 45,
  label: 45,
  description: 100,
  placeholder: 100,
  option: 100,
  value: 4000,
  paragraphFrom: 200,
}
const mostChoices = 25

const textInput = (field: FormField & { type: 'text' }): APITextInputComponent => ({
  type: ComponentType.TextInput,
  custom_id: field.name,
  style: field.longest > longest.paragraphFrom ? TextInputStyle.Paragraph : TextInputStyle.Short,
  max_length: Math.min(field.longest, longest.value),
  required: field.isOptional !== true,
  ...(field.placeholder === undefined ? {} : { placeholder: clip(field.placeholder, longest.placeholder) }),
  ...(field.value === undefined || field.value === ''
    ? {}
    : { value: field.value.slice(0, Math.min(field.longest, longest.value)) }),
})

const choices = (field: FormField & { type: 'choice' }) =>
  fittingChoices(field, { most: mostChoices, longestValue: longest.option })

const select = (field: FormField & { type: 'choice' }): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: field.name,
  required: field.isOptional !== true,
  options: choices(field).map(({ label, value }) => ({
    label: clip(label, longest.option),
    value,
    ...(value === field.value ? { default: true } : {}),
  })),
})

const labelled = (field: FormField): APILabelComponent => ({
  type: ComponentType.Label,
  label: clip(visibleLine(field.label), longest.label),
  ...(field.hint === undefined ? {} : { description: clip(visibleLine(field.hint), longest.description) }),
  component: field.type === 'text' ? textInput(field) : select(field),
})

/** The form as a modal of Discord's; `channel`: the one it is about, where that is not where it opens. */
export const renderForm = (form: Form, channel: string | undefined): APIModalInteractionResponseCallbackData => ({
  custom_id: customId(0, { kind: 'form', argument: form.name, channel }, undefined),
  title: clip(visibleLine(form.title), longest.title),
  components: form.fields.filter((field) => field.type === 'text' || choices(field).length > 0).map(labelled),
})

/** What was filled in, by field. */
export const formValues = ({ data }: Of<5>): Record<string, string> =>
  Object.fromEntries(
    data.components
      .flatMap(({ component, components = [] }) => (component === undefined ? components : [component]))
      .map(({ custom_id: name, value, values }) => [name, value ?? values?.[0] ?? '']),
  )
