import type { AdapterModule } from '../../src/platform/adapter.ts'
import type { SlackSettings } from '../../src/config/port.ts'

/** Slack, for the composition root. */
export const adapter: AdapterModule<SlackSettings> = {
  async create(settings, { texts, ...deps }) {
    const { createSlack } = await import('./index.ts')
    const slack = createSlack({
      ...(settings.mode === 'http' ? { ...settings, installations: texts } : settings),
      ...deps,
    })
    const how = settings.mode === 'socket' ? 'Socket Mode' : 'HTTP'
    return {
      ...slack,
      status() {
        const { isReady, fault, clockFault } = slack.state()
        if (fault !== undefined) return { state: 'bad', detail: fault.problem, fix: fault.fix }
        if (settings.mode === 'http' && clockFault !== undefined)
          return {
            state: 'bad',
            detail: `${clockFault.problem}, so its requests are refused`,
            fix: clockFault.fix,
          }
        return isReady ? { state: 'good', detail: how } : { state: 'warning', detail: `${how}, connecting` }
      },
      ...(slack.listener === undefined ? {} : { mounted: { '/slack/': slack.listener } }),
    }
  },
  async check(settings, { texts, ...deps }) {
    const { checkHttpMode, checkSocketMode } = await import('./connect/doctor.ts')
    return settings.mode === 'http'
      ? checkHttpMode(settings, { ...deps, installations: texts })
      : checkSocketMode(settings, deps)
  },
  async preview(card) {
    const { renderMessage } = await import('./render/message.ts')
    return renderMessage(card)
  },
}
