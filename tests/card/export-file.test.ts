import { describe, expect, test } from 'vitest'
import type { MaybeBriefed } from '../../src/card/claim-facts.ts'
import { exportFile } from '../../src/card/export-file.ts'
import { exportFormats } from '../../src/card/export-formats.ts'
import { archivedCable, archivedExcerpt } from '../adapters/web/samples.ts'

const withTitle = (title: string): MaybeBriefed => ({
  ...archivedCable,
  commentary: { ...archivedCable.commentary, title },
})

describe('CSV', () => {
  const lines = (exported: readonly MaybeBriefed[]): string[] => exportFile(exported, 'csv', 'x').text.split('\r\n')

  test('begins with the mark that Excel needs, and has a row for each claim', () => {
    const [head, ...rows] = lines([archivedCable])
    expect(head).toMatch(/^\uFEFF"id","title","authors"/u)
    expect(rows.filter((row) => row !== '')).toHaveLength(archivedCable.briefing?.claims.length ?? 0)
  })

  test('has one row for a commentary without claims', () => {
    expect(lines([{ ...archivedExcerpt, briefing: undefined }]).filter((row) => row !== '')).toHaveLength(2)
  })

  test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＠x', '=HYPERLINK("http://x","y")'])(
    'is no formula: %j',
    (title) => {
      expect(lines([withTitle(title)]).join('\n')).toContain(`"'${title.replaceAll('"', '""')}"`)
    },
  )

  test('keeps a quotation mark, a comma and a line break inside the cell', () => {
    expect(exportFile([withTitle('A "b", c\nd')], 'csv', 'x').text).toContain('"A ""b"", c\nd"')
  })
})

test.each(exportFormats)('%s contains every quote, or every citation, and never the text itself', (format) => {
  const { text } = exportFile([archivedCable], format, 'cable')
  expect(text).toContain('Who Mends the Cable?')
  expect(text).toContain('who-mends-the-cable')
  expect(text).not.toContain('it is what the log books of the past four years show')
})

test('JSON is read back with the very characters of each quote', () => {
  const [read] = JSON.parse(exportFile([archivedCable], 'json', 'cable').text)
  expect(read.claims.map(({ quote }: { quote: string }) => quote)).toEqual(
    archivedCable.briefing?.claims.map(({ quote }) => quote.text),
  )
})

test('Markdown shows signs as they are', () => {
  const { text } = exportFile([withTitle('# 1. <b> [x](y) *z* `c`')], 'markdown', 'x')
  expect(text).toContain('[\\# 1. \\<b\\> \\[x\\](y) \\*z\\* \\`c\\`](<')
})

test.each([
  ['"nord stream" OR author:Čheang', 'csv', 'rsis-nord-stream-or-author-cheang.csv'],
  ['../../etc/passwd', 'ris', 'rsis-etc-passwd.ris'],
  ['中文', 'bibtex', 'rsis.bib'],
  ['x'.repeat(300), 'markdown', `rsis-${'x'.repeat(60)}.md`],
] as const)('%s as %s is called %s', (what, format, name) => {
  expect(exportFile([], format, what).name).toBe(name)
})
