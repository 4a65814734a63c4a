import { afterEach } from 'vitest'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { createLlm } from '../../src/briefing/llm/index.ts'
import { attackEverywhere, sampleOf, various } from '../briefing/llm/samples.ts'
import { optionsFor, startServer } from '../briefing/llm/setup.ts'
import { type AiMock, startAiMock } from '../fakes/ai-mock.ts'
import { describeEngine } from './engine.ts'

const mocks: AiMock[] = []

afterEach(async () => {
  await Promise.all(mocks.splice(0).map((mock) => mock.close()))
})

const hostile = attackEverywhere(sampleOf('CO26202'))
const commentaries = [...various, hostile]

describeEngine({ name: 'the extractive engine', create: async () => createExtractive(), commentaries })

describeEngine({
  name: 'the model engine before our own server',
  create: async () => createLlm(optionsFor(await startServer())),
  commentaries,
})

describeEngine({
  name: 'the model engine before a model that only errs',
  async create() {
    const server = await startServer()
    server.script('write', { type: 'content', content: 'I would rather not.' })
    return createLlm(optionsFor(server))
  },
  commentaries,
})

describeEngine({
  name: 'the model engine before another make of server',
  async create() {
    const mock = await startAiMock()
    mocks.push(mock)
    return createLlm(optionsFor(mock))
  },
  commentaries,
})
