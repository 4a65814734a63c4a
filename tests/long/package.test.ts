import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '../free-port.ts'

const bomSchema = z.object({ components: z.array(z.object({ 'bom-ref': z.string() })) })
const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) })

let folder = ''
/** The package as npm installs it in an empty folder: below node_modules, where Node does not strip types. */
let installed = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-package-'))
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  // The dependencies that npm would download.
  for (const name of readdirSync('node_modules'))
    symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name))
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { encoding: 'utf8' })
  execFileSync('tar', ['-xzf', packed.trim().split('\n').at(-1) ?? ''], { cwd: folder })
  installed = join(modules, 'rsis-brief')
  execFileSync('mv', [join(folder, 'package'), installed])
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the package contains the program as JavaScript with its licence and guides, and no tests or benchmarks', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  expect(files).toEqual(
    expect.arrayContaining(['LICENSE', 'CHANGELOG.md', 'SECURITY.md', '.env.example', 'docs/slack.md']),
  )
  expect(files.filter((file) => file.endsWith('.ts') || /(?:^|\/)(?:tests|bench)(?:\/|$)/u.test(file))).toEqual([])
})

test('it runs from there, with everything that is loaded only when it is set', async () => {
  const child = spawn(process.execPath, [join(installed, 'dist/src/start.mjs')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: String(await freePort()),
      FEED_URLS: 'http://127.0.0.1:9/feed',
      ALLOW_PRIVATE_FEEDS: 'true',
      KEYV_URL: 'redis://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  await expect.poll(() => output).toMatch(/is ready: http:[\s\S]*"msg":"feed not read"/u)
  expect(output).toContain('the cache does not answer: the program works without it')
  expect(existsSync(join(folder, 'data/rsis.db'))).toBe(true)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
})

test('the list of its contents has every package that it needs, and none for development', () => {
  const bom = bomSchema.parse(JSON.parse(execFileSync('npm', ['run', '-s', 'sbom'], { encoding: 'utf8' })))
  const names = bom.components.map((component) => component['bom-ref'].replace(/(?<=.)@[^@]*$/u, ''))
  const { dependencies } = manifestSchema.parse(JSON.parse(readFileSync('package.json', 'utf8')))
  expect(Object.keys(dependencies).filter((name) => !names.includes(name))).toEqual([])
  expect(names).not.toContain('vitest')
})
