import type { NumberedLine } from './request.ts'

export type AnsweredClaim = { text: string; sentence: number; quote: string; kind: string; holder: string }

export type Answer = { synopsis: { text: string; sentences: number[] }[]; claims: AnsweredClaim[] }

export type Verdict = { claim: string; verdict: string; hints: { id: string; holds: boolean; why: string }[] }

/** A faithful answer, changed; given the sentences that it was written from. */
export type Rewrite = (answer: Answer, lines: readonly NumberedLine[]) => unknown

/** How one request is answered. */
export type Behaviour =
  /** Writes from the numbered sentences that it is given, corrects what it is told to, and as a judge supports everything. */
  | { readonly type: 'faithful' }
  | { readonly type: 'rewrite'; readonly rewrite: Rewrite }
  /** The judge’s no to the statements that hold one of the words: to all where there are none. */
  | { readonly type: 'reject'; readonly words: readonly string[] }
  /** A judge’s verdicts, changed. */
  | { readonly type: 'rejudge'; readonly rejudge: (verdicts: Verdict[]) => unknown }
  /** These words, whatever was asked. */
  | { readonly type: 'content'; readonly content: string | null; readonly finish?: string; readonly refusal?: string }
  /** The faithful answer as text, put into other words: prose round it, a fence. */
  | { readonly type: 'wrapped'; readonly wrap: (json: string) => string }
  /** A whole chat completion, changed. */
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
  /** The line is cut before an answer. */
  | { readonly type: 'reset' }
  /** Headers and half a body, then the line is cut. */
  | { readonly type: 'cut' }
  /** A body that is as large as it is said to be, compressed where that is wanted. */
  | { readonly type: 'huge'; readonly bytes: number; readonly isCompressed: boolean }

/** An error as OpenAI words it. */
export const errorBody = (message: string, code: string | null, param: string | null = null): string =>
  JSON.stringify({ error: { message, type: code ?? 'invalid_request_error', param, code } })
