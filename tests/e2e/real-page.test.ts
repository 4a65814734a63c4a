import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { command, commentaryOf, postsOf, textOf } from './answers.ts'
import { startProgram } from './process.ts'

// A real page, if it is available: its text belongs to the publisher, so it is not part of this project.
const server = fileURLToPath(new URL('../../../shared/rsis-site/serve.mjs', import.meta.url))
const port = 18_099

test.skipIf(!existsSync(server))('a real page goes in, and what is true of it comes out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-real-'))
  const site = spawn(process.execPath, [server, String(port)], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(site.stdout, 'data')
  const program = startProgram({
    FEED_URLS: `http://127.0.0.1:${port}/feed.xml`,
    ALLOW_PRIVATE_FEEDS: 'true',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
  })
  try {
    const url = await program.url
    await expect.poll(async () => (await fetch(`${url}/commentaries/CO20210`)).status).toBe(200)

    const found = await command(url, '/rsis search nord stream')
    expect(found.title?.text).toBe('1 commentary for “nord stream”')
    const [hit] = found.blocks
    expect(textOf(hit)).toMatch(
      /^US Opposition to Nord Stream II Gas Pipeline: “President Trump’s criticism of Germany/u,
    )

    const shown = await command(url, '/rsis show CO20210')
    expect(shown.context).toBe('RSIS Commentary · CO20210 · Chris Cheang · 18 December 2020')
    expect(shown.blocks.filter((block) => block.type === 'claim').length).toBeGreaterThanOrEqual(3)

    const { commentary, briefing, claims, text } = await commentaryOf(url, 'CO20210')
    expect(commentary).toMatchObject({ authors: ['Chris Cheang'], published: '2020-12-18', updated: '2020-12-24' })
    expect(commentary.categories).toHaveLength(6)
    expect(briefing.synopsis).toMatchObject({ source: 'author', text: commentary.synopsis })
    expect(commentary.synopsis?.split(/\s+/u)).toHaveLength(49)
    for (const { quote } of claims) expect(text.slice(quote.start, quote.end)).toBe(quote.text)
    expect(text.split('he was ready to work with any US leader')).toHaveLength(2)
    expect(await postsOf(url), 'the first poll posts nothing').toEqual([])
  } finally {
    await program.kill()
    site.kill()
    rmSync(folder, { recursive: true })
  }
})
