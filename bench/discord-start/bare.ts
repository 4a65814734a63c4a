// A plain discord.js client with the same intents, on the same counterpart.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { Client, Events, GatewayIntentBits } = await import('discord.js')

const { DISCORD_API_URL: api, DISCORD_TOKEN: token } = process.env
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: api === undefined ? {} : { api } })
client.once(Events.ClientReady, () => process.stdout.write('ready\n'))
await client.login(token)
process.on('SIGTERM', () => void client.destroy().then(() => process.exit(0)))
