import { clip, visibleText } from '../card/text.ts'
import type { Form, FormField } from '../commands/port.ts'

/** How much of a form a platform shows: how many choices, and the longest texts, in UTF-16 units. */
export type FormLimits = {
  readonly choices: number
  readonly title: number
  readonly label: number
  readonly hint: number
  readonly placeholder: number
  /** What a person may fill in. */
  readonly text: number
  readonly choiceLabel: number
  readonly choiceValue: number
}

type ChoiceField = Extract<FormField, { type: 'choice' }>

const short = (text: string, limit: number): string => clip(visibleText(text).trim() || ' ', limit)

/** The choices that can be shown; the one that is set now is among them, however long the list. */
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

/** The form as a platform can show it: no text too long or with invisible signs, and no list without choices. */
export const fitForm = (form: Form, limits: FormLimits): Pick<Form, 'name' | 'title' | 'submit' | 'fields'> => ({
  name: form.name,
  title: short(form.title, limits.title),
  submit: short(form.submit, limits.title),
  fields: form.fields
    .map((field) => fitField(field, limits))
    .filter((field) => field.type === 'text' || field.choices.length > 0),
})
