import type { CommandDefinition } from '../command.ts'
import type { DocumentWish } from './documents.ts'
import type { Turn } from './list-words.ts'
import type { unavailable } from './unavailable.ts'
import type { Choice, Wish } from './wishes/index.ts'

/** What a text behind `/rsis` means, as far as its words say without looking into the archive. */
export type Meaning =
  | {
      readonly kind: 'run'
      readonly definition: CommandDefinition
      readonly rest: string
      /** Only where there is a digest to be changed. */
      readonly needsDigest?: true
    }
  | (Exclude<Wish, { kind: 'run' }> & { readonly typed: string })
  | { readonly kind: 'turn'; readonly turn: Turn }
  /** Several things at once, each a line of its own. */
  | { readonly kind: 'several'; readonly lines: readonly string[] }
  | { readonly kind: 'rows'; readonly verb: string; readonly rows: readonly number[]; readonly options: string }
  | Words

/** A text that is a command only if nothing in it names a commentary, or none at all. */
export type Words = {
  readonly kind: 'text'
  readonly typed: string
  /** Without the words that only ask politely. */
  readonly text: string
  readonly documents: readonly DocumentWish[]
  /** What a question asks about. */
  readonly topic: string | undefined
  /** What it says beside that, which no search can use. */
  readonly unused: readonly string[]
  /** Whether no word of it names anything. */
  readonly isEmpty: boolean
  readonly missing: ReturnType<typeof unavailable>
  readonly isInstruction: boolean
  readonly isForeign: boolean
  /** The commands that come nearest to what it may ask for. */
  readonly nearest: readonly Choice[]
  /** The command that the first word names, where its words are none of that command’s. */
  readonly command: { readonly definition: CommandDefinition; readonly rest: string } | undefined
}
