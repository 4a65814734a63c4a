import type { Document } from '../commentary/import.ts'

/** A file or part of a file that is skipped, and a sentence about why. */
export type PassedOver = { readonly name: string; readonly problem: string }

/** A document to be read. If it may have other copies, `markRead` reports that this one could be read. */
export type FoundDocument = Document & { readonly markRead?: () => void }

/** A document, or something that is skipped. */
export type Found = FoundDocument | PassedOver
