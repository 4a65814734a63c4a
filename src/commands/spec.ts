/** `value` goes into the command, `label` is shown; each at most 100 characters. */
export type Suggestion = { readonly label: string; readonly value: string }

/** What is completed while a person types. */
export type Completed = 'commentary' | 'author' | 'topic' | 'zone' | 'command'

/** How an option's value stands in the text behind `/rsis`. */
type Writing =
  /** As it is. */
  | 'words'
  /** `name:value`, in quotation marks where it holds a space: part of a search. */
  | 'term'
  /** `name:value`, in quotation marks where it holds a space. */
  | 'named'
  /** `name:` and everything behind it: always last. */
  | 'rest'
  /** The name, where it is true. */
  | 'flag'
  /** Not in the text: the channel that the command is about, on a platform that can name one. */
  | 'channel'

/** What was filled in, by the names of options. */
export type Values = Readonly<Record<string, string>>

/** What a form says of an option beside its name, description and choices. */
export type OptionField = {
  /** At most 45 characters, which Discord shows. */
  readonly label: string
  /** Below the field, where the description does not say it. */
  readonly hint?: string
  readonly placeholder?: string
  /** In characters; 60 where it says nothing. */
  readonly longest?: number
  /** Offered where the option itself takes any text; `known` is always among them. */
  readonly choices?: (known: readonly string[]) => readonly Suggestion[]
  /** What is written where the field was emptied, and leaving it out would say something else. */
  readonly emptied?: string
  /** Whether it says anything beside the other values; else it is neither checked nor written. */
  readonly isUsed?: (values: Values) => boolean
}

/** One option of a command. Every platform's parser, form, help and registration is made of it. */
export type CommandOption = {
  readonly name: string
  /** One sentence without full stop; at most 100 characters, which Discord shows. */
  readonly description: string
  readonly writing: Writing
  readonly isRequired?: true
  readonly completes?: Completed
  readonly choices?: readonly Suggestion[]
  /** A whole number from and to; text where there is none. */
  readonly range?: readonly [low: number, high: number]
  /** How a form asks for it; without it no form does. */
  readonly field?: OptionField
  /** Reads a value. @throws UserError for one that it cannot have. */
  readonly check?: (value: string) => unknown
}

/** A command as every platform offers it; `actions` are the words behind the verb that have options of their own. */
export type CommandSpec = {
  readonly verb: string
  /** One sentence without full stop; at most 100 characters. */
  readonly summary: string
  readonly options: readonly CommandOption[]
  /** For those who look after the bot: apart from the others, where a platform has not room for all together. */
  readonly isUpkeep?: true
  readonly actions?: readonly Omit<CommandSpec, 'actions'>[]
}
