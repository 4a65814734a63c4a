import { UserError } from '../errors.ts'
import type { CommandContext, CommandDefinition, CommandForm } from './command.ts'
import { readOptions } from './options.ts'
import type { Asker, CommandOption, Form, FormField, OptionField, Values } from './port.ts'
import { writeCommand } from './write-command.ts'

const usualLength = 60

type Field = CommandOption & { readonly field: OptionField }

/** A form by its name: the path of its command, its fields in order, and the words after the name. */
type Found = {
  readonly path: readonly string[]
  readonly rest: string
  readonly options: readonly CommandOption[]
  readonly form: CommandForm
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** @throws UserError for an unknown name. */
const formAt = (definitions: readonly CommandDefinition[], name: string): Found => {
  const [verb = '', action = '', ...rest] = name.split(' ')
  const definition = definitions.find((one) => one.verb === verb)
  const within = definition?.actions?.find((one) => one.verb === action)
  if (within?.form !== undefined)
    return { path: [verb, action], rest: rest.join(' '), options: within.options, form: within.form }
  if (definition?.form === undefined) throw new UserError('Form', 'it has been removed', 'see /rsis help')
  return { path: [verb], rest: [action, ...rest].join(' '), options: definition.options, form: definition.form }
}

const isField = (option: CommandOption): option is Field => option.field !== undefined

const fieldsOf = ({ options, form }: Found): readonly Field[] =>
  form.fields.flatMap((name) => options.filter(isField).filter((option) => option.name === name))

const valueOf = (values: Values, name: string): string => (values[name] ?? '').trim()

/** The option as a field; the `known` values must be among its choices. */
const toField = (option: Field, value: string, known: readonly string[]): FormField => {
  const { name, field, description, isRequired } = option
  const choices = field.choices?.(known) ?? option.choices
  const hint = field.hint ?? (choices === undefined ? description : undefined)
  const common = { name, label: field.label, value, ...(hint === undefined ? {} : { hint }) }
  if (choices !== undefined) return { ...common, type: 'choice', choices }
  return {
    ...common,
    type: 'text',
    longest: field.longest ?? usualLength,
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    ...(isRequired === true ? {} : { isOptional: true }),
  }
}

/** The fields that have a meaning with these values, with their values. */
const used = (found: Found, values: Values): readonly { readonly option: Field; readonly value: string }[] =>
  fieldsOf(found)
    .filter(({ name, field }) => values[name] !== undefined && field.isUsed?.(values) !== false)
    .map((option) => ({ option, value: valueOf(values, option.name) }))

const errorOf = ({ check, isRequired, field }: Field, value: string): string | undefined => {
  if (value === '') return isRequired === true ? `Say what; e.g. ${field.placeholder ?? field.label}.` : undefined
  try {
    check?.(value)
    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `${capital(error.problem)}; ${error.fix}.`
  }
}

/** What is wrong with each field's value: the sentence that answers the same mistake in a typed command. */
export const formErrors = (definitions: readonly CommandDefinition[], name: string, values: Values): Values =>
  Object.fromEntries(
    used(formAt(definitions, name), values).flatMap(({ option, value }) => {
      const error = errorOf(option, value)
      return error === undefined ? [] : [[option.name, error]]
    }),
  )

/**
 * The form of that name as it opens in this place, filled in with the words after the name.
 * @throws UserError for an unknown name.
 */
export const findForm = async (
  definitions: readonly CommandDefinition[],
  context: CommandContext,
  name: string,
  asker: Asker,
): Promise<Form> => {
  const found = formAt(definitions, name)
  const { title, submit, values } = await found.form.open(context, asker)
  const { named, words } = readOptions(found.rest, found.options)
  const own = await asker.person.zone?.()
  const given = (option: CommandOption): string | undefined =>
    option.writing === 'words' ? words || undefined : named.get(option.name)
  return {
    name: found.path.join(' '),
    title,
    submit,
    fields: fieldsOf(found).map((option) => {
      const value = given(option) ?? values[option.name] ?? ''
      return toField(option, value, [value, ...(option.completes === 'zone' && own !== undefined ? [own] : [])])
    }),
    command: (sent) => {
      const filled = used(found, sent).map(({ option, value }) => ({
        name: option.name,
        value: value === '' ? (option.field.emptied ?? '') : value,
      }))
      return `/rsis ${writeCommand(found.path, found.options, filled)}`
    },
  }
}
