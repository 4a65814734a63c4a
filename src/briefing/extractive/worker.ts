import { parentPort } from 'node:worker_threads'
import type { Commentary } from '../port.ts'
import { createExtractive } from './index.ts'

/** A request to brief one commentary; the response has the same number. */
export type Asked = { readonly number: number; readonly commentary: Commentary }

const engine = createExtractive()
const never = new AbortController().signal

parentPort?.on('message', ({ number, commentary }: Asked) => {
  void engine(commentary, never).then((briefing) => parentPort?.postMessage({ number, briefing }))
})
