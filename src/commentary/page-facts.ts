import type { Commentary } from './commentary.ts'

/** What one page or file says of its commentary, before the entry fills what it lacks and an id is made. */
export type PageFacts = Omit<Commentary, 'id' | 'extent'> & {
  /** The series number, `CO20210`, where the page gives one. */
  readonly number: string | undefined
}
