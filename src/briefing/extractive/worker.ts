import { parentPort } from 'node:worker_threads'
import type { Commentary } from '../port.ts'
import { createExtractive } from './index.ts'

/** One commentary to be briefed; the answer carries the same number. */
export type Asked = { readonly number: number; readonly commentary: Commentary }

const engine = createExtractive()
const never = new AbortController().signal

parentPort?.on('message', ({ number, commentary }: Asked) => {
  void engine(commentary, never).then((briefing) => parentPort?.postMessage({ number, briefing }))
})
