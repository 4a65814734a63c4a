import { createMakeBriefings } from '../archive/make-briefings.ts'
import { engineOfOld } from '../briefing/create-engine.ts'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createMcpServer } from '../mcp/server.ts'
import { keepIndexIn } from '../archive/search/own-folder.ts'
import { isServer } from '../store/address.ts'
import { openStore } from '../store/connection.ts'
import { everybody, readAs } from '../store/reader.ts'
import { version } from '../version.ts'
import { configure } from './configure.ts'

/**
 * Speaks the Model Context Protocol on standard input and output, to which nothing else is written. The process ends
 * when its input has ended and everything is answered.
 */
export const runMcp = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const { databasePath, searchFolder, linkAndSynopsisOnly } = configure(env)
  const { db, close } = await openStore(databasePath)
  const place = { address: databasePath, folder: searchFolder }
  if (isServer(databasePath)) await keepIndexIn(db, place).catch(() => undefined)
  process.once('beforeExit', () => void close())
  const reading = readAs(db, everybody, linkAndSynopsisOnly ? 'synopsis' : 'text')
  const make = createMakeBriefings({ db, engine: engineOfOld(linkAndSynopsisOnly), now: () => new Date() })
  await createMcpServer(reading, make, version).connect(new StdioServerTransport())
}
