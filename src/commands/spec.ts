/** A value for the command, with the label that people see; each has at most 100 characters. */
export type Suggestion = { readonly label: string; readonly value: string }

/** What kind of value is completed while a person types. */
export type Completed = 'commentary' | 'author' | 'topic' | 'zone' | 'command'

/** How an option's value is written in the text after `/rsis`. */
type Writing =
  /** The value alone. */
  | 'words'
  /** `name:value`, in quotation marks if it contains a space; it is part of a search. */
  | 'term'
  /** `name:value`, in quotation marks if it contains a space. */
  | 'named'
  /** `name:` and everything after it; always the last option. */
  | 'rest'
  /** The name alone, if the value is true. */
  | 'flag'
  /** Not part of the text: the channel that the command is about, on a platform that can name one. */
  | 'channel'

/** Values that were filled in, by the names of their options. */
export type Values = Readonly<Record<string, string>>

/** How a form shows an option, in addition to its name, description and choices. */
export type OptionField = {
  /** At most 45 characters, which Discord shows. */
  readonly label: string
  /** The hint below the field, if it differs from the description. */
  readonly hint?: string
  readonly placeholder?: string
  /** Longest value in characters; 60 by default. */
  readonly longest?: number
  /** Choices to offer for an option that takes any text; the `known` values are always among them. */
  readonly choices?: (known: readonly string[]) => readonly Suggestion[]
  /** What is written for an emptied field, if leaving the option out would mean something else. */
  readonly emptied?: string
  /** Whether the option has a meaning with these other values; if not, it is neither checked nor written. */
  readonly isUsed?: (values: Values) => boolean
}

/** One option of a command. The parser, forms, help and every platform's registration are derived from it. */
export type CommandOption = {
  readonly name: string
  /** One sentence without a full stop; at most 100 characters, Discord's limit. */
  readonly description: string
  readonly writing: Writing
  readonly isRequired?: true
  readonly completes?: Completed
  readonly choices?: readonly Suggestion[]
  /** The smallest and the largest whole number; the option is text if this is absent. */
  readonly range?: readonly [low: number, high: number]
  /** How a form asks for it; if absent, no form does. */
  readonly field?: OptionField
  /** Reads a value. @throws UserError for a value that the option cannot have. */
  readonly check?: (value: string) => unknown
}

/** A command as every platform offers it; `actions` are words after the verb with options of their own. */
export type CommandSpec = {
  readonly verb: string
  /** One sentence without a full stop; at most 100 characters. */
  readonly summary: string
  readonly options: readonly CommandOption[]
  /** A command for those who maintain the bot; a platform without room for all commands lists it separately. */
  readonly isUpkeep?: true
  readonly actions?: readonly Omit<CommandSpec, 'actions'>[]
}
