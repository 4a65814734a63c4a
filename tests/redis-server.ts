import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@keyv/redis'
import { freePort } from './free-port.ts'
import { isInstalled } from './installed.ts'

const program = '/usr/bin/redis-server'

/** Whether a Redis server can be started. */
export const hasRedis = (): boolean => isInstalled('Redis', existsSync(program), 'redis-server')

/** A Redis server for tests, which keeps nothing on disk. */
export type RedisServer = { readonly address: string; readonly pid: number; readonly stop: () => Promise<void> }

/** Starts a Redis server, on a free port unless one is given. */
export const startRedis = async (port?: number, password?: string): Promise<RedisServer> => {
  const listening = port ?? (await freePort())
  const secret = password === undefined ? [] : ['--requirepass', password]
  const child = spawn(program, ['--port', String(listening), '--bind', '127.0.0.1', '--save', '', ...secret], {
    stdio: 'ignore',
    cwd: tmpdir(),
  })
  const ended = once(child, 'exit')
  const address = `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${listening}`
  const client = createClient({ url: address, socket: { reconnectStrategy: 20 } }).on('error', () => {})
  await Promise.race([client.connect(), ended.then(() => Promise.reject(new Error('Redis did not start')))])
  client.destroy()
  return {
    address,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await ended
      await sleep(10)
    },
  }
}
