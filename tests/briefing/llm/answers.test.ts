import { describe, expect, test } from 'vitest'
import type { LlmBriefing } from '../../../src/briefing/llm/index.ts'
import type { Commentary } from '../../../src/commentary/commentary.ts'
import { type OpenAiServer, type Rewrite, startOpenAi } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { type FalseAnswer, falseAnswers, marker } from './false-answers.ts'
import { attack, sample, sampleOf, various, withSentence } from './samples.ts'
import { brief, optionsFor, setUp } from './setup.ts'

type Run = { readonly briefing: LlmBriefing; readonly server: OpenAiServer; readonly commentary: Commentary }

const texts = various.map((commentary) => withSentence(commentary, attack, 2))

/** A briefing of every text by a writer with this answer, and by a judge who accepts everything. */
const briefEach = async (write: Rewrite): Promise<Run[]> =>
  Promise.all(
    texts.map(async (commentary) => {
      const server = await startOpenAi()
      try {
        server.script('write', { type: 'rewrite', rewrite: write })
        const briefing = await brief(optionsFor(server), commentary)
        await expectSafe(briefing, commentary)
        const shown = JSON.stringify([briefing.claims, briefing.synopsis])
        expect(shown).not.toMatch(
          new RegExp(`${marker}|@everyone|evil\\\\.example|<!|Churchill|RSIS|1871|It is (?:not true|false)`, 'u'),
        )
        for (const { record } of [briefing]) expect(JSON.stringify(record).length).toBeLessThan(60_000)
        // However bad an answer is, a better one is asked for at most once.
        expect(server.requests.length).toBeLessThanOrEqual(3)
        for (const { user } of server.requests) expect(user.length).toBeLessThan(40_000)
        return { briefing, server, commentary }
      } finally {
        await server.close()
      }
    }),
  )

const ofModel = ({ briefing }: Run): string[] =>
  briefing.claims.filter(({ origin }) => origin === 'model').map(({ text }) => text)

describe.concurrent.each(falseAnswers)('a writer who $name', ({ rewrite, mayShow }: FalseAnswer) => {
  test('shows nothing of it', async () => {
    for (const run of await briefEach(rewrite)) {
      if (mayShow) continue
      expect(ofModel(run)).toEqual([])
      expect(run.briefing.record.faults.length + run.briefing.record.claims.length).toBeGreaterThan(0)
    }
  })
})

describe('a writer’s mistakes', () => {
  test('affect only their own part: the sentence that a refused claim names is shown in its own words', async () => {
    const { server, options } = await setUp()
    const { rewrite } = falseAnswers.find(({ name }) => name === 'adds a figure') ?? expect.fail()
    server.script('write', {
      type: 'rewrite',
      rewrite: (answer, lines) => {
        const { claims } = rewrite(structuredClone(answer), lines) as typeof answer
        return { ...answer, claims: answer.claims.map((claim, at) => (at === 1 ? (claims[1] ?? claim) : claim)) }
      },
    })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(server.requests.map(({ call }) => call)).toEqual(['write', 'judge'])
    expect(briefing.claims.map(({ origin }) => origin)).toEqual(['model', 'chosen', 'model', 'model', 'model'])
    expect(briefing.synopsis?.source).toBe('model')
  })

  test('O11: a claim that is repeated is shown once, and extracts fill its place', async () => {
    const { server, options } = await setUp()
    const { rewrite } = falseAnswers.find(({ name }) => name.endsWith('one claim five times')) ?? expect.fail()
    server.script('write', { type: 'rewrite', rewrite })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.claims.map(({ origin }) => origin).toSorted()).toEqual(['extract', 'extract', 'model'])
  })

  test('O12: an answer in another language is not a briefing, and no correction is requested', async () => {
    const { server, options } = await setUp()
    const { rewrite } = falseAnswers.find(({ name }) => name.startsWith('O12')) ?? expect.fail()
    server.script('write', { type: 'rewrite', rewrite })
    const { record } = await brief(options, sample)
    expect(record.faults.map(({ code }) => code)).toEqual(['other-language'])
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['prose', (json: string) => `Of course! Here is the briefing:\n\n${json}\n\nLet me know if {you} need more.`],
    ['a fence', (json: string) => `\`\`\`json\n${json}\n\`\`\``],
    ['thoughts', (json: string) => `<think>The {"claims": []} must be filled.</think>\n${json}`],
    ['a byte order mark', (json: string) => `\uFEFF${json}`],
  ])('O04: JSON in %s is found at the first try', async (_, wrap) => {
    const { server, options } = await setUp()
    for (const call of ['write', 'judge'] as const) server.script(call, { type: 'wrapped', wrap })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.engine).toBe('llm')
    expect(briefing.record.judge.state).toBe('judged')
    expect(server.requests).toHaveLength(2)
  })

  test('O02, O04: a useless answer is asked for once more, with twice the room, and then it counts', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'content', content: '{"synop', finish: 'length' }, { type: 'faithful' })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.engine).toBe('llm')
    expect(briefing.record.faults).toEqual([])
    const room = server.of('write').map(({ body }) => Number(body['max_completion_tokens']))
    expect(room[1]).toBe(Number(room[0]) * 2)
  })

  test('are not marked if it writes no claims: the extract says all there is, and no model is asked again', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'rewrite', rewrite: ({ synopsis }) => ({ synopsis, claims: [] }) })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing).toMatchObject({ engine: 'extractive', record: { calls: 1, isRebriefWanted: false } })
    expect(briefing.record.faults).toMatchObject([{ code: 'nothing-verified', detail: 'no claims were written' }])
    expect(server.requests).toHaveLength(1)
  })

  test('O04: a server that accepts a schema and ignores it gets the schema in words', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'content', content: 'Five claims? Certainly.' }, { type: 'faithful' })
    expect((await brief(options, sample)).engine).toBe('llm')
    const told = server.of('write').map(({ system }) => system.includes('"additionalProperties":false'))
    expect(told).toEqual([false, true])
  })
})

describe('a quote', () => {
  test('is the text’s own words even if the verifier errs: one that is not is not shown', async () => {
    const { options } = await setUp()
    const { verifier } = options
    const verifyClaim: typeof verifier.verifyClaim = (draft, numbered) => {
      const verdict = verifier.verifyClaim(draft, numbered)
      if (verdict.state === 'rejected' || !draft.text.includes('Quick repair')) return verdict
      return { ...verdict, claim: { ...verdict.claim, quote: { ...verdict.claim.quote, text: 'Quick repairs are' } } }
    }
    const briefing = await brief({ ...options, verifier: { ...verifier, verifyClaim } }, sample)
    await expectSafe(briefing, sample)
    expect(briefing.claims.filter(({ origin }) => origin === 'model')).toHaveLength(4)
  })
})

describe('views of people whom the author quotes', () => {
  const said = [
    'Adi Prakoso, harbour master of Batam, said that permits take longer than repairs.',
    'Maria Santos, fleet manager in Manila, said that trained crews are hard to find.',
    'Halim Yusof, insurer in Penang, said that premiums have doubled within two years.',
    'Nguyen Thi Lan, engineer in Da Nang, said that spare parts arrive by air freight.',
  ]
  const commentary = said.reduce((text, sentence, index) => withSentence(text, sentence, index), sampleOf('CO26204'))

  test('O13: are two of the claims at most; the author’s own fill up', async () => {
    const { server, options } = await setUp()
    const rewrite: Rewrite = (_, lines) => ({
      synopsis: [],
      claims: said.map((text) => ({
        text,
        quote: text,
        sentence: lines.find((line) => line.text === text)?.number ?? 0,
        holder: text.slice(0, text.indexOf(',')),
      })),
    })
    server.script('write', { type: 'rewrite', rewrite })
    const briefing = await brief(options, commentary)
    await expectSafe(briefing, commentary)
    expect(briefing.record.claims.map(({ rejections }) => rejections)).toEqual([[], [], [], []])
    const holders = briefing.claims.map(({ holder }) => holder.type)
    expect(holders.filter((type) => type === 'quoted')).toHaveLength(2)
    expect(holders.length).toBeGreaterThanOrEqual(3)
  })
})

test('a claim whose quote the server left out is held against the sentence that it names', async () => {
  const { server, options } = await setUp()
  server.script('write', {
    type: 'rewrite',
    rewrite: ({ synopsis, claims }) => ({ synopsis, claims: claims.map((claim) => ({ ...claim, quote: undefined })) }),
  })
  const { claims, record } = await brief(options, sample)
  expect(record.claims.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
  expect(claims.filter(({ origin }) => origin === 'model')).not.toEqual([])
})
