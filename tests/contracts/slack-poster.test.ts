import { channel, startSocket } from '../adapters/slack/harness.ts'
import { describePoster } from './poster.ts'

describePoster('the Slack adapter, over our own counterpart', async () => {
  const { fake, slack, stop } = await startSocket()
  return {
    poster: slack,
    place: channel,
    texts: async () =>
      fake.state.workspaces
        .get('T1')
        ?.channels.get('C1')
        ?.messages.map(({ text }) => text) ?? [],
    stop,
  }
})
