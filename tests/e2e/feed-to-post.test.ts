import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { command, commentaryOf, postsOf } from './answers.ts'
import { hasNoBrowser, openBrowser } from './browser.ts'
import { openScene, type Scene } from './scene.ts'
import { patience } from '../patience.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene(12, () => ({ TMPDIR: scene.folder }))
})
afterEach(() => scene.close())

test.skipIf(hasNoBrowser)(
  'a commentary travels from the feed to a post in the browser, and a search finds it',
  async () => {
    const program = scene.start()
    const url = await program.url
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(url)
      // The first poll fills the archive and posts nothing.
      await expect.poll(async () => (await command(url, '/rsis latest')).blocks.length).toBe(5)
      expect(await postsOf(url)).toEqual([])

      const next = scene.publish()
      const title = page.getByRole('link', { name: next.title })
      await title.first().waitFor({ timeout: patience.timeout })
      expect(await postsOf(url)).toHaveLength(1)
      // One number connects all log lines, from the feed's item to the message.
      const lines = program
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'))
      const told = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      const { journey } = told.find(({ msg, kind }) => msg === 'posted' && kind === 'post') ?? {}
      expect(journey).toBe(13)
      expect(told.filter((line) => line['journey'] === journey).map(({ msg }) => msg)).toEqual(
        expect.arrayContaining(['briefed', 'posted']),
      )
      expect(told.findLast(({ msg }) => msg === 'polled')).toMatchObject({ journeys: [journey] })

      const { claims, text, briefing, commentary } = await commentaryOf(url, next.id)
      expect(commentary.authors).toEqual(next.authors)
      expect(briefing.synopsis?.text).toBe(next.synopsis)
      expect(claims.length).toBeGreaterThanOrEqual(3)
      for (const { quote } of claims) expect(text.slice(quote.start, quote.end)).toBe(quote.text)
      await expect.poll(() => page.getByText(claims[0]?.quote.text ?? '').count()).toBeGreaterThan(0)

      await page.getByRole('combobox', { name: 'Command /rsis' }).fill(`/rsis search "${next.title}"`)
      await page.keyboard.press('Enter')
      await page
        .getByText(/1 commentary for/u)
        .first()
        .waitFor({ timeout: patience.timeout })
      expect(faults).toEqual([])
      // While the program runs, only its threads have ended; their compiled code is kept for later ones.
      expect(existsSync(join(scene.folder, 'node-compile-cache'))).toBe(true)
    } finally {
      await browser.close()
    }
  },
)
