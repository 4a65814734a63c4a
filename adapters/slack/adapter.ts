import type { AdapterModule } from '../../src/platform/adapter.ts'
import type { HttpMode, SocketMode } from './options.ts'

/** The settings of the connection, and Slack's address. */
type Settings = (SocketMode | Omit<HttpMode, 'installations'>) & { readonly apiUrl: string | undefined }

export const adapter: AdapterModule<Settings> = {
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
        if (fault !== undefined) return { state: 'bad', detail: fault }
        if (settings.mode === 'http' && clockFault !== undefined)
          return {
            state: 'bad',
            detail: `${clockFault}, so that its requests are refused; set the clock of this machine`,
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
