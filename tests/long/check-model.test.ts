import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startOpenAi } from '../fakes/openai-server.ts'

const run = promisify(execFile)

const checkModel = async (env: Readonly<Record<string, string>>): Promise<string> => {
  const { stdout } = await run(process.execPath, ['bench/model/check.ts', '--smoke'], {
    env: { ...process.env, ...env },
  })
  return stdout
}

test('a model is measured: what it shows, what is wrong of it, what it costs', { timeout: 120_000 }, async () => {
  const server = await startOpenAi()
  server.script('judge', { type: 'reject', words: [] })
  try {
    const printed = await checkModel({
      OPENAI_MODEL: 'invented',
      OPENAI_JUDGE_MODEL: 'strict',
      OPENAI_BASE_URL: server.baseUrl,
    })
    expect(printed).toContain('writer invented, judge strict')
    // A judge that rejects everything: neither wrong nor fair claims are shown.
    expect(printed.match(/^(?:wrong|fair).* 0 +0 %$/gmu)).toHaveLength(3)
    expect(printed).not.toContain('Wrong claims that would be shown')
    expect(printed).toMatch(/^one briefing, mean +[1-9]\d* +[1-9]\d* +[1-9]\d*$/mu)
    expect(new Set(server.requests.map(({ call }) => call))).toContain('judge')
  } finally {
    await server.close()
  }
})

test('without a model the figures are said to be of no model', { timeout: 120_000 }, async () => {
  const printed = await checkModel({ OPENAI_MODEL: '', OPENAI_API_KEY: '', OPENAI_BASE_URL: '' })
  expect(printed).toContain('of no model')
  expect(printed).toContain('Wrong claims that would be shown')
})
