import { z } from 'zod'
import type { FaultCode, Tokens } from './fault.ts'

const count = z.number().int().min(0).max(10_000_000)

const completionSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
    }),
  ),
})

const usageSchema = z.object({ usage: z.object({ prompt_tokens: count, completion_tokens: count }) })

/** The tokens that the server says it charged; undefined if it does not say. */
export const tokensOf = (completion: unknown): Tokens | undefined => {
  const { data } = usageSchema.safeParse(completion)
  return data === undefined ? undefined : { in: data.usage.prompt_tokens, out: data.usage.completion_tokens }
}

export type Reply =
  | { readonly state: 'content'; readonly content: string }
  | { readonly state: 'fault'; readonly code: FaultCode; readonly detail: string }

const fault = (code: FaultCode, detail: string): Reply => ({ state: 'fault', code, detail })

/**
 * The text of an answer, or why there is none. The client's own `parse` is not used: it throws for some of these cases,
 * and does not report an answer without choices, or one that a server cut short without a reason.
 */
export const readReply = (completion: unknown): Reply => {
  const { data } = completionSchema.safeParse(completion)
  if (data === undefined) return fault('garbled', 'the answer is no chat completion')
  const [choice] = data.choices
  const { content, refusal } = choice?.message ?? {}
  if (typeof refusal === 'string' && refusal !== '') return fault('refusal', 'the model refused')
  if (choice?.finish_reason === 'content_filter') return fault('content-filter', 'a content filter cut the answer')
  if (choice?.finish_reason === 'length') return fault('truncated', 'the answer was cut at its token limit')
  if (typeof content !== 'string' || content.trim() === '') return fault('empty', 'the answer is empty')
  return { state: 'content', content }
}
