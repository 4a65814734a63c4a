import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '../free-port.ts'
import { isInstalled } from '../installed.ts'
import { openScene, type Scene } from './scene.ts'
import { eventually } from '../eventually.ts'

const prometheus = '/usr/bin/prometheus'
const isThere = isInstalled('Prometheus', existsSync(prometheus), 'prometheus')

const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
})
const answerSchema = z.object({ status: z.string(), data: z.object({ result: z.array(z.unknown()) }) })

/** The expression of each panel and of each alert. */
const queries = [
  ...dashboardSchema
    .parse(JSON.parse(readFileSync('docs/monitoring/grafana.json', 'utf8')))
    .panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...[...readFileSync('docs/monitoring/alerts.yaml', 'utf8').matchAll(/^ +expr: (.+)$/gmu)].flatMap(
    ([, expr]) => expr ?? [],
  ),
]
/** The expressions that have a value for a healthy program that has just started and posted. */
const shownAtOnce = queries.filter(
  (query) => !/rsis_trouble|failures_total|absent|answer_seconds|[<>]|==|rate\(/u.test(query),
)

let scene: Scene
let folder = ''
let stop = async (): Promise<void> => {}
let api = ''

beforeAll(async () => {
  if (!isThere) return
  scene = await openScene(2)
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-prometheus-'))
  const { host } = new URL(await scene.start().url)
  const config = readFileSync('docs/monitoring/prometheus.yaml', 'utf8')
    .replace('127.0.0.1:3000', host)
    .replace('/etc/prometheus/rsis-brief-password', join(folder, 'password'))
    .replace('30s', '500ms')
  writeFileSync(join(folder, 'password'), 'unused on loopback')
  writeFileSync(join(folder, 'prometheus.yaml'), config)
  const port = await freePort()
  const child = spawn(
    prometheus,
    [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  )
  stop = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  api = `http://127.0.0.1:${port}/api/v1/query`
})
afterAll(async () => {
  if (!isThere) return
  await stop()
  await scene.close()
  rmSync(folder, { recursive: true })
})

const ask = async (query: string) => {
  const answer = await fetch(`${api}?${new URLSearchParams({ query }).toString()}`)
  return answerSchema.parse(await answer.json())
}

test.runIf(isThere)(
  'a real Prometheus scrapes the program, and every panel and alert asks it for what is there',
  async () => {
    execFileSync('/usr/bin/promtool', ['check', 'rules', 'docs/monitoring/alerts.yaml'], { stdio: 'pipe' })
    await eventually(async () => expect((await ask('rsis_build_info')).data.result).toHaveLength(1))
    expect(queries.length).toBeGreaterThan(20)
    for (const query of queries) expect([query, (await ask(query)).status]).toEqual([query, 'success'])
    expect(shownAtOnce.length).toBeGreaterThan(8)
    const missing = async (): Promise<string[]> => {
      const found = await Promise.all(shownAtOnce.map(async (query) => ({ query, is: (await ask(query)).data.result })))
      return found.flatMap(({ query, is }) => (is.length > 0 ? [] : [query]))
    }
    // The first briefings come with the first poll.
    await expect.poll(missing).toEqual([])
  },
)
