import type { SourceStatus } from '../../src/ops/port.ts'

/** `warning`: it is read, but what it gives wants a look; `bad`: it is not read. */
export type Health = 'good' | 'waiting' | 'warning' | 'bad'

const healthOfState: Readonly<Record<string, Health>> = {
  ok: 'good',
  'nothing new': 'good',
  'not modified': 'good',
  'not tried': 'waiting',
  'never polled': 'waiting',
  stale: 'warning',
  damaged: 'warning',
}

/** What a poll state means for a reader; an unknown one counts as trouble, so that none is painted over. */
export const healthOf = (state: string): Health => healthOfState[state] ?? 'bad'

/** The sources that somebody should look at. */
export const troubledSources = (sources: readonly SourceStatus[]): SourceStatus[] =>
  sources.filter(({ state }) => ['warning', 'bad'].includes(healthOf(state)))
