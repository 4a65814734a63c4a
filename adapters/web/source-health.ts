import type { SourceStatus } from '../../src/ops/port.ts'

export type Health = 'good' | 'waiting' | 'bad'

const goodStates: ReadonlySet<string> = new Set(['ok', 'nothing new', 'not modified'])
const waitingStates: ReadonlySet<string> = new Set(['not tried', 'not polled yet'])

/** What a poll state means for a reader; an unknown one counts as trouble, so that none is painted over. */
export const healthOf = (state: string): Health => {
  if (goodStates.has(state)) return 'good'
  return waitingStates.has(state) ? 'waiting' : 'bad'
}

/** The sources that are not being read as they should. */
export const troubledSources = (sources: readonly SourceStatus[]): SourceStatus[] =>
  sources.filter((source) => healthOf(source.state) === 'bad')
