import type { CommandDefinition } from '../command.ts'
import type { DocumentRequest } from './documents.ts'
import type { Turn } from './list-words.ts'
import type { Recognised } from './concerns.ts'
import type { UserRequest } from './requests/index.ts'

/** What a text after `/rsis` means, according to its words alone, without the archive. */
export type Meaning =
  | {
      readonly kind: 'run'
      readonly definition: CommandDefinition
      readonly rest: string
      /** Only if there is a digest to change. */
      readonly needsDigest?: true
    }
  | (Exclude<UserRequest, { kind: 'run' }> & { readonly typed: string })
  | { readonly kind: 'turn'; readonly turn: Turn }
  /** The requests in a line, each as a line, and the parts of it that are none. */
  | { readonly kind: 'several'; readonly lines: readonly string[]; readonly left: readonly string[] }
  | { readonly kind: 'rows'; readonly verb: string; readonly rows: readonly number[]; readonly options: string }
  | Words

/** A text that is a command only if nothing in it names a commentary, or not a command. */
export type Words = {
  readonly kind: 'text'
  readonly typed: string
  /** The text without polite words. */
  readonly text: string
  readonly documents: readonly DocumentRequest[]
  /** The search for the subject of a question. */
  readonly topic: string | undefined
  /** Whether these are only the telling words of a question, which does not ask for commentaries. */
  readonly isGuess: boolean
  /** The words with a meaning that a search for the subject leaves out. */
  readonly unused: readonly string[]
  readonly isQuestion: boolean
  /** Whether it asks whether, why or how something is, and not for commentaries. */
  readonly isYesNo: boolean
  /** Whether the text is nothing but something that commentaries may be about. */
  readonly isSubject: boolean
  /** Whether what a search leaves out is a condition, a time or a thing of this program. */
  readonly isConditional: boolean
  /** Whether it has no pronoun, question word or condition. */
  readonly isPlain: boolean
  /** What the line may be about, the likeliest first. */
  readonly concerns: readonly Recognised[]
  readonly isInstruction: boolean
  readonly isForeign: boolean
  /** The command that the first word names, if the command cannot read the other words. */
  readonly command: { readonly definition: CommandDefinition; readonly rest: string } | undefined
}
