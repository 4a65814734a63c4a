import type { Metrics, MetricsDeps } from './prometheus.ts'

/** Metrics from the first scrape on; an installation without Prometheus does not load the code that keeps them. */
export const createMetrics = (deps: MetricsDeps): Metrics => {
  let kept: Metrics | undefined
  return {
    attempted: (delivery, next) => kept?.attempted(delivery, next),
    answered: (command, tookMs) => kept?.answered(command, tookMs),
    async scrape() {
      const { createPrometheus } = await import('./prometheus.ts')
      kept ??= createPrometheus(deps)
      return kept.scrape()
    },
  }
}
