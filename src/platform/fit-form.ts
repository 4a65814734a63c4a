import { clip, visibleText } from '../card/text.ts'
import type { Form, FormField } from '../commands/port.ts'

/** The limits of a platform for forms: the number of choices, and the longest texts, in UTF-16 units. */
export type FormLimits = {
  readonly choices: number
  readonly title: number
  readonly label: number
  readonly hint: number
  readonly placeholder: number
  /** The longest value of a field. */
  readonly text: number
  readonly choiceLabel: number
  readonly choiceValue: number
}

type ChoiceField = Extract<FormField, { type: 'choice' }>

const short = (text: string, limit: number): string => clip(visibleText(text).trim() || ' ', limit)

/** The choices that can be shown; the present value is among them, however long the list is. */
const fitChoices = (field: ChoiceField, limits: FormLimits): ChoiceField['choices'] => {
  const fitting = field.choices.filter(({ value }) => value.length > 0 && value.length <= limits.choiceValue)
  const current = fitting.findIndex(({ value }) => value === field.value)
  const most = limits.choices
  const shown =
    current < most ? fitting.slice(0, most) : [...fitting.slice(0, most - 1), ...fitting.slice(current, current + 1)]
  return shown.map(({ label, value }) => ({ label: short(label, limits.choiceLabel), value }))
}

const fitField = (field: FormField, limits: FormLimits): FormField => {
  const words = {
    label: short(field.label, limits.label),
    ...(field.hint === undefined ? {} : { hint: short(field.hint, limits.hint) }),
  }
  if (field.type === 'choice') return { ...field, ...words, choices: fitChoices(field, limits) }
  const longest = Math.max(1, Math.min(field.longest, limits.text))
  const { placeholder, value = '' } = field
  return {
    ...field,
    ...words,
    longest,
    value: visibleText(value).slice(0, longest),
    ...(placeholder === undefined ? {} : { placeholder: short(placeholder, limits.placeholder) }),
  }
}

/** The form within a platform's limits, without invisible characters and without lists that have no choices. */
export const fitForm = (form: Form, limits: FormLimits): Pick<Form, 'name' | 'title' | 'submit' | 'fields'> => ({
  name: form.name,
  title: short(form.title, limits.title),
  submit: short(form.submit, limits.title),
  fields: form.fields
    .map((field) => fitField(field, limits))
    .filter((field) => field.type === 'text' || field.choices.length > 0),
})
