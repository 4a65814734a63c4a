import type { TestProject } from 'vitest/node'
import { openStore } from '../src/store/connection.ts'
import { startServer } from './postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of a PostgreSQL server for the tests; undefined if none is installed. */
    postgres: string | undefined
  }
}

/** Runs once before all tests of a project that needs PostgreSQL: starts a server with a prepared database that tests copy. */
export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const server = await startServer()
  project.provide('postgres', server?.address)
  if (server === undefined) return undefined
  const { db, close } = await openStore(`${server.address}/template1`)
  await db.selectFrom('installation').selectAll().execute()
  await close()
  return server.stop
}
