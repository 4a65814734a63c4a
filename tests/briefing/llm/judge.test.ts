import { describe, expect, test } from 'vitest'
import type { LlmBriefing, LlmOptions } from '../../../src/briefing/llm/index.ts'
import type { Behaviour, Rewrite, Verdict } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { numberOnce } from './once.ts'
import { sample } from './samples.ts'
import { brief, setUp } from './setup.ts'

const rejudge = (change: (verdicts: Verdict[]) => unknown): Behaviour => ({ type: 'rejudge', rejudge: change })

/** The real verifier, with a doubt about every claim that contains the word. */
const doubting = ({ verifier }: LlmOptions, word: string): LlmOptions['verifier'] => ({
  ...verifier,
  verifyClaim: (draft, numbered) => {
    const verdict = verifier.verifyClaim(draft, numbered)
    if (verdict.state === 'rejected' || !draft.text.includes(word)) return verdict
    return { ...verdict, doubts: [{ code: 'ROLES', message: 'Who does what should be looked at.' }] }
  },
})

/** Nothing is paraphrased: sentences that can be shown alone come in the model's order, and the program adds others. */
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
      claim: expect.stringMatching(/^\d$/u) as string,
      statement: 'Quick repair is, in this sense, the cheapest deterrent on offer.',
      evidence: 'Quick repair is, in this sense, the cheapest deterrent on offer.',
      context: {
        title: sample.title,
        subhead: expect.stringMatching(/\w/u) as string,
        synopsis: sample.synopsis,
        paragraph: expect.stringContaining('hands a would-be saboteur his advantage') as string,
      },
      hints: [],
      holder: 'author',
    })
    expect(user).not.toContain('The anchor that did the damage')
  })

  test('who supports nothing leaves the sentences that were chosen in their own words, and the record says of each claim why', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'reject', words: [] })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expectChosen(briefing)
    expect(briefing.record.faults).toMatchObject([{ code: 'nothing-verified' }])
    expect(briefing.record.isRebriefWanted).toBe(false)
    for (const draft of [...briefing.record.claims, ...briefing.record.synopsis]) {
      expect(draft).toMatchObject({ outcome: 'judged-out', rejections: [{ code: 'JUDGE_UNSUPPORTED' }] })
    }
  })

  test('who rejects one claim removes that paraphrase, and its sentence is shown in its own words', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'reject', words: ['Quick repair'] })
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
    server.script('judge', { type: 'reject', words: ['drawn to patrols'] })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.synopsis).toMatchObject({ source: 'author', text: sample.synopsis })
    expect(briefing.engine).toBe('llm')
  })

  test.each<[string, (verdicts: Verdict[]) => unknown, string]>([
    ['says nothing at all', () => [], 'JUDGE_SILENT'],
    ['speaks of other statements', (all) => all.map((one) => ({ ...one, claim: `x${one.claim}` })), 'JUDGE_SILENT'],
    ['is undecided', (all) => all.map((one) => ({ ...one, verdict: 'unclear' })), 'JUDGE_UNCLEAR'],
    [
      'says yes and then no',
      (all) => [...all, ...all.map((one) => ({ ...one, verdict: 'unsupported' }))],
      'JUDGE_UNSUPPORTED',
    ],
    [
      'says no and then yes',
      (all) => [...all.map((one) => ({ ...one, verdict: 'unsupported' })), ...all],
      'JUDGE_UNSUPPORTED',
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

  test('a judge that answers with nonsense twice is ignored', async () => {
    const { server, options } = await setUp()
    server.script('judge', { type: 'content', content: '{"verdict":"fine"}' })
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
    server.script('write', { type: 'rewrite', rewrite })
    await expectSafe(await brief(options, sample), sample)
    for (const { user } of server.of('judge')) expect(user).not.toContain('Atlantis')
  })
})

describe('a claim with a hint', () => {
  test('is shown where the judge supports it and answers the hint, which it is given', async () => {
    const { server, options } = await setUp()
    const briefing = await brief({ ...options, verifier: doubting(options, 'Quick repair') }, sample)
    await expectSafe(briefing, sample)
    expect(briefing.claims.map(({ text }) => text)).toContainEqual(expect.stringContaining('Quick repair'))
    expect(server.of('judge')[0]?.user).toContain('"hints":[{"id":"h1","look":"ROLES: Who does what')
  })

  test.each<[string, (verdict: Verdict) => Verdict, string]>([
    ['does not answer it', (verdict) => ({ ...verdict, hints: [] }), 'JUDGE_HINT_SILENT'],
    [
      'answers another',
      (verdict) => ({ ...verdict, hints: verdict.hints.map((hint) => ({ ...hint, id: 'h9' })) }),
      'JUDGE_HINT_SILENT',
    ],
    [
      'finds the fault',
      (verdict) => ({ ...verdict, hints: verdict.hints.map((hint) => ({ ...hint, holds: false })) }),
      'JUDGE_HINT',
    ],
    [
      'says of it both',
      (verdict) => ({ ...verdict, hints: verdict.hints.flatMap((hint) => [hint, { ...hint, holds: false }]) }),
      'JUDGE_HINT',
    ],
  ])('is not shown where a judge that supports it %s', async (_, change, code) => {
    const { server, options } = await setUp()
    server.script(
      'judge',
      rejudge((verdicts) => verdicts.map(change)),
    )
    const briefing = await brief({ ...options, verifier: doubting(options, 'Quick repair') }, sample)
    await expectSafe(briefing, sample)
    const judged = briefing.record.claims.filter(({ outcome }) => outcome === 'judged-out')
    expect(judged.map(({ rejections }) => rejections[0]?.code)).toEqual([code])
    expect(briefing.claims.filter(({ origin }) => origin === 'model')).toHaveLength(4)
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
