import { answerCalls } from '../limits.ts'
import { readPdf } from './pdf-text.ts'
import type { Asked } from './read-apart.ts'
import { readHtml } from './read-html.ts'

// The thread of `read-apart.ts`: gets a page or a PDF, gives what it says.
answerCalls((input) => {
  const asked = input as Asked
  return asked.kind === 'pdf' ? readPdf(asked.bytes, asked.url) : readHtml(asked.html, asked.url)
})
