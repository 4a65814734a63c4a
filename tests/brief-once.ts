import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { inject } from 'vitest'
import type { Briefing, Commentary, Engine } from '../src/briefing/port.ts'

const briefings = new Map<string, Promise<Briefing>>()

/** Reads what another worker of this run has made, or makes it and leaves it for the others. */
const briefed = async (key: string, commentary: Commentary): Promise<Briefing> => {
  const file = join(inject('briefings'), createHash('sha256').update(key).digest('hex'))
  if (existsSync(file)) return deserialize(readFileSync(file)) as Briefing
  const { createExtractive } = await import('../src/briefing/extractive/index.ts')
  const briefing = await createExtractive()(commentary, new AbortController().signal)
  writeFileSync(`${file}.${process.pid}`, serialize(briefing))
  renameSync(`${file}.${process.pid}`, file)
  return briefing
}

/**
 * The real extractive engine. Its results are deterministic, so each commentary is briefed once for all tests
 * of a run.
 */
export const briefOnce: Engine = async (commentary, signal) => {
  signal.throwIfAborted()
  const key = JSON.stringify(commentary)
  const briefing = briefings.get(key) ?? briefed(key, commentary)
  briefings.set(key, briefing)
  return briefing
}
