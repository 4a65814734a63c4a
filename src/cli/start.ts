import { platformsLine } from '../compose/platforms.ts'
import { start } from '../compose/start.ts'
import { lacksPassword } from '../config/general.ts'
import { configure } from './configure.ts'
import { describeError, type Mistake, mistakeLine } from '../errors.ts'
import { createLog } from '../log.ts'
import { version } from '../version.ts'
import { print } from './print.ts'
import type { Signals } from './signals.ts'

/** The program itself, until a signal ends it. @param warnings about the file `.env`. */
export const runStart = async (
  env: NodeJS.ProcessEnv,
  signals: Signals,
  warnings: readonly Mistake[],
): Promise<void> => {
  const config = configure(env)
  const log = await createLog(config.logLevel, process.stderr.isTTY)
  for (const warning of [...warnings, ...config.warnings]) log.warn(mistakeLine(warning))
  process.on('unhandledRejection', (error) => log.error({ error: describeError(error) }, 'unhandled'))
  const running = await start(config, log)
  signals.beforeExit(() => running.stop())
  const closed = lacksPassword(config) ? ', where the page opens only once WEB_PASSWORD is set' : ''
  print(`rsis-brief ${version} is ready: ${running.url}${closed} (Ctrl-C stops it); ${platformsLine(config)}`)
}
