import type { FormField } from '../commands/port.ts'

/** How many choices a platform shows, and how long a value may be, in UTF-16 units. */
export type ChoiceLimits = { readonly most: number; readonly longestValue: number }

/** The choices of a field that a platform can show; the one that is set now is among them, however long the list. */
export const fittingChoices = (
  field: Extract<FormField, { type: 'choice' }>,
  { most, longestValue }: ChoiceLimits,
): (typeof field)['choices'] => {
  const fitting = field.choices.filter(({ value }) => value.length > 0 && value.length <= longestValue)
  const current = fitting.findIndex(({ value }) => value === field.value)
  if (current < most) return fitting.slice(0, most)
  return [...fitting.slice(0, most - 1), ...fitting.slice(current, current + 1)]
}
