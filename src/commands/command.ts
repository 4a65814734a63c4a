import type { Kysely } from 'kysely'
import type { MakeBriefings } from '../archive/make-briefings.ts'
import type { Card } from '../card/card.ts'
import type { Coverage } from '../delivery/digest.ts'
import type { PeoplesFeeds } from '../feed/port.ts'
import type { Status } from '../ops/port.ts'
import type { Caches } from '../store/port.ts'
import type { Permission } from '../store/reader.ts'
import type { Schema } from '../store/schema.ts'
import type { Asker, Command, CommandSpec, Values } from './port.ts'

/** What a command may look at, and use. */
export type CommandContext = {
  /** As the workspace that asks may read it. */
  readonly db: Kysely<Schema>
  readonly caches: Caches
  /** Of everything that concerns everybody, and of a workspace's own feeds. */
  readonly status: (tenantKey: string) => Promise<Status>
  readonly feeds: PeoplesFeeds
  /** The text at an address on the open web. @throws UserError where there is none. */
  readonly readText: (address: string) => Promise<string>
  /** Briefs what was taken in without a briefing, and is now asked for. */
  readonly makeBriefings: MakeBriefings
  /** How much of a text answers may show. */
  readonly permission?: Permission
  readonly coverage: Coverage
  /** The feeds that the settings name; undefined for all that were ever polled. */
  readonly sourceIds?: readonly string[]
  /** Called after deliveries were written: the sender may look. */
  readonly onEnqueued: () => void
  /** Told how long an answer took, in milliseconds. `verb`: `other` for what is no command. */
  readonly onAnswered?: (verb: string, tookMs: number) => void
  readonly now: () => Date
}

/** A form that fills in a command's options. */
export type CommandForm = {
  /** The options it asks for, in its order: at most five, which is what a Discord modal takes. */
  readonly fields: readonly string[]
  /** How it opens in this place: its title and its button, of at most 24 characters each, and what is so now, by option. */
  open(
    context: CommandContext,
    asker: Asker,
  ): Promise<{ readonly title: string; readonly submit: string; readonly values: Values }>
}

/** One `/rsis` command, declared once: parser, help, forms, Discord's registration and the README are made of it. */
export type CommandDefinition = Omit<CommandSpec, 'actions'> & {
  readonly form?: CommandForm
  readonly actions?: readonly (Omit<CommandSpec, 'actions'> & { readonly form?: CommandForm })[]
  readonly synonyms: readonly string[]
  /** Synonyms that say by themselves what the words behind the verb would say: `unmute` is `mute off`. */
  readonly meant?: Readonly<Record<string, string>>
  /** Whole lines as a person types them. */
  readonly examples: readonly string[]
  /** Whether the words behind the verb, or the synonym, are ones of this command; without it all are. */
  readonly reads?: (text: string, verb: string) => boolean
  /**
   * The same words with the action that makes them a command for sure, where they may be an English phrase that begins with
   * the verb, as in `watch this space`; undefined where they are surely meant.
   */
  readonly madeSure?: (text: string) => string | undefined
  /** Whether it changes what the place receives: then only a manager of the place may, and it is kept who did. */
  readonly isManaging?: (text: string) => boolean
  /** Whether it changes something that anybody may change. */
  readonly isChanging?: (text: string) => boolean
  /**
   * The answer to what stands behind the verb.
   * @throws UserError about what the person typed.
   */
  run(text: string, context: CommandContext, command: Command): Promise<Card>
}
