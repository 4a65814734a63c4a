import type { NumberedLine } from './request.ts'

export type AnsweredClaim = { text: string; sentence: number; quote: string; holder: string }

export type Answer = { synopsis: { text: string; sentences: number[] }[]; claims: AnsweredClaim[] }

export type Verdict = { claim: string; verdict: string; hints: { id: string; holds: boolean; why: string }[] }

/** Changes a faithful answer; gets the sentences that it was written from. */
export type Rewrite = (answer: Answer, lines: readonly NumberedLine[]) => unknown

/** How one request is answered. */
export type Behaviour =
  /** Writes from the given numbered sentences, and as a judge supports everything. */
  | { readonly type: 'faithful' }
  | { readonly type: 'rewrite'; readonly rewrite: Rewrite }
  /** A judge who rejects the statements with one of the words; without words, all statements. */
  | { readonly type: 'reject'; readonly words: readonly string[] }
  /** Changes a judge’s verdicts. */
  | { readonly type: 'rejudge'; readonly rejudge: (verdicts: Verdict[]) => unknown }
  /** Answers with these words in any case. */
  | { readonly type: 'content'; readonly content: string | null; readonly finish?: string; readonly refusal?: string }
  /** Puts the faithful answer into other text, such as prose around it or a code fence. */
  | { readonly type: 'wrapped'; readonly wrap: (json: string) => string }
  /** Changes a complete chat completion. */
  | { readonly type: 'completion'; readonly change: (completion: Record<string, unknown>) => unknown }
  | {
      readonly type: 'status'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Answers faithfully after a while. */
  | { readonly type: 'slow'; readonly ms: number }
  /** Never answers. */
  | { readonly type: 'hang' }
  /** Headers and half a body, then nothing more. */
  | { readonly type: 'stall' }
  /** The connection is cut before an answer. */
  | { readonly type: 'reset' }
  /** Headers and half a body, then the connection is cut. */
  | { readonly type: 'cut' }
  /** A body of the given size, compressed if the test says so. */
  | { readonly type: 'huge'; readonly bytes: number; readonly isCompressed: boolean }

/** An error in OpenAI's form. */
export const errorBody = (message: string, code: string | null, param: string | null = null): string =>
  JSON.stringify({ error: { message, type: code ?? 'invalid_request_error', param, code } })
