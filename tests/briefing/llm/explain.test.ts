import { describe, expect, test } from 'vitest'
import { explainBriefing } from '../../../src/briefing/llm/explain.ts'
import type { Rewrite } from '../../fakes/openai-server.ts'
import { briefOnce } from '../../brief-once.ts'
import { sample } from './samples.ts'
import { brief, setUp } from './setup.ts'

const withText =
  (text: string): Rewrite =>
  ({ synopsis, claims: [first, ...others] }) => ({ synopsis, claims: [{ ...first, text }, ...others] })

describe('the explanation of a briefing', () => {
  test('names the model, what it cost, and of every draft why it passed or failed', async () => {
    const { server, options } = await setUp()
    const rewrite = withText('Faster repair would protect the network from 1871.')
    server.script('write', { type: 'rewrite', rewrite })
    server.script('judge', { type: 'reject', words: ['Quick repair'] })
    const explained = explainBriefing(await brief(options, sample))
    expect(explained).toContain(`model writer-1 at ${new URL(server.baseUrl).host}`)
    expect(explained).toMatch(/^2 requests in this run · tokens \d+ in, \d+ out · judged by judge-1$/mu)
    expect(explained).toMatch(/✗ Faster repair would protect the network from 1871\.\n {5}rejected by code; rests on/u)
    expect(explained).toMatch(/FIGURE: .*1871/u)
    expect(explained).toMatch(/✗ Quick repair .*\n {5}rejected by the judge;.*\n.*\n {5}JUDGE_UNSUPPORTED: /u)
  })

  test('says what kept the model from its work, and which claims are the text’s own words', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'content', content: null, refusal: 'No.' })
    const explained = explainBriefing(await brief(options, sample))
    expect(explained).toContain('engine extractive')
    expect(explained).toContain('fault (write): refusal: the model refused')
    expect(explained.match(/^ {2}= /gmu)).toHaveLength(3)
  })

  test('says if there is no model', async () => {
    const briefing = await briefOnce(sample, new AbortController().signal)
    expect(explainBriefing(briefing)).toContain('no model is configured: nothing was drafted')
  })

  test('commands no terminal, whatever a model wrote', async () => {
    const { server, options } = await setUp()
    const rewrite = withText('Ships\u001B[2J\u001B]0;owned\u0007 sail\r\nfake: line \u202Edlrow')
    server.script('write', { type: 'rewrite', rewrite })
    const explained = explainBriefing(await brief(options, sample))
    expect(explained).toContain('Ships⟨U+001B⟩[2J⟨U+001B⟩]0;owned⟨U+0007⟩ sail⟨U+000D⟩⟨U+000A⟩fake: line ⟨U+202E⟩')
    expect(explained.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})
