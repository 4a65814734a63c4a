import { describe, expect, test } from 'vitest'
import type { LlmBriefing } from '../../../src/briefing/llm/index.ts'
import type { Commentary } from '../../../src/commentary/commentary.ts'
import { isPassing } from '../../../src/model/faults.ts'
import { type Call, type OpenAiServer, startOpenAi } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { type ServerFault, serverFaults } from './fault-table.ts'
import { various } from './samples.ts'
import { brief, optionsFor } from './setup.ts'

type Run = { readonly briefing: LlmBriefing; readonly server: OpenAiServer }

/** A briefing by a separate server that has this fault in one of the calls. */
const briefWith = async (call: Call, { behaviour, timeoutMs }: ServerFault, commentary: Commentary): Promise<Run> => {
  const server = await startOpenAi()
  try {
    server.script(call, behaviour)
    const briefing = await brief(optionsFor(server, { timeoutMs, retries: 1, deadlineMs: 19_000 }), commentary)
    await expectSafe(briefing, commentary)
    return { briefing, server }
  } finally {
    await server.close()
  }
}

const briefEach = async (call: Call, fault: ServerFault): Promise<Run[]> => {
  const runs = await Promise.all(various.map((commentary) => briefWith(call, fault, commentary)))
  for (const { record } of runs.map(({ briefing }) => briefing)) {
    expect(record.faults[0]).toMatchObject({ step: call, code: fault.code })
    expect(record.isRebriefWanted).toBe(record.faults.some(isPassing))
  }
  return runs
}

describe.concurrent.each(serverFaults)('$name', (fault) => {
  const sends = fault.isAskedAgain ? fault.sends * 2 : fault.sends

  test('while writing leaves the extract', async () => {
    for (const { briefing, server } of await briefEach('write', fault)) {
      expect(briefing.engine).toBe('extractive')
      expect(briefing.record.judge).toEqual({ state: 'not-needed' })
      expect(server.requests.map(({ call }) => call)).toEqual(Array(sends).fill('write'))
    }
  })

  test('while judging leaves nothing retold', async () => {
    for (const { briefing, server } of await briefEach('judge', fault)) {
      expect(briefing.claims.filter(({ origin }) => origin === 'model')).toEqual([])
      expect(briefing.record.judge).toEqual({ state: 'unreachable' })
      expect(server.of('write')).toHaveLength(1)
      expect(server.of('judge')).toHaveLength(sends)
    }
  })
})
