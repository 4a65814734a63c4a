import { parentPort, workerData } from 'node:worker_threads'
import { printedLinesIn } from './pdf-print.ts'

// A worker of `pdf-text.ts`: gets the bytes of a PDF, answers with its printed lines, fails where they cannot be read.
parentPort?.postMessage(await printedLinesIn(workerData as Uint8Array), [])
