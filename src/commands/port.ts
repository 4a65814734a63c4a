import type { Card } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'
import type { Completed, CommandSpec, Suggestion, Values } from './spec.ts'

export type { Card } from '../card/card.ts'
export type { ArchivePage, Facet, Library } from './library.ts'
export { type Place, placeKey } from '../subscriptions/place.ts'
export type { Completed, CommandOption, CommandSpec, OptionField, Suggestion, Values } from './spec.ts'
export { completions } from './completing.ts'
export { optionsAt, writeCommand } from './write-command.ts'

/** The person who gave a command, according to the platform's signed payload. */
export type Person = {
  /** The platform's id. */
  readonly id: string
  /** The display name for answers, in plain text. */
  readonly name: string
  /** Whether they may change what this place receives. Asked of the platform, and only by a command that changes something. */
  readonly mayManage: () => Promise<boolean>
  /** The person's IANA time zone, if the platform knows it. */
  readonly zone?: () => Promise<string | undefined>
  /** Whether they may change what every place of this workspace or server receives. False where the platform does not say. */
  readonly mayManageAll: () => Promise<boolean>
  /**
   * Whether they can read what is posted in a place of this workspace or server, as far as the platform says: they are in
   * it, or it is open to every member. False for a private place that they are not in, and where the platform does not say.
   */
  readonly mayRead: (place: Place) => Promise<boolean>
}

/** The person who asks, and the place that they ask about. */
export type Asker = {
  readonly place: Place
  readonly person: Person
  /** What the bot lacks to post in this place, as an answer; undefined if it may post there, or if the platform does not say. */
  readonly postingProblem?: () => Card | undefined
}

/** A command that a person typed or pressed: `text` is everything after `/rsis`, unchanged. */
export type Command = Asker & { readonly text: string }

/** One field of a form. `value` is its content when the form opens. */
export type FormField = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly isOptional?: true
  readonly value?: string
} & (
  | { readonly type: 'text'; readonly longest: number; readonly placeholder?: string }
  | { readonly type: 'choice'; readonly choices: readonly Suggestion[] }
)

/** A form that a button opens; sending it is the same as typing the command that `command` makes from its values. */
export type Form = {
  readonly name: string
  /** At most 24 characters, which fits on both platforms. */
  readonly title: string
  readonly submit: string
  /** At most five: a Discord modal takes no more. */
  readonly fields: readonly FormField[]
  readonly command: (values: Values) => string
}

/** The core, for receivers. No function rejects. */
export interface Handler {
  /** Every command, in the order of `help`. */
  grammar(): Promise<readonly CommandSpec[]>
  /** The answer, which only the asker sees. */
  answer(command: Command): Promise<Card>
  /** Whether the command would change something. */
  changes(text: string): Promise<boolean>
  /**
   * The form of the command or action of that name, such as `digest set`, filled in with the present values of this place and with
   * the words after the name; or the card that says why this person gets no form: there is none of that name, or they may not
   * change what it changes.
   */
  form(name: string, asker: Asker): Promise<{ readonly form: Form } | { readonly refusal: Card }>
  /**
   * What is wrong with the values of that form: a sentence by the name of each wrong field. It asks no service, so
   * a platform that waits for it is answered at once.
   */
  formErrors(name: string, values: Values): Promise<Values>
  /** At most 25 suggestions, the most likely first; nothing that the person may not know. */
  suggest(what: Completed, typed: string, asker: Asker): Promise<readonly Suggestion[]>
  /** Posts an answer that a person shares to a place where the bot is a member, once for each `id`; later it is corrected like a post. */
  share(place: Place, card: Card, id: string): Promise<void>
  /** The workspace or Discord server removed the bot: nothing is posted there any more, and its data is erased after `graceMs`. */
  left(tenant: Pick<Place, 'platform' | 'tenant'>, graceMs: number): Promise<void>
  /** The tenant is back, or its token works again: what was not erased yet stays and continues. */
  joined(tenant: Pick<Place, 'platform' | 'tenant'>): Promise<void>
  /**
   * The platform says that the place, or some place of the tenant, may take posts again: the bot was invited to it, it was
   * unarchived, or permissions were changed.
   */
  reopened(where: Place | Pick<Place, 'platform' | 'tenant'>): Promise<void>
}

/** Receives commands. It acknowledges each at once; the answer may come later. */
export interface Receiver {
  start(handler: Handler): Promise<void>
  stop(): Promise<void>
}
