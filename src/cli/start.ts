import { start } from '../compose/start.ts'
import { configure } from './configure.ts'
import { describeError, mistakeLine } from '../errors.ts'
import { createLog } from '../log.ts'
import { version } from '../version.ts'
import { print } from './print.ts'
import type { Signals } from './signals.ts'

/** The program itself, until a signal ends it. */
export const runStart = async (env: NodeJS.ProcessEnv, signals: Signals): Promise<void> => {
  const config = configure(env)
  const log = await createLog(config.logLevel, process.stderr.isTTY)
  for (const warning of config.warnings) log.warn(mistakeLine(warning))
  process.on('unhandledRejection', (error) => log.error({ error: describeError(error) }, 'unhandled'))
  const running = await start(config, log)
  signals.beforeExit(() => running.stop())
  print(`rsis-brief ${version} is ready: ${running.url} (Ctrl-C stops it)`)
}
