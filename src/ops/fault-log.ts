import type { Log } from '../log.ts'

/** Returns a function that logs what happened to the database file, when it is called: each fault once. */
export const createFaultLog = (findFault: () => string | undefined, log: Pick<Log, 'error'>): (() => void) => {
  let known: string | undefined
  return () => {
    const fault = findFault()
    if (fault !== undefined && fault !== known) log.error(fault)
    known = fault
  }
}
