import type { Commentary } from '../commentary.ts'

/** What one page or file says of its commentary, before the entry fills what it lacks and an id is made. */
export type PageFacts = Omit<Commentary, 'id' | 'extent' | 'feeds'> & {
  /** The series number, `CO20210`, where the page gives one. */
  readonly number: string | undefined
}

/** Nothing known yet: what a reader starts from that finds less than the series' own layout gives. */
export const noFacts: PageFacts = {
  number: undefined,
  url: undefined,
  title: '',
  authors: [],
  published: undefined,
  updated: undefined,
  synopsis: undefined,
  sections: [],
  aboutAuthors: [],
  categories: [],
  pdfUrl: undefined,
}
