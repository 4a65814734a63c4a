import { exitOnSignal } from './cli/signals.ts'

// Before anything else is loaded, because a supervisor may stop a process that it has just started.
const isService = [undefined, 'start', 'demo'].includes(process.argv[2])
const signals = exitOnSignal(isService ? 0 : 1)

const { runProgram } = await import('./cli/program.ts')
await runProgram(signals)
