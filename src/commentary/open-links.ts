import { type Get, maySend } from '../fetch/get.ts'
import type { Commentary } from './commentary.ts'

const openOnly = (get: Get, url: string | undefined): string | undefined =>
  url !== undefined && maySend(get, url) ? url : undefined

/** The commentary without addresses that this program refuses to request itself: readers are not sent there either. */
export const withOpenLinks = (get: Get, commentary: Commentary): Commentary => ({
  ...commentary,
  url: openOnly(get, commentary.url),
  pdfUrl: openOnly(get, commentary.pdfUrl),
})
