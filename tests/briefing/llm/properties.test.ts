import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { createLlm } from '../../../src/briefing/llm/index.ts'
import { draftShape, judgementShape } from '../../../src/briefing/llm/schema.ts'
import { numberSentences } from '../../../src/briefing/verify/index.ts'
import { type Behaviour, startOpenAi } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { various } from './samples.ts'
import { optionsFor } from './setup.ts'
import { anyCharacter } from '../../any-character.ts'

const server = await startOpenAi()
afterAll(() => server.close())

const commentary = various[1] ?? expect.fail()
const { sentences } = numberSentences(commentary)

/** A cache that keeps nothing, so that every run asks again. */
const forgetful = { get: async () => undefined, set: async () => true }
const engine = createLlm(optionsFor(server, { cache: forgetful, dailyTokens: Number.MAX_SAFE_INTEGER }))

const expectBriefing = async (write: Behaviour, judge: Behaviour): Promise<void> => {
  server.script('write', write)
  server.script('judge', judge)
  await expectSafe(await engine(commentary, new AbortController().signal), commentary)
}

const faithful: Behaviour = { type: 'faithful' }
const saying = (value: unknown): Behaviour => ({
  type: 'content',
  content: typeof value === 'string' ? value : JSON.stringify(value),
})

/** Words of the text, invented words, and input of attackers and broken encoders. */
const words = fc.oneof(
  fc.constantFrom(...sentences.map(({ text }) => text)),
  fc.tuple(fc.constantFrom(...sentences), fc.nat(60), fc.nat(200)).map(([{ text }, from, to]) => text.slice(from, to)),
  fc.string({ unit: anyCharacter, maxLength: 200 }),
  fc.constantFrom('', '\uD800', '\u0000', '<!channel> read https://evil.example', '“”', '{"claims":[]}', '__proto__'),
)
const number = fc.oneof(fc.constantFrom(...sentences.map((sentence) => sentence.number)), fc.double(), fc.integer())
const draft = fc.record({
  synopsis: fc.array(fc.record({ text: words, sentences: fc.array(number, { maxLength: 4 }) }), { maxLength: 4 }),
  claims: fc.array(
    fc.record({
      text: words,
      sentence: number,
      quote: words,
      holder: fc.oneof(fc.constant('author'), words),
    }),
    { maxLength: 10 },
  ),
})
/** A draft in which each claim has exactly one fault. */
const nearlyTrue = fc.array(
  fc.tuple(fc.constantFrom(...sentences), fc.constantFrom('text', 'quote', 'holder', 'sentence'), words, number),
  { minLength: 1, maxLength: 6 },
)

describe('whatever comes back', () => {
  test('as the words of an answer: a briefing is given, and nothing unverified is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.json()), async (content) => {
        await expectBriefing(saying(content), saying(content))
      }),
      { numRuns: 40 },
    )
  })

  test('as a draft of the right shape: a briefing is given, and nothing unverified is in it', async () => {
    await fc.assert(
      fc.asyncProperty(draft, async (one) => {
        await expectBriefing(saying(one), faithful)
      }),
      { numRuns: 40 },
    )
  })

  test('as a draft that is nearly true: a briefing is given, and nothing unverified is in it', async () => {
    await fc.assert(
      fc.asyncProperty(nearlyTrue, async (changes) => {
        const claims = changes.map(([{ text, number }, what, word, other]) => {
          const claim = { text, sentence: number, quote: text, holder: 'author' }
          return { ...claim, [what]: what === 'sentence' ? other : word }
        })
        await expectBriefing(saying({ synopsis: [], claims }), faithful)
      }),
      { numRuns: 40 },
    )
  })

  test('as a judge’s verdicts: a briefing is given, and nothing unverified is in it', async () => {
    const id = fc.oneof(
      fc.nat(8).map((number) => String(number)),
      fc.string(),
    )
    const verdict = fc.record({
      claim: id,
      verdict: fc.constantFrom('supported', 'unsupported', 'unclear'),
      hints: fc.array(fc.record({ id, holds: fc.boolean(), why: fc.string() }), { maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(verdict, { maxLength: 12 }), async (verdicts) => {
        await expectBriefing(faithful, saying({ verdicts }))
      }),
      { numRuns: 40 },
    )
  })

  test('as a whole completion of any JSON: a briefing is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (completion) => {
        const change = () => completion
        await expectBriefing({ type: 'completion', change }, { type: 'completion', change })
      }),
      { numRuns: 40 },
    )
  })

  test('is read without an error and in little time, however it is nested', () => {
    for (const content of ['{'.repeat(150_000), '['.repeat(150_000), '{"a":'.repeat(40_000), '"\\'.repeat(90_000)]) {
      expect(draftShape.parse(content).state).toBe('failed')
      expect(judgementShape.parse(content).state).toBe('failed')
    }
  })
})
