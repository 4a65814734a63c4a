import type { AdapterModule } from '../../src/platform/adapter.ts'
import type { DiscordSettings } from '../../src/config/port.ts'

/** Discord, for the composition root. */
export const adapter: AdapterModule<DiscordSettings> = {
  async create(settings, { memory, log, now }) {
    const { createDiscord } = await import('./index.ts')
    const discord = createDiscord({ ...settings, memory, log, now })
    return {
      ...discord,
      status() {
        const { isReady, fault, servers, waiting } = discord.state()
        if (fault !== undefined) return { state: 'bad', detail: fault.problem, fix: fault.fix }
        if (!isReady) return { state: 'warning', detail: 'connecting' }
        const limited = waiting > 0 ? `, ${waiting} requests wait for Discord's limits` : ''
        return { state: 'good', detail: `${servers} servers${limited}` }
      },
    }
  },
  async check(settings, { log, now }) {
    const { checkDiscord } = await import('./connect/doctor.ts')
    return checkDiscord({ ...settings, log, now })
  },
  async preview(card, key) {
    const { renderMessage } = await import('./render/message.ts')
    return renderMessage(card, { key }).payload
  },
}
