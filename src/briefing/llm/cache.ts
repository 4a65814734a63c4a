import { createHash } from 'node:crypto'
import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { Log } from '../../log.ts'
import { describeError } from '../../errors.ts'
import type { Cache } from './types.ts'

/** A cache whose failures are only logged: what cannot be read counts as missing, what cannot be stored is lost. */
export const createPatientCache = (cache: Cache, log: Log): Cache => ({
  async get(key) {
    try {
      return await cache.get(key)
    } catch (error) {
      log.warn({ error: describeError(error) }, 'cache not read')
      return undefined
    }
  },
  async set(key, value, ttlMs) {
    try {
      return await cache.set(key, value, ttlMs)
    } catch (error) {
      log.warn({ error: describeError(error) }, 'cache not written')
      return false
    }
  },
})

/** Everything that the answers depend on, besides the commentary. */
export type AskedOf = {
  readonly prompts: string
  readonly schema: string
  readonly model: string
  readonly judgeModel: string | undefined
  readonly server: string
}

/**
 * The key under which the answers for a commentary are stored: from its title, its exact text, the prompts and the
 * models.
 */
export const answerKey = (commentary: Commentary, { prompts, schema, model, judgeModel, server }: AskedOf): string => {
  const parts = [commentary.title, textOf(commentary).text, prompts, schema, model, judgeModel ?? '', server]
  return `answers ${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}

/** How long answers are stored. Long enough for corrections; a text is rarely briefed again. */
export const answersMs = 180 * 24 * 60 * 60_000
