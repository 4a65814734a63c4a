/** The formats of exported files. */
export const exportFormats = ['csv', 'json', 'markdown', 'bibtex', 'ris'] as const

export type ExportFormat = (typeof exportFormats)[number]

export const formatLabels: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  markdown: 'Markdown',
  bibtex: 'BibTeX',
  ris: 'RIS',
}
