import { isUnsafe } from './unsafe.ts'

/** A subhead as it may stand beside a claim: it comes from the same page as the text and may carry the same attack. */
export const shownSection = (heading: string | undefined): string | undefined =>
  heading === undefined || isUnsafe(heading) ? undefined : heading
