import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Whether a test that needs a browser must be left out: never in CI, where a missing browser is a failure. */
export const hasNoBrowser = !existsSync(path)

if (hasNoBrowser && process.env['CI'] !== undefined) {
  throw new Error(`no browser at ${path}; install Chromium or name its path in CHROMIUM`)
}
if (hasNoBrowser) process.stdout.write(`skipped: browser tests need Chromium at ${path} (or name it in CHROMIUM)\n`)

/** A headless Chromium that keeps to loopback. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
