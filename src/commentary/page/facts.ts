import type { Commentary } from '../commentary.ts'

/** What one page or file says of its commentary, before missing facts are filled from the entry and an id is derived. */
export type PageFacts = Omit<Commentary, 'id' | 'extent' | 'feeds' | 'feedTitle'> & {
  /** The series number, `CO20210`, if the page gives one. */
  readonly number: string | undefined
}

/** The starting point of readers that find less than the series' own layout gives. */
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
