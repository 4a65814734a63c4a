import './proxied-websocket.ts'
// One shard's process, started by discord.js's sharding manager: it hears, and tells the process that answers.
import { connect } from './client.ts'
import type { ShardMessage } from './shards.ts'

const tell = (message: ShardMessage): void => {
  process.send?.(message)
}

// Without the main process nobody uses these events.
process.on('disconnect', () => process.exit(0))

await connect(
  { token: process.env['DISCORD_TOKEN'] ?? '', apiUrl: process.argv[2] },
  {
    onEvent: ({ name, data, shard }) => tell({ type: 'event', name, data, shard }),
    onState: ({ id, state }) => tell({ type: 'state', id, state }),
    onTrouble: (what) => tell({ type: 'trouble', what }),
    onFault: (fault) => tell({ type: 'fault', ...fault }),
  },
)
