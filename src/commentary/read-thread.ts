import { answerCalls } from '../limits.ts'
import { readPdf } from './pdf/read.ts'
import type { Asked } from './read-in-thread.ts'
import { readHtml } from './page/read.ts'

// The worker thread of `read-in-thread.ts`: receives a page or a PDF, returns its facts.
answerCalls((input) => {
  const asked = input as Asked
  if (asked.kind === 'html') return readHtml(asked.html, asked.url)
  // A damaged or locked file should not end the thread.
  return readPdf(asked.bytes, asked.url, asked.name).catch(() => undefined)
})
