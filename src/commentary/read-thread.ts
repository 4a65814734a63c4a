import { answerCalls } from '../limits.ts'
import { readPdf } from './pdf/read.ts'
import type { Asked } from './read-apart.ts'
import { readHtml } from './page/read.ts'

// The thread of `read-apart.ts`: gets a page or a PDF, gives what it says.
answerCalls((input) => {
  const asked = input as Asked
  if (asked.kind === 'html') return readHtml(asked.html, asked.url)
  // A damaged or locked file is no reason to end the thread.
  return readPdf(asked.bytes, asked.url, asked.name).catch(() => undefined)
})
