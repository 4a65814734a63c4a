import type { Kysely } from 'kysely'
import type { MakeBriefings } from '../archive/make-briefings.ts'
import type { Card } from '../card/card.ts'
import type { Coverage } from '../delivery/digest.ts'
import type { PeoplesFeeds } from '../feed/port.ts'
import type { Status } from '../ops/port.ts'
import type { Caches } from '../store/port.ts'
import type { Permission } from '../store/reader.ts'
import type { Schema } from '../store/schema.ts'
import type { Interpret } from './interpretation.ts'
import type { Asker, Command, CommandSpec, Values } from './port.ts'

/** Everything that commands may read and use. */
export type CommandContext = {
  /** The archive as the asking workspace may read it. */
  readonly db: Kysely<Schema>
  readonly caches: Caches
  /** The state of what concerns everybody, and of a workspace's own feeds. */
  readonly status: (tenantKey: string) => Promise<Status>
  readonly feeds: PeoplesFeeds
  /** The text at an address on the open web. @throws UserError if there is none. */
  readonly readText: (address: string) => Promise<string>
  /** Makes the briefing of an archived commentary that has none, because somebody asks for it. */
  readonly makeBriefings: MakeBriefings
  /** How much of a text answers may show. */
  readonly permission?: Permission
  readonly coverage: Coverage
  /** Undefined: no model reads what people type. */
  readonly interpret?: Interpret | undefined
  /** The feeds in the settings; undefined for all feeds that were ever polled. */
  readonly sourceIds?: readonly string[]
  /** Called after deliveries were written, so that the sender looks for them. */
  readonly onEnqueued: () => void
  /** Called with the duration of an answer in milliseconds. `verb` is `other` for a text that is not a command. */
  readonly onAnswered?: (verb: string, tookMs: number) => void
  readonly now: () => Date
}

/** The form for a command's options. */
export type CommandForm = {
  /** The options of the form, in its order: at most five, the limit of a Discord modal. */
  readonly fields: readonly string[]
  /** How the form opens in this place: its title and its button, of at most 24 characters each, and the present values by option. */
  open(
    context: CommandContext,
    asker: Asker,
  ): Promise<{ readonly title: string; readonly submit: string; readonly values: Values }>
}

/** One `/rsis` command, declared once: parser, help, forms, Discord's registration and docs/commands.md are derived from it. */
export type CommandDefinition = Omit<CommandSpec, 'actions'> & {
  readonly form?: CommandForm
  readonly actions?: readonly (Omit<CommandSpec, 'actions'> & { readonly form?: CommandForm })[]
  readonly synonyms: readonly string[]
  /** Synonyms that include words after the verb: `unmute` is `mute off`. */
  readonly meant?: Readonly<Record<string, string>>
  /** Complete lines as a person types them. */
  readonly examples: readonly string[]
  /** Whether this command can read the words after the verb or the synonym; if absent, it can read any. */
  readonly reads?: (text: string, verb: string) => boolean
  /**
   * If the words may be an English phrase that begins with the verb (`watch this space`): the unambiguous form of the
   * command (`add this space`). Undefined if the command is surely meant.
   */
  readonly madeSure?: (text: string) => string | undefined
  /** Whether it changes what the place receives: then only a manager may run it, and it is recorded who did. */
  readonly isManaging?: (text: string) => boolean
  /** Whether it makes the bot post in the place, now or later; it does not run where the bot may not post. */
  readonly isPosting?: (text: string) => boolean
  /** Whether it reads the archive: while that is empty, its only answer is why. */
  readonly isOfArchive?: true
  /** Whether it makes a change that anybody may make. */
  readonly isChanging?: (text: string) => boolean
  /**
   * The answer to the words after the verb.
   * @throws UserError about a mistake in them.
   */
  run(text: string, context: CommandContext, command: Command): Promise<Card>
}
