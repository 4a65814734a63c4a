import type { Document } from '../commentary/import.ts'

/** What is not taken in, and why, in words for a person. */
export type PassedOver = { readonly name: string; readonly problem: string }

/** A document to be read. If it may have other copies, the reader of one says that it could be read. */
export type FoundDocument = Document & { readonly markRead?: () => void }

/** What a file or an archive holds: something to be read, or something that is passed over. */
export type Found = FoundDocument | PassedOver
