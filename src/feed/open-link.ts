import { type Get, maySend } from '../fetch/get.ts'
import type { Entry } from './entry.ts'

/** The entry, without its link if this program refuses to request that address: then no post links there. */
export const withOpenLink = (get: Get, entry: Entry): Entry =>
  entry.link === undefined || maySend(get, entry.link) ? entry : { ...entry, link: undefined }
