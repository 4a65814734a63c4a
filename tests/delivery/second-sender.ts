// A separate sender on the given database; `two-senders.test.ts` runs two at once. It prints a line for each post.
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { createDispatcher } from '../../src/delivery/dispatch.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { openStore } from '../../src/store/connection.ts'

const [path = '', name = ''] = process.argv.slice(2)

const { db, close } = await openStore(path)
const poster: Poster = {
  async post({ channel }, _card, key) {
    process.stdout.write(`${JSON.stringify({ sender: name, channel, key })}\n`)
    await wait(Math.random() * 20)
    return { id: key }
  },
  find: async () => undefined,
  edit: async () => {},
}
const dispatcher = createDispatcher({
  db,
  posters: { web: poster },
  graceMs: { web: 0, slack: 0, discord: 0 },
  isAlone: false,
  onNotPosted: async () => {},
  now: () => new Date(),
  random: Math.random,
  log: pino({ level: 'warn' }, pino.destination(2)),
})
// Both look continuously, as if they had just been woken.
const waking = setInterval(() => dispatcher.wake(), 5)
process.once('SIGTERM', () => {
  clearInterval(waking)
  void dispatcher.stop().then(close)
})
process.stdout.write('{}\n')
