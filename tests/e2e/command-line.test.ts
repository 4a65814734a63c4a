import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { samplePage } from '../../src/demo/page.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { commentaryOf, postsOf } from './answers.ts'
import { runProgram, startProgram } from './process.ts'
import { eventually } from '../eventually.ts'

let folder = ''
let env: Record<string, string> = {}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-cli-'))
  env = {
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    FEED_URLS: 'http://127.0.0.1:9/feed',
    ALLOW_PRIVATE_FEEDS: 'true',
  }
})
afterEach(() => rmSync(folder, { recursive: true }))

const sample = async () => (await readSamples())[0] ?? expect.fail('no samples')

test('help names every command', async () => {
  const { code, output } = await runProgram(env, ['--help'])
  expect(code).toBe(0)
  for (const name of ['start', 'demo', 'import', 'doctor']) expect(output).toMatch(new RegExp(`^  ${name}`, 'mu'))
  expect(output).toMatch(/^Without a command the service starts/mu)
})

test('import says what it did not find in a page', async () => {
  const page = join(folder, 'nohead.html')
  writeFileSync(page, `<p>${'word '.repeat(500)}</p>`)
  expect((await runProgram(env, ['import', page])).output).toMatch(
    /^No title, no author, no date was found in it: if it is not a commentary, remove it with npm run forget -- X\w+ --yes\.$/mu,
  )
})

test('start is the service, as without a command', async () => {
  const program = startProgram(env, ['start'])
  expect((await fetch(`${await program.url}/healthz`)).status).toBe(200)
  expect(await program.end('SIGTERM')).toBe(0)
})

test('the demo, where other machines can reach its page, makes up a password, prints it and uses it', async () => {
  const program = startProgram({ HOST: '0.0.0.0', TMPDIR: folder, LOG_LEVEL: 'silent' }, ['demo'])
  await eventually(() => expect(program.output()).toContain('The archive is filled'))
  const [, url = '', password = ''] = /is at (http:\S+?);[^]*a password: (\S{16,})$/mu.exec(program.output()) ?? []
  expect((await fetch(url)).status).toBe(401)
  expect((await fetch(url, { headers: { authorization: `Bearer ${password}` } })).status).toBe(200)
  expect(await program.end('SIGTERM')).toBe(0)
})

test('a command that only reads makes no database', async () => {
  const page = join(folder, 'page.html')
  writeFileSync(page, await samplePage(await sample()))
  expect(await runProgram(env, ['brief', page])).toMatchObject({ code: 0 })
  expect(await runProgram(env, ['brief', 'CO20210'])).toMatchObject({
    code: 2,
    output: expect.stringMatching(/^Brief: the archive does not contain CO20210; /u),
  })
  expect((await runProgram(env, ['brief', folder])).output).toMatch(/^Brief: .* is not a file; /u)
  expect((await runProgram(env, ['forget', 'CO20210'])).output).toMatch(/^Forget: nothing in the archive matches/u)
  expect(readdirSync(folder)).toEqual(['page.html'])
})

test('what is mistyped is named with what may be meant, and ends with code 2', async () => {
  const mistakes: readonly (readonly [string[], RegExp])[] = [
    [['docter'], /there is no command “docter”; did you mean doctor\?/u],
    [['frobnicate'], /there is no command “frobnicate”; see rsis-brief --help/u],
    [['backfill', '--from-capture'], /^Backfill: unknown option “--from-capture”; did you mean --from-captures\?$/mu],
    [['backfill', 'prompts'], /^Backfill: there is nothing to read in prompts; name pages/mu],
    [
      ['doctor', 'all'],
      /^Doctor: too many arguments for “doctor”: expected 0 arguments but got 1.*; write rsis-brief/mu,
    ],
    [['import'], /^Import: missing required argument “source”; write rsis-brief import \[options\] <source>, or see/mu],
    [['move'], /^Move: required option “--to <address>” not specified; write rsis-brief move \[options\], or/mu],
    [['forget', '--from'], /^Forget: option “--from <date>” argument missing; write rsis-brief forget/mu],
    [['--frobnicate'], /^Rsis-brief: unknown option “--frobnicate”; write rsis-brief \[options\]/mu],
  ]
  for (const [args, answer] of mistakes) {
    const { code, output } = await runProgram(env, args)
    expect({ args, code, output }).toMatchObject({ code: 2, output: expect.stringMatching(answer) })
    expect(output).not.toMatch(/\n\s+at /u)
  }
  expect((await runProgram(env, ['--version'])).code).toBe(0)
})

test('a second start loads no TypeScript parser', async () => {
  const tell =
    'process.on("exit", () => console.log(`parser: ${process.moduleLoadList.some((one) => /amaro/u.test(one))}`))'
  const asked = {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}`,
    NODE_COMPILE_CACHE: join(folder, 'cache'),
  }
  expect((await runProgram(asked, ['--version'])).output).toContain('parser: true')
  expect((await runProgram(asked, ['--version'])).output).toContain('parser: false')
})

test('doctor says what works, and how to fix what does not', async () => {
  const { code, output } = await runProgram(env, ['doctor'])
  expect(code).toBe(1)
  expect(output).toMatch(/^✓ node/mu)
  expect(output).toMatch(/^✓ storage .*is made at the first start/mu)
  expect(output).toMatch(
    /^✗ feed: http:\/\/127\.0\.0\.1:9\/feed +unreachable: 127\.0\.0\.1:9 refuses the connection\n +→ check the network/mu,
  )
  expect(output).not.toMatch(/\n\s+at /u)
})

test('doctor is content where all is well', async () => {
  const site = await startDemoSite(await readSamples(), 24)
  const { code, output } = await runProgram({ ...env, FEED_URLS: site.feedUrl }, ['doctor'])
  await site.close()
  expect(code, output).toBe(0)
  expect(output).toMatch(/✓ engine +no language model/u)
})

test('import takes a saved page into the archive of a running program, and posts it where asked', async () => {
  const { id } = await sample()
  const page = join(folder, 'page.html')
  writeFileSync(page, await samplePage(await sample()))
  const program = startProgram(env)
  const url = await program.url
  expect(await runProgram(env, ['import', page])).toMatchObject({
    code: 0,
    output: expect.stringMatching(`^${id}: new, \\d key claims`),
  })
  expect((await commentaryOf(url, id)).claims.length).toBeGreaterThanOrEqual(3)
  expect(await postsOf(url)).toEqual([])
  const { output } = await runProgram(env, ['import', page, '--post'])
  expect(output).toMatch(/posts it within a minute/u)
  // The running process looks into the outbox each minute, and when it starts.
  await program.end('SIGTERM')
  const again = startProgram(env)
  const at = await again.url
  await eventually(async () => expect((await postsOf(at)).map((post) => post.commentaries)).toEqual([[id]]))
  expect(await again.end('SIGTERM')).toBe(0)
})

test('forget leaves no byte of the text in the database’s files, while the program runs on them', async () => {
  const { id } = await sample()
  const page = join(folder, 'page.html')
  writeFileSync(page, await samplePage(await sample()))
  const program = startProgram(env)
  const url = await program.url
  await runProgram(env, ['import', page])
  const quotes = (await commentaryOf(url, id)).claims.map(({ quote }) => quote.text.slice(0, 40))
  expect(quotes.length).toBeGreaterThanOrEqual(3)
  const leftIn = (): string[] => {
    const files = readdirSync(folder).filter((name) => name.startsWith('rsis.db'))
    const bytes = files.map((name) => readFileSync(join(folder, name), 'latin1')).join('')
    return quotes.filter((quote) => bytes.includes(Buffer.from(quote).toString('latin1')))
  }
  expect(leftIn()).toEqual(quotes)
  expect(await runProgram(env, ['forget', id, '--yes'])).toMatchObject({ code: 0 })
  expect(leftIn()).toEqual([])
  expect(await program.end('SIGTERM')).toBe(0)
  expect(leftIn()).toEqual([])
})

test.each([
  ['nothing.html', /^Import: .*nothing\.html/mu],
  ['picture.png', /^Import: /mu],
])('import of %s is answered in one line', async (name, says) => {
  writeFileSync(join(folder, 'picture.png'), 'not a picture')
  const { code, output } = await runProgram(env, ['import', join(folder, name)])
  expect(code).toBe(2)
  expect(output.trim().split('\n')).toHaveLength(1)
  expect(output).toMatch(says)
})
