import { afterEach } from 'vitest'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { createLlm } from '../../src/briefing/llm/index.ts'
import { various } from '../briefing/llm/samples.ts'
import { optionsFor, startServer } from '../briefing/llm/setup.ts'
import { type AiMock, startAiMock } from '../fakes/ai-mock.ts'
import { describeEngine } from './engine.ts'

const mocks: AiMock[] = []

afterEach(async () => {
  await Promise.all(mocks.splice(0).map((mock) => mock.close()))
})

describeEngine({ name: 'the extractive engine', create: async () => createExtractive(), commentaries: various })

describeEngine({
  name: 'the model engine before our own server',
  create: async () => createLlm(optionsFor(await startServer())),
  commentaries: various,
})

describeEngine({
  name: 'the model engine before a model that only errs',
  async create() {
    const server = await startServer()
    server.script('write', { type: 'content', content: 'I would rather not.' })
    return createLlm(optionsFor(server))
  },
  commentaries: various,
})

describeEngine({
  name: 'the model engine before another make of server',
  async create() {
    const mock = await startAiMock()
    mocks.push(mock)
    return createLlm(optionsFor(mock))
  },
  commentaries: various,
})
