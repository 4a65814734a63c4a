import { createHash } from 'node:crypto'
import { type Commentary, textOf } from '../../commentary/commentary.ts'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Cached } from '../../store/port.ts'

export type Cache = Cached<unknown>

/** A cache whose failures are only logged: what cannot be read counts as missing, what cannot be stored is lost. */
export const createPatientCache = (cache: Cache, log: Log): Cache => {
  const orNothing = async <Value>(work: () => Promise<Value>, what: string): Promise<Value | undefined> => {
    try {
      return await work()
    } catch (error) {
      log.warn({ error: describeError(error) }, what)
      return undefined
    }
  }
  return {
    get: (key) => orNothing(() => cache.get(key), 'cache not read'),
    set: (key, value, ttlMs) => orNothing(() => cache.set(key, value, ttlMs), 'cache not written'),
  }
}

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
