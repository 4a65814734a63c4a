import { threadId } from 'node:worker_threads'
import { answerCalls } from '../../src/limits.ts'

// A thread on a busy machine: it starts slowly and answers calls fast.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
answerCalls(() => threadId)
