/** One line of print: text in the font `body` or `bold`, at a height (points from the page's foot). */
export type PdfLine = {
  readonly text: string
  readonly y: number
  readonly font?: 'body' | 'bold'
  readonly size?: number
  /** The text is inserted literally into the content stream. */
  readonly isRaw?: boolean
}

/** WinAnsi codes of the few characters beyond Latin-1 in the tests. */
const winAnsi = new Map([
  ['–', 0x96],
  ['—', 0x97],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
])

const encoded = (text: string): string =>
  Array.from(text)
    .map((character) => winAnsi.get(character) ?? character.codePointAt(0) ?? 0)
    .map((code) =>
      code > 126 || '()\\'.includes(String.fromCodePoint(code))
        ? `\\${code.toString(8).padStart(3, '0')}`
        : String.fromCodePoint(code),
    )
    .join('')

/** A small PDF, written by hand after ISO 32000-1 §7.5: one content stream a page, two of the standard fonts. */
export const makePdf = (pages: readonly (readonly PdfLine[])[]): Uint8Array => {
  const objects: string[] = []
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`)
  objects.push(font('Times-Roman'), font('Times-Bold'))
  for (const [index, lines] of pages.entries()) {
    const stream = lines
      .map((line) =>
        line.isRaw === true
          ? line.text
          : `BT /${line.font ?? 'body'} ${line.size ?? 11} Tf 1 0 0 1 72 ${line.y} Tm (${encoded(line.text)}) Tj ET`,
      )
      .join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + index * 2} 0 R /Resources << /Font << /body 3 0 R /bold 4 0 R >> >> >>`,
    )
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
  }
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const tail = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return new TextEncoder().encode(`${file}xref\n0 ${count}\n0000000000 65535 f \n${table}${tail}`)
}

/** Lines of one font, `leading` points apart. */
export const setLines = (
  texts: readonly string[],
  top: number,
  options: Omit<PdfLine, 'text' | 'y'> = {},
  leading = 13,
): PdfLine[] => texts.map((text, index) => ({ text, y: top - index * leading, ...options }))
