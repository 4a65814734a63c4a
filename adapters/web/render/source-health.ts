import { healthOf, type SourceStatus } from '../../../src/ops/port.ts'

/** The sources with a problem that somebody should look at. */
export const troubledSources = (sources: readonly SourceStatus[]): SourceStatus[] =>
  sources.filter(({ state }) => ['warning', 'bad'].includes(healthOf(state)))
