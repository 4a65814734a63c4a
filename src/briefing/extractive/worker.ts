import { answerCalls } from '../../limits.ts'
import type { Commentary } from '../port.ts'
import { createExtractive } from './index.ts'

const engine = createExtractive()
const never = new AbortController().signal

// The worker thread of `in-worker.ts`: receives a commentary, returns its briefing.
answerCalls((commentary) => engine(commentary as Commentary, never))
