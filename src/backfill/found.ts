import type { Document } from '../commentary/import.ts'

/** What is not taken in, and why, in words for a person. */
export type PassedOver = { readonly name: string; readonly problem: string }

/** Something to be read; where there may be another copy of it, whoever could read it says so. */
export type FoundDocument = Document & { readonly markRead?: () => void }

/** What a file or an archive holds: something to be read, or something that is passed over. */
export type Found = FoundDocument | PassedOver
