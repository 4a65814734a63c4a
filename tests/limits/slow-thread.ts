import { threadId } from 'node:worker_threads'
import { answerCalls } from '../../src/limits.ts'

// A thread on a machine that does much else: it takes its time to begin, and little for a call.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
answerCalls(() => threadId)
