import { type JournalEntry, LLMock } from '@copilotkit/aimock'
import { answerTo } from './openai/answers.ts'
import type { Behaviour } from './openai/behaviour.ts'
import { readRequest } from './openai/request.ts'

/** A counterpart of OpenAI written by others, according to their understanding of the interface. */
export type AiMock = {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  requests(): readonly JournalEntry[]
  close(): Promise<void>
}

const faithful: Behaviour = { type: 'faithful' }

/** Starts it on a free port of loopback; its answers are as faithful as those of our own counterpart. */
export const startAiMock = async (): Promise<AiMock> => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', strict: true })
  mock.on({ endpoint: 'chat' }, ({ model, messages }) => ({
    content: JSON.stringify(answerTo(readRequest('', {}, { model, messages }), faithful)),
  }))
  await mock.start()
  return {
    baseUrl: `${mock.url}/v1`,
    requests: () => mock.getRequests(),
    close: () => mock.stop(),
  }
}
