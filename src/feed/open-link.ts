import { type Get, maySend } from '../fetch/get.ts'
import type { Entry } from './entry.ts'

/** The entry without its link, if that is an address that this program refuses to read: no post leads there. */
export const withOpenLink = (get: Get, entry: Entry): Entry =>
  entry.link === undefined || maySend(get, entry.link) ? entry : { ...entry, link: undefined }
