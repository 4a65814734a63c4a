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

test('a model is measured: what it shows, what is wrong of it, what it costs', async () => {
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

test.each([
  [{}, /^OPENAI_MODEL: is not set, so there is no model to check; name the model in \.env\n$/u],
  [{ OPENAI_MODEL: 'x' }, /^OPENAI_MODEL: names a model, but no server; [^\n]*\n$/u],
  [
    { OPENAI_MODEL: 'x', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
    /^OPENAI_MODEL: 127\.0\.0\.1:9 cannot be reached: [^\n]*\n$/u,
  ],
  [{ PORT: 'x' }, /^PORT: [^\n]*\n$/u],
])('what cannot be measured is said in one line: %o', async (env, says) => {
  const unset = { OPENAI_MODEL: '', OPENAI_API_KEY: '', OPENAI_BASE_URL: '' }
  const failed: unknown = await checkModel({ ...unset, ...env }).catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) })
})
