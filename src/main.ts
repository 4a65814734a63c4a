import { exitOnSignal } from './cli/signals.ts'

// From the first moment on, before anything else is loaded: a supervisor may stop what it has just started.
const isService = [undefined, 'start', 'demo'].includes(process.argv[2])
const signals = exitOnSignal(isService ? 0 : 1)

const { runProgram } = await import('./cli/program.ts')
await runProgram(signals)
