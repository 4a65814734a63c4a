import type { Document } from '../commentary/import.ts'

/** A file or part of a file that is skipped, and a sentence about why. */
export type Skipped = { readonly name: string; readonly problem: string }

/** A document to be read. */
export type FoundDocument = Document & {
  /** The file that a person can look for, if `name` is only a part of one: `CO26204.pdf in mails.mbox`. */
  readonly foundIn?: string
  /** Reports that this one of several copies could be read. */
  readonly markRead?: () => void
}

/** A document, or something that is skipped. */
export type Found = FoundDocument | Skipped
