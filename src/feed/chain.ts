import { type AskDeps, askStep, type StepResult } from './ask-step.ts'
import type { Source, Step } from './source.ts'
import type { SourceRecord, StepRecord } from './store-sources.ts'

/** The result of a chain: of the first step that answered, else of the first that failed; and the state of each step. */
export type ChainResult = { readonly step: Step; readonly result: StepResult; readonly records: readonly StepRecord[] }

/**
 * The step that answered last time comes first; the others are asked only when it fails. An address that is gone for
 * good is skipped while there is another. A repository comes last, because it has everything later than the feed.
 */
const inOrder = (asked: readonly Step[], recordOf: (step: Step) => StepRecord | undefined): Step[] => {
  const left = asked.filter((step) => recordOf(step)?.state !== 'gone')
  const steps = left.length === 0 ? asked : left
  const isGood = (step: Step): boolean => step.kind !== 'repository' && recordOf(step)?.state === 'ok'
  return [...steps].sort((a, b) => Number(isGood(b)) - Number(isGood(a)))
}

/** Asks a source's steps until one answers. */
export const runChain = async (
  deps: AskDeps,
  source: Source,
  record: SourceRecord | undefined,
): Promise<ChainResult> => {
  const tried = new Map<string, StepRecord>()
  const silentHosts = new Set<string>()
  const recordOf = (step: Step): StepRecord | undefined => record?.steps.find(({ url }) => url === step.url)
  const records = (): StepRecord[] =>
    source.steps.map((step) => {
      const before = recordOf(step)
      return tried.get(step.url) ?? (before?.state === 'gone' ? before : { ...step, state: 'not tried' })
    })
  let firstFailed: { step: Step; result: StepResult } | undefined
  const asked = source.steps.filter(({ kind }) => kind !== 'repository' || deps.askRepository !== undefined)
  for (const step of inOrder(asked, recordOf)) {
    const { host } = new URL(step.url)
    // A host that did not answer at all will not answer at another address either.
    if (silentHosts.has(host)) continue
    const known = {
      movedTo: recordOf(step)?.movedTo,
      hasAnswer: record?.baselineAt !== undefined,
      readAt: record?.lastSuccessAt,
      newestAt: record?.newestPublishedAt,
    }
    const result = await askStep(deps, source, step, known)
    if (result.state !== 'failed') {
      tried.set(step.url, { ...step, state: 'ok', movedTo: result.movedTo })
      return { step, result, records: records() }
    }
    if (result.as === 'unreachable') silentHosts.add(host)
    // Without `movedTo`: the next poll uses the original address again.
    const saidWhen = result.retryAfterMs === undefined ? {} : { saidWhen: true }
    tried.set(step.url, { ...step, state: result.as, detail: result.detail, ...saidWhen })
    firstFailed ??= { step, result }
  }
  if (firstFailed === undefined) throw new Error(`source ${source.id} has no steps`)
  return { ...firstFailed, records: records() }
}
