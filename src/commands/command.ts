import type { Kysely } from 'kysely'
import type { Card } from '../card/card.ts'
import type { Status } from '../ops/port.ts'
import type { Schema } from '../store/schema.ts'

/** What a command may look at. */
export type CommandContext = {
  readonly db: Kysely<Schema>
  readonly status: () => Promise<Status>
}

/** One `/rsis` command; the registry lists them all, and `help` prints from here. */
export type CommandDefinition = {
  readonly verb: string
  readonly synonyms: readonly string[]
  /** Behind `/rsis`, e.g. `show <id>`. */
  readonly usage: string
  /** One sentence without full stop. */
  readonly summary: string
  /** Whole lines as a person types them. */
  readonly examples: readonly string[]
  /**
   * The answer to what stands behind the verb.
   * @throws UserError about what the person typed.
   */
  run(text: string, context: CommandContext): Promise<Card>
}
