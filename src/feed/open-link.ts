import { type Get, maySend } from '../fetch/get.ts'
import type { Entry } from './entry.ts'

/** The entry without a link to an address that this program would not ask for: no page is read there, and nobody is sent. */
export const withOpenLink = (get: Get, entry: Entry): Entry =>
  entry.link === undefined || maySend(get, entry.link) ? entry : { ...entry, link: undefined }
