import type { Interacted } from '../fakes/discord/interactions.ts'
import type { Message } from '../fakes/discord/world.ts'
import { manager, textOf } from '../fakes/discord-server.ts'
import { placeIn, startDiscord, waitUntil } from '../adapters/discord/harness.ts'
import { describePoster } from './poster.ts'
import { describeReceiver } from './receiver.ts'

describePoster('the Discord adapter', async () => {
  const { server, general, discord, stop } = await startDiscord()
  return {
    poster: discord,
    place: placeIn(general),
    texts: async () => general.messages.map(textOf),
    stop: async () => {
      void server
      await stop()
    },
  }
})

describeReceiver('the Discord adapter', 'discord', async (core) => {
  const { server, general, discord, handler, stop } = await startDiscord({ answer: core.answer })
  Object.assign(handler, core)
  const acting = { in: general, as: manager }
  let last: Message | undefined
  let opened: Interacted | undefined
  const shown = ({ original }: Interacted): string => {
    if (original === undefined) throw new Error('no answer')
    last = original
    return textOf(original)
  }
  const answer = (): Message => {
    if (last === undefined) throw new Error('nothing was answered')
    return last
  }
  return {
    type: async (verb) => shown(await server.person.type([verb], {}, acting)),
    press: async (label) => shown(await server.person.press(answer(), label, acting).settled),
    async open(label) {
      opened = await server.person.press(answer(), label, acting).settled
      return JSON.stringify(opened.callbacks[0])
    },
    async submit(values) {
      if (opened === undefined) throw new Error('no form')
      return shown(await server.person.submit(opened, values, acting))
    },
    async restart() {
      await discord.stop()
      await discord.start(handler)
      await waitUntil(() => discord.state().isReady, 'ready again')
    },
    stop,
  }
})
