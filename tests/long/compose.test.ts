import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@keyv/redis'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readSamples } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { type Program, startProgram } from '../e2e/process.ts'
import { freePort } from '../free-port.ts'
import { isInstalled } from '../installed.ts'
import { hasPostgres, startServer } from '../postgres-server.ts'
import { hasRedis } from '../redis-server.ts'

/** Runs Compose's file as plain processes, because not every machine has a container engine. */
const isThere = [
  hasRedis(),
  hasPostgres(),
  isInstalled('Prometheus', existsSync('/usr/bin/prometheus'), 'prometheus'),
].every(Boolean)

const serviceSchema = z.object({
  profiles: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  // Compose can put them into a service with a read-only root from a file of this machine alone.
  secrets: z.undefined().optional(),
  configs: z.undefined().optional(),
})
type Service = z.infer<typeof serviceSchema>

/** Fills in `${NAME:-default}` like Compose. */
const filledIn = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{(\w+):-([^}]*)\}/gu, (_, name: string, otherwise: string) => env[name] ?? otherwise)

const readCompose = (env: Readonly<Record<string, string>>): ReadonlyMap<string, Service> => {
  const text = filledIn(readFileSync('compose.yaml', 'utf8'), env)
  const { services } = z.object({ services: z.record(z.string(), serviceSchema) }).parse(parse(text, { merge: true }))
  return new Map(Object.entries(services))
}

const neededBy = ({ depends_on: needed = [] }: Service): string[] =>
  Array.isArray(needed) ? needed : Object.keys(needed)

/** The services of a profile, each after those that it depends on. */
const inOrder = (services: ReadonlyMap<string, Service>, profile: string): string[] => {
  const ordered: string[] = []
  const visit = (name: string): void => {
    const service = services.get(name) ?? expect.fail(`no service ${name}`)
    neededBy(service).forEach(visit)
    if (!ordered.includes(name)) ordered.push(name)
  }
  for (const [name, { profiles }] of services) if (profiles?.includes(profile) === true) visit(name)
  return ordered
}

const password = 'a-long-password-of-the-page'
const databasePassword = 'hunter2'
const stops: (() => Promise<unknown>)[] = []
let folder = ''
let site: DemoSite

const running = (child: ChildProcess): void => {
  const ended = once(child, 'exit')
  stops.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
}

/** Starts the program of a service's image; `host:port` of other services is replaced by their real address. */
const createStarter = (services: ReadonlyMap<string, Service>) => {
  const addresses = new Map<string, string>()
  const replicas: Program[] = []
  const really = (text: string): string =>
    [...addresses].reduce((filled, [name, address]) => filled.replaceAll(name, address), text)
  const start: Readonly<Record<string, (service: Service) => Promise<void>>> = {
    async postgres({ environment = {} }) {
      const server = (await startServer()) ?? expect.fail('PostgreSQL is not installed')
      stops.push(server.stop)
      const client = new pg.Client({ connectionString: `${server.address}/postgres` })
      await client.connect()
      const { POSTGRES_USER: user, POSTGRES_DB: database, POSTGRES_PASSWORD: secret } = environment
      await client.query(`alter role ${user} password '${secret}'`)
      await client.query(`create database ${database} owner ${user}`)
      await client.end()
      addresses.set('postgres:5432', new URL(server.address).host)
    },
    async redis({ command: [program = '', ...options] = [] }) {
      const port = await freePort()
      running(spawn(program, [...options, '--port', String(port)], { stdio: 'ignore', cwd: folder }))
      addresses.set('redis:6379', `127.0.0.1:${port}`)
    },
    first: async (service) => startReplica('first', service),
    second: async (service) => startReplica('second', service),
    async prometheus({ entrypoint = [], command = [], volumes = [] }) {
      const port = await freePort()
      const mounted = volumes.map((volume) => volume.split(':'))
      const [source = ''] = mounted.find(([, target]) => command.some((option) => option.endsWith(`=${target}`))) ?? []
      const config = really(readFileSync(source, 'utf8'))
        .replace('/tmp/', `${folder}/`)
        .replace('/etc/prometheus/alerts.yaml', join(process.cwd(), 'docs/monitoring/alerts.yaml'))
        .replace('30s', '500ms')
      writeFileSync(join(folder, 'prometheus.yaml'), config)
      const options = [`--config.file=${folder}/prometheus.yaml`, `--storage.tsdb.path=${folder}/prometheus`]
      expect(options.map((option) => option.split('=')[0])).toEqual(command.map((option) => option.split('=')[0]))
      const [shell = '', ...rest] = entrypoint.map((part) => part.replaceAll('$$', '$').replace('/tmp/', `${folder}/`))
      const env = { PATH: process.env['PATH'], WEB_PASSWORD: password }
      const own = [...options, `--web.listen-address=127.0.0.1:${port}`]
      running(spawn(shell, [...rest, ...own], { stdio: 'ignore', env }))
      addresses.set('prometheus', `http://127.0.0.1:${port}`)
    },
  }
  const startReplica = async (name: string, { environment = {} }: Service): Promise<void> => {
    const port = await freePort()
    const entries = Object.entries(environment).map(([key, value]) => [key, really(value)])
    const program = startProgram({
      FEED_URLS: site.feedUrl,
      ALLOW_PRIVATE_FEEDS: 'true',
      POLL_CRON: '* * * * * *',
      WEB_PASSWORD: password,
      ...Object.fromEntries(entries),
      // Each container has its own volume there.
      SEARCH_FOLDER: join(folder, `${name}${environment['SEARCH_FOLDER']}`),
      PORT: String(port),
    })
    stops.push(async () => program.kill())
    replicas.push(program)
    await expect.poll(program.output).toContain('is ready')
    addresses.set(`${name}:${environment['PORT']}`, `127.0.0.1:${port}`)
    // The image's healthcheck.
    const health = { env: { ...process.env, PORT: String(port) } }
    await promisify(execFile)(process.execPath, ['src/healthcheck.mjs'], health)
  }
  return { start: async (name: string) => start[name]?.(services.get(name) ?? expect.fail(name)), addresses, replicas }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-compose-'))
  site = await startDemoSite(await readSamples(), 3)
})
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

test('no service may write outside its volumes or gain rights, and none can be reached from other machines', () => {
  for (const [name, service] of readCompose({})) {
    expect([name, service.read_only, service.cap_drop]).toEqual([name, true, ['ALL']])
    expect(service.security_opt).toEqual(['no-new-privileges:true'])
    expect(service.tmpfs).toContain('/tmp')
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/u)
  }
})

test('one machine: the port of .env is the program’s, and the published one', () => {
  const one = readCompose({ PORT: '8080' }).get('rsis-brief')
  expect(one?.profiles).toBeUndefined()
  expect(one?.environment).toMatchObject({ PORT: '8080', DATABASE_URL: 'file:/data/rsis.db' })
  expect(one?.ports).toEqual(['127.0.0.1:8080:8080'])
  expect(readFileSync('src/healthcheck.mjs', 'utf8')).toContain('process.env.PORT')
})

const authorized = { accept: 'application/json', authorization: `Bearer ${password}` }

test.runIf(isThere)(
  'the profile with replicas: PostgreSQL, Redis, two processes and Prometheus in the order of the file',
  async () => {
    const services = readCompose({ POSTGRES_PASSWORD: databasePassword })
    const names = inOrder(services, 'replicas')
    expect(names.toSorted()).toEqual(['first', 'postgres', 'prometheus', 'redis', 'second'])
    expect(names.indexOf('postgres')).toBeLessThan(names.indexOf('first'))
    const { start, addresses, replicas } = createStarter(services)
    for (const name of names) await start(name)

    // One process leads; what it reads is posted once, and both show it.
    await expect.poll(() => replicas.filter((one) => one.output().includes('this process leads')).length).toBe(1)
    const pages = ['first:3000', 'second:3000'].map((name) => `http://${addresses.get(name)}`)
    const ask = async (page: string, path: string): Promise<string> =>
      (await fetch(`${page}${path}`, { headers: authorized })).text()
    await expect.poll(async () => ask(pages[1] ?? '', '/status')).toContain('"commentaries":3')
    const sample = site.publishNext() ?? expect.fail('no sample is left')
    for (const page of pages) await expect.poll(async () => ask(page, '/posts')).toContain(sample.title)
    expect(await ask(pages[0] ?? '', '/status')).toContain(`Redis ${addresses.get('redis:6379')}`)

    const redis = createClient({ url: `redis://${addresses.get('redis:6379')}` })
    await redis.connect()
    expect(await redis.sendCommand(['DBSIZE'])).toBeGreaterThan(0)
    redis.destroy()

    execFileSync('/usr/bin/promtool', ['check', 'rules', 'docs/monitoring/alerts.yaml'], { stdio: 'pipe' })
    const query = `${addresses.get('prometheus')}/api/v1/query?query=${encodeURIComponent('count(rsis_build_info)')}`
    await expect.poll(async () => (await fetch(query)).text().catch(() => '')).toMatch(/"value":\[[\d.]+,"2"\]/u)
    for (const one of replicas) expect(one.output()).not.toContain(databasePassword)
  },
)
