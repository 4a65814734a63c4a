import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder in which the workers of a run leave each other the briefings that they made. */
    briefings: string
  }
}

/** Gives all projects of a run one folder for briefings; code that changed meanwhile begins with an empty one. */
export default (project: TestProject): (() => void) => {
  const folder = join(tmpdir(), `rsis-brief-tests-briefings-${process.pid}`)
  const empty = (): void => rmSync(folder, { recursive: true, force: true })
  const begin = (): void => void mkdirSync(folder, { recursive: true })
  begin()
  project.onTestsRerun(() => {
    empty()
    begin()
  })
  project.provide('briefings', folder)
  return empty
}
