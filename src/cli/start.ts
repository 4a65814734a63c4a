import { start } from '../compose.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { version } from '../version.ts'
import { say } from './say.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** The program itself, until a signal ends it. */
export const runStart = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = readConfig(env)
  const log = await createLog(config.logLevel, process.stderr.isTTY)
  for (const warning of config.warnings) log.warn(warning)
  const running = await start(config, log)
  stopOnSignal(() => running.stop(), log)
  say(`rsis-brief ${version} is ready: ${running.url} (Ctrl-C stops it)`)
}
