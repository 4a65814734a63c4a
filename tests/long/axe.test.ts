import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axePaths, faultsByAxe, looks } from '../adapters/web/axe.ts'
import { type Running, startWeb } from '../adapters/web/harness.ts'
import { archivedCable, cableCard, nickelCard } from '../adapters/web/samples.ts'
import { hasNoBrowser, openBrowser } from '../e2e/browser.ts'

describe.skipIf(hasNoBrowser)('every page from 1280 to 320 px, light or dark', () => {
  let browser: Browser
  let web: Running

  beforeAll(async () => {
    browser = await openBrowser()
    web = await startWeb({ read: async () => archivedCable })
    await web.post(cableCard, 'key-1')
    await web.post(nickelCard, 'key-2')
  })

  afterAll(async () => {
    await browser?.close()
    await web?.web.stop()
  })

  test.each(axePaths)('axe finds nothing on %s, and nothing is cut off', async (path) => {
    const page = await browser.newPage()
    await page.goto(`${web.url}${path}`)
    expect(await faultsByAxe(page, looks)).toEqual([])
    await page.close()
  })

  test('axe finds what is wrong', async () => {
    const page = await browser.newPage()
    await page.setContent(
      '<html><body><img src="x.png"><div style="width: 2000px">wide</div><p style="width: 1em; overflow-wrap: anywhere">2026</p></body></html>',
    )
    const faults = await faultsByAxe(page, looks.slice(-1))
    expect(faults.join(' ')).toMatch(/image-alt: .*“2026” is broken.*pixels are cut off/u)
    await page.close()
  })
})
