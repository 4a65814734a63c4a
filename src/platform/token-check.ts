import type { Log } from '../log.ts'
import { tryAgain } from './try-again.ts'

const firstWaitMs = 5000

type Options<Fault> = {
  /** Asks the platform about the token itself, and gives the fault if it refuses the token. Rejects if the answer does not show it. */
  readonly ask: () => Promise<Fault | undefined>
  /** Called when the token works again. */
  readonly onAccepted?: () => void
  readonly log: Log
  /** How long until a refused token is tried again, in milliseconds; each wait is twice the one before. */
  readonly retryMs?: number | undefined
}

export type TokenCheck<Fault> = {
  /** Set while the platform refuses the token. */
  readonly fault: () => Fault | undefined
  /** Asks whether the platform accepts the token, and repeats the question until it does. Gives the first answer. */
  readonly check: () => Promise<Fault | undefined>
  readonly stop: () => void
}

/**
 * Checks whether a platform accepts our token. One refused call proves nothing, because a proxy or an incident can refuse as well: the
 * token counts as refused if the platform says so about the token itself, and is tried again until it works.
 */
export const createTokenCheck = <Fault>({
  ask,
  onAccepted = () => {},
  log,
  retryMs = firstWaitMs,
}: Options<Fault>): TokenCheck<Fault> => {
  let fault: Fault | undefined
  let asking: Promise<Fault | undefined> | undefined
  let isRetrying = false
  let stopping = new AbortController()

  const askOnce = async (): Promise<Fault | undefined> => {
    const found = await ask().catch(() => fault)
    if (found !== undefined && fault === undefined) log.error({ fault: found }, 'the platform refuses our token')
    const isHealed = found === undefined && fault !== undefined
    fault = found
    if (isHealed) {
      log.info('the platform accepts our token again')
      onAccepted()
    }
    return fault
  }

  const askUntilAccepted = async (): Promise<void> => {
    if (isRetrying || fault === undefined) return
    isRetrying = true
    const { signal } = stopping
    await tryAgain(async () => (await askOnce()) === undefined, { firstMs: retryMs, signal, ref: false })
    isRetrying = false
  }

  return {
    fault: () => fault,
    check: async () => {
      asking ??= askOnce().finally(() => {
        asking = undefined
        void askUntilAccepted()
      })
      return asking
    },
    stop() {
      stopping.abort()
      stopping = new AbortController()
    },
  }
}
