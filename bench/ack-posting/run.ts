// How fast the real process acknowledges commands on Slack and Discord while it posts to many places: on this disk, and on one
// whose commits are slower.
// Run: npm run bench -- ack-posting [--smoke] [--slow-disk 20] [--places 200] [--commentaries 3]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { openStore } from '../../src/store/connection.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { addSubscription, everythingAtOnce } from '../../src/subscriptions/store.ts'
import { startProgram } from '../../tests/e2e/process.ts'
import { startDiscordServer } from '../../tests/fakes/discord-server.ts'
import { channelTypes } from '../../tests/fakes/discord/world.ts'
import { startFakeSlack } from '../../tests/fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace } from '../../tests/fakes/slack/state.ts'
import { percentile, printTable } from '../figures.ts'

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    'slow-disk': { type: 'string', default: '20' },
    places: { type: 'string', default: '200' },
    commentaries: { type: 'string', default: '3' },
  },
})
const places = values.smoke ? 20 : Number(values.places)
const commentaries = values.smoke ? 1 : Number(values.commentaries)
const commandEveryMs = 150
/** How long both platforms wait for an acknowledgement. */
const deadlineMs = 3000
const patienceMs = 180_000

type Acknowledged = { readonly slack: number[]; readonly discord: number[] }

const measure = async (slowDiskMs: number): Promise<Acknowledged> => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-ack-'))
  const site = await startDemoSite(await readSamples(), 3)
  const slack = await startFakeSlack()
  const workspace = addWorkspace(slack.state, 'T1')
  addUser(workspace, 'U1')
  const discord = await startDiscordServer({ acknowledgeWithinMs: 3000 })
  const guild = discord.world.addGuild('A think-tank')
  const guildChannels = Array.from({ length: places }, (_, index) =>
    discord.world.addChannel({ guild: guild.id, type: channelTypes.text, name: `c${index}` }),
  )
  const [askedIn] = guildChannels
  if (askedIn === undefined) throw new Error('there are no places')
  const slackChannels = Array.from({ length: places }, (_, index) => addChannel(workspace, `C${index + 1}`))

  const { db, close } = await openStore(join(folder, 'rsis.db'))
  const createdBy = { id: 'U1', name: 'bench' }
  const wanted: Place[] = [
    ...slackChannels.map(({ id }): Place => ({ platform: 'slack', tenant: 'T1', channel: id })),
    ...guildChannels.map(({ id }): Place => ({ platform: 'discord', tenant: guild.id, channel: id })),
  ]
  await db.transaction().execute(async (tx) => {
    for (const place of wanted) await addSubscription(tx, everythingAtOnce(place, createdBy), new Date())
  })
  await close()

  const connected = discord.gateway.connected()
  const program = startProgram({
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: 'xapp-fake',
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    NODE_OPTIONS: `--import ${new URL('slow-disk.ts', import.meta.url).href}`,
    SLOW_DISK_MS: String(slowDiskMs),
  })
  await program.url
  await connected
  while (slack.socket.open() === 0 || !program.output().includes('"fresh":3')) await wait(50)

  const acknowledged: Acknowledged = { slack: [], discord: [] }
  const askSlack = async (): Promise<void> => {
    const payload = slack.payloads.command('list')
    acknowledged.slack.push(
      await slack.socket.deliver({ type: 'slash_commands', payload }).catch(() => Number.POSITIVE_INFINITY),
    )
  }
  const askDiscord = async (): Promise<void> => {
    const startedAt = performance.now()
    const asked = discord.person.send(['list'], {}, { in: askedIn })
    while (asked.callbacks.length + asked.refused.length === 0 && performance.now() - startedAt < deadlineMs)
      await wait(2)
    acknowledged.discord.push(asked.callbacks.length > 0 ? performance.now() - startedAt : Number.POSITIVE_INFINITY)
  }
  const posted = (): number => {
    const onSlack = slackChannels.reduce((sum, { messages }) => sum + messages.length, 0)
    return onSlack + guildChannels.reduce((sum, { messages }) => sum + messages.length, 0)
  }
  const asking: Promise<void>[] = []
  const endsAt = Date.now() + patienceMs
  for (let round = 1; round <= commentaries; round += 1) {
    site.publishNext()
    // On Slack, the thread of a post is in its channel; on Discord it is a separate channel.
    while (posted() < 3 * places * round) {
      if (Date.now() > endsAt)
        throw new Error(`${posted()} messages in ${patienceMs / 1000} s: ${program.output().slice(-2000)}`)
      asking.push(askSlack(), askDiscord())
      await wait(commandEveryMs)
    }
  }
  await Promise.all(asking)
  await program.end('SIGTERM')
  await slack.close()
  await discord.close()
  await site.close()
  rmSync(folder, { recursive: true })
  return acknowledged
}

const row = (name: string, figures: readonly number[]): string[] => [
  name,
  String(figures.length),
  ...[percentile(figures, 0.5), percentile(figures, 0.99), Math.max(...figures)].map((ms) => `${ms.toFixed(0)} ms`),
  String(figures.filter((ms) => ms > deadlineMs).length),
]

const slowDiskMs = Number(values['slow-disk'])
const quick = await measure(0)
const slow = await measure(slowDiskMs)
printTable([
  [`acknowledged while ${commentaries} × ${places} places get posts`, 'commands', 'p50', 'p99', 'longest', 'over 3 s'],
  row('Slack', quick.slack),
  row('Discord', quick.discord),
  row(`Slack, each commit ${slowDiskMs} ms slower`, slow.slack),
  row(`Discord, each commit ${slowDiskMs} ms slower`, slow.discord),
])
process.exit(0)
