import { describe, expect, test } from 'vitest'
import type { LlmOptions } from '../../../src/briefing/llm/index.ts'
import type { LlmBriefing } from '../../../src/briefing/llm/types.ts'
import type { Behaviour, Rewrite, Verdict } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { numberOnce } from './once.ts'
import { sample } from './samples.ts'
import { brief, setUp } from './setup.ts'

const rejudge = (change: (verdicts: Verdict[]) => unknown): Behaviour => ({ type: 'rejudge', rejudge: change })

/** The real verifier, with a doubt about every claim that holds the word. */
const doubting = ({ verifier }: LlmOptions, word: string): LlmOptions['verifier'] => ({
  ...verifier,
  verifyClaim: (draft, numbered) => {
    const verdict = verifier.verifyClaim(draft, numbered)
    if (verdict.state === 'rejected' || !draft.text.includes(word)) return verdict
    return { ...verdict, doubts: [{ code: 'ROLES', message: 'Who does what should be looked at.' }] }
  },
})

/** Nothing is retold: what can be shown by itself is there in the model's order, and the program fills up. */
const expectChosen = ({ claims, record }: LlmBriefing): void => {
  const shown = record.claims.filter(({ place }) => place === 'own-words').map(({ sentences }) => sentences[0])
  const lines = numberOnce(sample).sentences
  const chosen = claims.filter(({ origin }) => origin === 'chosen')
  expect(chosen.map(({ text }) => text)).toEqual(shown.map((number) => lines[(number ?? 0) - 1]?.text))
  expect(chosen.length).toBeGreaterThanOrEqual(3)
  expect(claims.some(({ origin }) => origin === 'model')).toBe(false)
}

describe('a judge', () => {
  test('sees each statement with its evidence, its context and its holder, and nothing of the rest', async () => {
    const { server, options } = await setUp()
    await brief(options, sample)
    const [{ user } = expect.fail()] = server.of('judge')
    const items = user.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as unknown] : []))
    expect(items).toHaveLength(6)
    expect(items).toContainEqual({
      id: expect.stringMatching(/^\d$/u) as string,
      statement: 'Quick repair is, in this sense, the cheapest deterrent on offer.',
      evidence: 'Quick repair is, in this sense, the cheapest deterrent on offer.',
      context: expect.stringContaining('hands a would-be saboteur his advantage') as string,
      holder: 'author',
    })
    expect(user).not.toContain('The anchor that did the damage')
  })

  test('who supports nothing leaves the sentences that were chosen in their own words, and the record says of each claim why', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'reject', words: [], fault: 'roles' })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expectChosen(briefing)
    expect(briefing.record.faults).toMatchObject([{ code: 'nothing-verified' }])
    expect(briefing.record.isRebriefWanted).toBe(false)
    for (const draft of [...briefing.record.claims, ...briefing.record.synopsis]) {
      expect(draft).toMatchObject({ outcome: 'judged-out', rejections: [{ code: 'JUDGE_ROLES' }] })
    }
  })

  test('who rejects one claim costs that retelling, and its sentence is shown in its own words', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'reject', words: ['Quick repair'], fault: 'strength' })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record.claims.filter(({ outcome }) => outcome === 'judged-out')).toMatchObject([
      { place: 'own-words' },
    ])
    expect(briefing.claims.filter(({ origin }) => origin === 'model')).toHaveLength(4)
    expect(briefing.claims.filter(({ origin }) => origin === 'chosen')).toHaveLength(1)
  })

  test('who rejects the synopsis leaves the author’s', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'reject', words: ['drawn to patrols'], fault: 'addition' })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.synopsis).toMatchObject({ source: 'author', text: sample.synopsis })
    expect(briefing.engine).toBe('llm')
  })

  test.each<[string, (verdicts: Verdict[]) => unknown, string]>([
    ['says nothing at all', () => [], 'JUDGE_SILENT'],
    ['speaks of other statements', (all) => all.map((one) => ({ ...one, id: `x${one.id}` })), 'JUDGE_SILENT'],
    ['is undecided', (all) => all.map((one) => ({ ...one, verdict: 'not_enough' })), 'JUDGE_NOT_ENOUGH'],
    ['supports in part', (all) => all.map((one) => ({ ...one, verdict: 'partly' })), 'JUDGE_PARTLY'],
    ['supports and names a fault', (all) => all.map((one) => ({ ...one, fault: 'cause' })), 'JUDGE_CAUSE'],
    [
      'says yes and then no',
      (all) => [...all, ...all.map(({ id }) => ({ id, verdict: 'contradicted', fault: 'time' }))],
      'JUDGE_TIME',
    ],
    [
      'says no and then yes',
      (all) => [...all.map(({ id }) => ({ id, verdict: 'contradicted', fault: 'time' })), ...all],
      'JUDGE_TIME',
    ],
  ])('who %s has let nothing pass', async (_, change, code) => {
    const { server, options } = await setUp()
    server.script('judge', rejudge(change))
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expectChosen(briefing)
    expect(briefing.record.claims.flatMap(({ rejections }) => rejections.map((one) => one.code))).toEqual(
      Array(5).fill(code),
    )
    expect(server.of('judge')).toHaveLength(1)
  })

  test('who skips one statement has not let that one pass', async () => {
    const { server, options } = await setUp()
    server.script(
      'judge',
      rejudge((verdicts) => verdicts.slice(1)),
    )
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.claims.filter(({ origin }) => origin === 'model')).toHaveLength(4)
  })

  test('who talks rubbish, and does so again, is not heard', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'content', content: '{"verdicts":[{"id":1,"verdict":"fine"}]}' })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record.judge).toEqual({ state: 'unreachable' })
    expect(server.of('judge')).toHaveLength(2)
  })

  test('may only reject: what code refused does not come before it', async () => {
    const { server, options } = await setUp()
    const rewrite: Rewrite = ({ claims }) => ({
      synopsis: [],
      claims: claims.map((claim, index) => (index > 0 ? claim : { ...claim, text: 'Atlantis owns all the cables.' })),
    })
    for (const call of ['write', 'repair'] as const) server.script(call, { type: 'rewrite', rewrite })
    await expectSafe(await brief(options, sample), sample)
    for (const { user } of server.of('judge')) expect(user).not.toContain('Atlantis')
  })
})

describe('a claim of which code is in doubt', () => {
  test('is shown where a judge supports it', async () => {
    const { options } = await setUp()
    const briefing = await brief({ ...options, verifier: doubting(options, 'Quick repair') }, sample)
    await expectSafe(briefing, sample)
    expect(briefing.claims.map(({ text }) => text)).toContainEqual(expect.stringContaining('Quick repair'))
  })
})

describe('without a judge nothing is retold', () => {
  test.each<[string, Partial<LlmOptions>, Behaviour]>([
    ['is switched off', { judgeModel: undefined }, { type: 'faithful' }],
    ['is down', { retries: 0 }, { type: 'status', status: 500, body: '' }],
    ['talks rubbish', {}, { type: 'content', content: 'Fine.' }],
    ['refuses', {}, { type: 'content', content: null, refusal: 'No.' }],
    ['gives an answer of another shape', {}, { type: 'content', content: '[]' }],
  ])('where it %s: the sentences are shown in their own words', async (_, changes, behaviour) => {
    const { server, options } = await setUp(changes)
    server.script('judge', behaviour)
    server.script('write', {
      type: 'rewrite',
      rewrite: ({ claims, synopsis }) => ({
        synopsis,
        // Close to the source's own words, as false claims are.
        claims: claims.map((claim) => ({ ...claim, text: claim.text.replace(/^(\w+)/u, '$1 then') })),
      }),
    })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expectChosen(briefing)
    expect(briefing.synopsis?.source).toBe('author')
  })
})
