import { enableCompileCache } from 'node:module'
import { exitOnSignal } from './cli/signals.ts'

// From the first moment on, before anything else is loaded: a supervisor may stop what it has just started.
const isService = [undefined, 'demo'].includes(process.argv[2])
const signals = exitOnSignal(isService ? 0 : 1)

// Types are stripped and code is compiled once, not at every start. What is loaded from here on profits.
enableCompileCache()

const { runProgram } = await import('./cli/program.ts')
await runProgram(signals)
