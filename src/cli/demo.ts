import { randomBytes } from 'node:crypto'
import { start } from '../compose/start.ts'
import { readConfig } from '../config/config.ts'
import { lacksPassword } from '../config/general.ts'
import { runShow } from '../demo/show.ts'
import { createLog } from '../log.ts'
import { print } from './print.ts'
import type { Signals } from './signals.ts'

/** In the demo, polls and corrections come within seconds. */
const pollCron = '*/2 * * * * *'
const readAgainAfterMs = 5000

/**
 * Runs the program on the bundled samples, with a separate database. Where other machines can reach the page, as in a container, and
 * no password is set, it makes one up and prints it.
 */
export const runDemo = async (env: NodeJS.ProcessEnv, signals: Signals): Promise<void> => {
  const given = readConfig(env)
  // Normal events are visible on the page; with LOG_LEVEL=info they are logged as well.
  const log = await createLog(env['LOG_LEVEL'] ? given.logLevel : 'warn', true)
  await runShow({
    print,
    serve: async (feedUrl, databasePath, close) => {
      const webPassword = lacksPassword(given) ? randomBytes(12).toString('base64url') : given.webPassword
      const config = { ...given, feedUrls: [feedUrl], databasePath, allowPrivateFeeds: true, pollCron, webPassword }
      const running = await start(config, log, readAgainAfterMs)
      signals.beforeExit(async () => {
        await running.stop()
        await close()
      })
      return { url: running.url, password: webPassword, isNewPassword: webPassword !== given.webPassword }
    },
  })
}
