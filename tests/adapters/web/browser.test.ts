import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { WebOptions } from '../../../adapters/web/index.ts'
import type { ArchivedCommentary } from '../../../src/archive/port.ts'
import type { Card } from '../../../src/card/card.ts'
import { axePaths, faultsByAxe, looks } from './axe.ts'
import { hasNoBrowser, openBrowser } from '../../e2e/browser.ts'
import { createMemoryTimeline } from './memory-timeline.ts'
import { place, type Running, startWeb } from './harness.ts'
import {
  archivedCable,
  cableCard,
  emptyStatus,
  healthyStatus,
  nickelCard,
  sandCard,
  troubledStatus,
} from './samples.ts'
import { patience } from '../../patience.ts'

const checks = readFileSync(new URL('page-checks.js', import.meta.url), 'utf8')

const phone = { viewport: { width: 360, height: 740 } }
const desktop = { viewport: { width: 1280, height: 860 } }

describe.skipIf(hasNoBrowser)('in a browser', () => {
  let browser: Browser
  let web: Running
  const opened: Page[] = []
  /** Errors of the page, violations of its policy, and requests to other servers: there must be none. */
  const faults: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
  })

  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close()
    await web.web.stop()
    expect(faults.splice(0)).toEqual([])
  })

  const serve = async (cards: readonly Card[], options: Partial<WebOptions> = {}): Promise<void> => {
    web = await startWeb(options)
    for (const [index, card] of cards.entries()) await web.post(card, `key-${index + 1}`)
  }

  const open = async (path = '/', options: BrowserContextOptions = desktop): Promise<Page> => {
    const context = await browser.newContext({ timezoneId: 'Asia/Singapore', ...options })
    const page = await context.newPage()
    opened.push(page)
    page.setDefaultTimeout(patience.timeout)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== web.url) faults.push(`asked ${request.url()}`)
    })
    await page.clock.install({ time: new Date('2026-11-23T01:20:00Z') })
    await page.goto(`${web.url}${path}`)
    if (options.javaScriptEnabled !== false && path === '/')
      await page.locator('#live', { hasText: /^Live$/u }).waitFor()
    return page
  }

  const isInView = async (page: Page, selector: string): Promise<boolean> =>
    page.evaluate<boolean>(
      `(() => {
        const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()
        const window = document.getElementById('scroller').getBoundingClientRect()
        return box.top >= window.top - 1 && box.top < window.bottom
      })()`,
    )

  const focused = async (page: Page): Promise<string> =>
    page.evaluate<string>('document.activeElement.id || document.activeElement.textContent.trim()')

  const topOf = async (page: Page, selector: string): Promise<number> =>
    Math.round((await page.locator(selector).boundingBox())?.y ?? Number.NaN)

  describe('a post', () => {
    test('arrives by itself, at the bottom, in view, and is announced, while the person types on', async () => {
      await serve([nickelCard, sandCard])
      const page = await open()
      await page.locator('#command').pressSequentially('search ni')
      await web.post(cableCard, 'live')
      await page.locator('#post-3').waitFor()
      expect(await page.locator('.post').last().getAttribute('id')).toBe('post-3')
      expect(await isInView(page, '#post-3')).toBe(true)
      expect(await page.locator('#announcer').textContent()).toBe(`New post: ${cableCard.title?.text}`)
      expect([await focused(page), await page.locator('#command').inputValue()]).toEqual(['command', 'search ni'])
      expect(await page.locator('.post').count()).toBe(3)
    })

    test('does not move what is being read: a button announces it and leads to it', async () => {
      await serve([cableCard, nickelCard, sandCard, cableCard])
      const page = await open()
      await page.locator('#post-1').scrollIntoViewIfNeeded()
      const before = await topOf(page, '#post-1 h2')
      await web.post(nickelCard, 'live')
      const button = page.getByRole('button', { name: '1 new post' })
      await button.waitFor()
      // One pixel may be lost by rounding.
      expect(Math.abs((await topOf(page, '#post-1 h2')) - before)).toBeLessThanOrEqual(1)
      await web.post(nickelCard, 'live-2')
      await page.getByRole('button', { name: '2 new posts' }).click()
      await page.locator('#new-posts').waitFor({ state: 'hidden' })
      expect(await isInView(page, '#post-5')).toBe(true)
    })

    test('whose thread follows is one post, announced once, and the button still leads to it', async () => {
      await serve([cableCard, nickelCard, sandCard, cableCard])
      const page = await open()
      await page.locator('#post-1').scrollIntoViewIfNeeded()
      const receipt = await web.web.post(place, nickelCard, 'live')
      await page.getByRole('button', { name: '1 new post' }).waitFor()
      await web.web.post(place, { blocks: [{ type: 'text', text: ['A further claim.'] }] }, 'reply', receipt)
      await page.locator('#post-5 summary', { hasText: '1 more' }).waitFor()
      expect(await page.locator('.post').count()).toBe(5)
      expect(await page.locator('#announcer').textContent()).toBe(`New post: ${nickelCard.title?.text}`)
      await page.getByRole('button', { name: '1 new post' }).click()
      await page.locator('#new-posts').waitFor({ state: 'hidden' })
      expect(await isInView(page, '#post-5')).toBe(true)
    })

    test('that is corrected changes in place, is announced, and keeps open what was open', async () => {
      await serve([cableCard, nickelCard])
      const page = await open()
      await page.locator('#post-1 summary').click()
      const title = { ...cableCard.title, text: 'A corrected title' }
      await web.web.edit(place, { id: '1' }, { ...cableCard, title }, 'key-1')
      await page.locator('#post-1 h2', { hasText: 'A corrected title' }).waitFor()
      expect(await page.locator('#announcer').textContent()).toBe('Updated: A corrected title')
      expect(await page.locator('#post-1 details').evaluate((details) => details.hasAttribute('open'))).toBe(true)
      expect(await page.evaluate<string>(`document.activeElement.tagName`)).toBe('SUMMARY')
      expect(await page.locator('.post').count()).toBe(2)
    })

    test('takes the place of the first explanation', async () => {
      await serve([])
      const page = await open()
      expect(await page.locator('#empty').isVisible()).toBe(true)
      await web.post(cableCard, 'live')
      await page.locator('#post-1').waitFor()
      expect(await page.locator('#empty').count()).toBe(0)
      expect(await isInView(page, '#post-1')).toBe(true)
    })

    test('is waited for by an explanation that follows the filling of the archive', async () => {
      let latest: ArchivedCommentary | undefined
      await serve([], { latest: async () => latest })
      const page = await open()
      expect(await page.getByText('Newest in the archive').count()).toBe(0)
      latest = archivedCable
      await page.clock.fastForward(20_000)
      await page.getByText('Newest in the archive').waitFor()
    })

    test('that was missed while the server was away is there once, when it is back', async () => {
      const timeline = createMemoryTimeline()
      await serve([nickelCard], { timeline })
      const page = await open()
      const port = Number(new URL(web.url).port)
      await web.web.stop()
      await page.getByText('Connecting again…').waitFor()
      await web.web.post({ platform: 'web', tenant: 'local', channel: 'briefings' }, cableCard, 'meanwhile')
      web = await startWeb({ timeline, port })
      await page.locator('#post-2').waitFor()
      expect(await page.locator('.post').count()).toBe(2)
      faults.splice(0)
    })

    test('is caught up with by a page that was out of sight and held no stream', async () => {
      await serve([nickelCard])
      const page = await open()
      const turn = async (isHidden: boolean): Promise<void> => {
        await page.evaluate(`(() => {
          Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true })
          document.dispatchEvent(new Event('visibilitychange'))
        })()`)
      }
      await turn(true)
      await web.post(cableCard, 'meanwhile')
      await web.post(sandCard, 'meanwhile-2')
      await turn(false)
      await page.locator('#post-3').waitFor()
      expect(await page.evaluate(`[...document.querySelectorAll('.post')].map((post) => post.id)`)).toEqual([
        'post-1',
        'post-2',
        'post-3',
      ])
    })

    test('brings the state of feeds and archive up to date with it', async () => {
      let status = healthyStatus
      await serve([nickelCard], { status: async () => status })
      const page = await open()
      expect(await page.locator('#banner p').count()).toBe(0)
      status = { ...troubledStatus, archive: { ...troubledStatus.archive, commentaries: 1205 } }
      await web.post(cableCard, 'live')
      await page.getByText('RSIS Commentaries: blocked.').waitFor()
      expect(await page.locator('#archive').textContent()).toContain('1,205 commentaries')
    })

    test.each([
      ['on a phone', phone],
      ['on a desktop', desktop],
    ])('is in view from its beginning when the page opens: %s', async (_, options) => {
      await serve([nickelCard, sandCard, cableCard])
      const page = await open('/', options)
      expect(await isInView(page, '#post-3 h2')).toBe(true)
    })

    test('shows the time on the reader’s clock', async () => {
      await serve([nickelCard])
      const page = await open()
      const time = page.locator('.post time')
      expect(await time.textContent()).toContain('23 November 2026, 09:14')
      expect(await time.getAttribute('title')).toBe('23 November 2026, 01:14 UTC')
    })
  })

  describe('a command', () => {
    test('typed is answered in place, echoed, and the person types on', async () => {
      await serve([cableCard])
      const page = await open()
      await page.evaluate('window.isSamePage = true')
      await page.locator('#command').fill('search nord stream')
      await page.locator('#command').press('Enter')
      await page.getByRole('heading', { name: '3 commentaries for “nord stream”' }).waitFor()
      expect(await page.locator('#answer .echo').textContent()).toBe('/rsis search nord stream')
      expect(await page.getByText('Only visible to you').isVisible()).toBe(true)
      expect(await isInView(page, '#answer')).toBe(true)
      expect([await focused(page), await page.locator('#command').inputValue()]).toEqual(['command', ''])
      expect(await page.evaluate('window.isSamePage')).toBe(true)
      expect(web.commands).toHaveLength(1)
    })

    test('pressed on a card is answered in place, and the focus goes to the answer', async () => {
      await serve([cableCard])
      const page = await open()
      await page.getByRole('button', { name: 'Related' }).click()
      await page.locator('#answer h2').waitFor()
      expect(await page.evaluate('document.activeElement.id')).toBe('answer')
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect
        .poll(() => web.commands.map(({ text }) => text))
        .toEqual(['search "undersea cable"', 'search nord stream page:2'])
    })

    test('that was mistaken stays in the box', async () => {
      await serve([cableCard])
      const page = await open()
      await page.locator('#command').fill('serch nord')
      await page.locator('#command').press('Enter')
      await page.locator('#answer .problem').waitFor()
      expect(await page.locator('#command').inputValue()).toBe('serch nord')
    })

    test('leaves an answer that can be dismissed', async () => {
      await serve([cableCard])
      const page = await open()
      await page.getByRole('button', { name: 'All quotes' }).click()
      await page.getByRole('link', { name: 'Dismiss' }).click()
      expect(await page.locator('#answer').isVisible()).toBe(false)
      expect(await focused(page)).toBe('command')
    })

    test('given while the server is away says so and keeps what was typed', async () => {
      await serve([cableCard])
      const page = await open()
      await web.web.stop()
      await page.locator('#command').fill('latest')
      await page.locator('#command').press('Enter')
      await page.getByText('The server could not be reached.').waitFor()
      expect(await page.locator('#command').inputValue()).toBe('latest')
      faults.splice(0)
    })

    test('can be copied from an answer', async () => {
      await serve([])
      const page = await open()
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.getByRole('button', { name: '/rsis help' }).click()
      await page.getByRole('button', { name: 'Copy' }).first().click()
      await page.getByRole('button', { name: 'Copied' }).waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe('/rsis search nord stream')
    })
  })

  describe('without JavaScript', () => {
    const still = { ...desktop, javaScriptEnabled: false }

    test('the newest post is in view and a typed command is answered in view', async () => {
      await serve([nickelCard, sandCard, cableCard])
      const page = await open('/', still)
      expect(await page.getByText('Reload for newer posts').isVisible()).toBe(true)
      const [post, box] = [await topOf(page, '#post-3 h2'), await topOf(page, '.composer')]
      expect(post).toBeGreaterThan(0)
      expect(post).toBeLessThan(box)
      await page.locator('#command').fill('/rsis search nord stream')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('heading', { name: '3 commentaries for “nord stream”' }).waitFor()
      expect(await topOf(page, '#answer')).toBeGreaterThan(0)
      expect(await topOf(page, '#answer h2')).toBeLessThan(await topOf(page, '.composer'))
    })

    test('on a phone the newest title and the answer are in view', async () => {
      await serve([nickelCard, sandCard, cableCard])
      const page = await open('/', { ...phone, javaScriptEnabled: false })
      const title = await topOf(page, '#post-3 h2')
      expect(title).toBeGreaterThan(await topOf(page, '#scroller'))
      expect(title).toBeLessThan(await topOf(page, '.composer'))
      await page.locator('#command').fill('search nord stream')
      await page.locator('#command').press('Enter')
      await page.locator('#answer h2').waitFor()
      expect(await topOf(page, '#answer h2')).toBeGreaterThan(await topOf(page, '#scroller'))
      expect(await topOf(page, '#answer h2')).toBeLessThan(await topOf(page, '.composer'))
    })

    test('the buttons of cards work, also on other pages', async () => {
      await serve([cableCard])
      const page = await open('/posts', still)
      await page.getByRole('button', { name: 'All quotes' }).click()
      await page.getByText('Only visible to you').waitFor()
      expect(web.commands.map(({ text }) => text)).toEqual(['show CO26211'])
      await page.locator('#post-1 summary').click()
      expect(await page.locator('#post-1 details .claim').count()).toBe(3)
      expect(await page.locator('#post-1 details .claim').last().isVisible()).toBe(true)
    })

    test('dismissing leads back to the channel', async () => {
      await serve([cableCard])
      const page = await open('/', still)
      await page.getByRole('button', { name: 'Cite' }).click()
      await page.getByRole('link', { name: 'Dismiss' }).click()
      await page.waitForURL(`${web.url}/`)
      expect(await page.locator('#answer').isVisible()).toBe(false)
    })
  })

  describe('with the keyboard alone', () => {
    test('the first stop skips to the content', async () => {
      await serve([cableCard])
      const page = await open()
      await page.keyboard.press('Tab')
      expect(await focused(page)).toBe('Skip to content')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('main')
    })

    test('every control is reached in reading order, with a visible focus, and works', async () => {
      await serve([cableCard])
      const page = await open()
      const stops: string[] = []
      for (let press = 0; press < 40 && stops.at(-1) !== 'Send'; press += 1) {
        await page.keyboard.press('Tab')
        stops.push(
          await page.evaluate<string>(`(() => {
            const element = document.activeElement
            const box = getComputedStyle(element.closest('.box') && element.tagName === 'INPUT' ? element.closest('.box') : element)
            const isMarked = box.outlineStyle !== 'none' || box.boxShadow !== 'none'
            return (isMarked ? '' : 'UNMARKED ') + (element.id === 'command' ? 'command' : element.getAttribute('aria-label') ?? element.textContent.trim())
          })()`),
        )
      }
      expect(stops.filter((stop) => stop.startsWith('UNMARKED'))).toEqual([])
      const wanted = [
        // The page of all posts, and the list of the newest.
        'Posts',
        'Posts',
        'Our copy',
        '3 more claims',
        'Read original',
        'All quotes',
        'Cite',
        'Related',
        'command',
        'Send',
      ]
      expect(stops.filter((stop) => wanted.includes(stop))).toEqual(wanted)
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift+Tab')
      expect(await focused(page)).toBe('Cite')
      await page.keyboard.press('Enter')
      await page.locator('#answer .card').waitFor()
      expect(web.commands.map(({ text }) => text)).toEqual(['cite CO26211'])
    })

    test('the box completes what is typed, and keeps its own keys', async () => {
      await serve([cableCard])
      const page = await open()
      const box = page.getByRole('combobox', { name: 'Command /rsis' })
      await page.keyboard.press('/')
      const type = async (text: string): Promise<void> => {
        await page.keyboard.type(text)
        await page.clock.runFor(200)
      }
      await type('s')
      await page.getByRole('option').first().waitFor()
      expect(await page.getByRole('option').allTextContents()).toEqual(['search', 'show'])
      expect(await faultsByAxe(page, looks.slice(0, 1))).toEqual([])
      await page.keyboard.press('ArrowDown')
      expect(await page.getByRole('option', { selected: true }).textContent()).toBe('search')
      expect(await box.getAttribute('aria-activedescendant')).toBe('completion-0')
      await page.keyboard.press('Enter')
      expect(await box.inputValue()).toBe('search ')
      await type('author:')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      expect(await box.inputValue()).toBe('search author:"author Lim" ')
      expect(web.commands).toEqual([])
      // A second Enter sends; then the arrow brings the text back, and Escape closes the answer.
      await page.keyboard.press('Enter')
      await page.locator('#answer .card').waitFor()
      expect(web.commands.map(({ text }) => text)).toEqual(['search author:"author Lim"'])
      await page.keyboard.press('ArrowUp')
      expect(await box.inputValue()).toBe('search author:"author Lim" ')
      await box.fill('sh')
      await page.clock.runFor(200)
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('Escape')
      expect(await page.getByRole('option').count()).toBe(0)
      expect(await page.locator('#answer').isVisible()).toBe(true)
    })

    test('a reader searches, opens a hit, copies a claim and its address, and goes back', async () => {
      await serve([cableCard])
      const page = await open('/archive', { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] })
      const tabTo = async (name: RegExp): Promise<void> => {
        for (let press = 0; press < 60; press += 1) {
          await page.keyboard.press('Tab')
          if (name.test((await focused(page)) ?? '')) return
        }
        expect.fail(`${name} is not reached`)
      }
      await page.keyboard.press('/')
      await page.keyboard.type('cable')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=cable/u)
      await tabTo(/^Who Mends the Cable/u)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/commentaries\/CO26211$/u)
      await page.keyboard.press('Tab')
      expect(await focused(page)).toBe('Skip to content')
      await page.keyboard.press('Enter')
      await tabTo(/^Permalink$/u)
      await page.keyboard.press('Enter')
      await page.waitForURL(/#briefing-claim-1$/u)
      await tabTo(/^Copy quote$/u)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Copied' }).waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^“.+” \(.+No\. 211\/2026.*\)$/su)
      await tabTo(/^Report a mistake/u)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/ask\?text=dispute%20report%20CO26211%201$/u)
      expect(web.commands).toEqual([])
      // The browser's own keys do this, and a headless browser has none.
      for (const address of [/#briefing-claim-1$/u, /CO26211#main$/u, /CO26211$/u, /q=cable/u]) {
        await page.goBack()
        expect(page.url()).toMatch(address)
      }
    })

    test('a claim leads to its quote in the text and back', async () => {
      await serve([cableCard])
      const page = await open('/commentaries/CO26211')
      await page.locator('#briefing-claim-3').getByRole('link', { name: 'Our copy' }).press('Enter')
      await page.waitForURL(/#claim-3$/u)
      const box = await page.locator('#claim-3').boundingBox()
      expect(box?.y).toBeGreaterThan(0)
      expect(box?.y).toBeLessThan(860)
      await page.getByRole('link', { name: 'Back to claim 3' }).press('Enter')
      await page.waitForURL(/#briefing-claim-3$/u)
    })
  })

  const endless: Card = {
    ...cableCard,
    context: 'x'.repeat(300),
    title: { text: 'Antidisestablishmentarianism'.repeat(4000), url: `https://example.org/${'path'.repeat(200)}` },
    blocks: [{ type: 'copy', text: 'y'.repeat(500) }, ...cableCard.blocks],
    footer: ['z'.repeat(300)],
  }

  const nothing = { nameless: [], small: [], skipped: [], repeated: [], pale: [], titles: 1, tooWide: 0, looked: true }

  describe.each([
    ['on a phone', phone],
    ['on a desktop in the dark', { ...desktop, colorScheme: 'dark' as const }],
  ])('%s', (_, options) => {
    test('every page fits and has names, order, contrast and room for a finger', async () => {
      await serve([nickelCard, endless, cableCard], { status: async () => troubledStatus })
      const page = await open('/', options)
      for (const path of [
        '/',
        '/posts',
        '/commentaries/CO26211#claim-2',
        '/commentaries/CO26209',
        '/status',
        '/archive?q=cable',
      ]) {
        await page.goto(`${web.url}${path}`)
        for (const thread of await page.locator('summary').all()) await thread.click()
        expect(await page.evaluate(checks), path).toMatchObject(nothing)
      }
    })

    test('so do the first explanation and the answers', async () => {
      await serve([], { status: async () => emptyStatus })
      const page = await open('/', options)
      expect(await page.evaluate(checks)).toMatchObject(nothing)
      for (const command of ['help', 'search nord stream', 'serch', 'show CO26211']) {
        await page.locator('#command').fill(command)
        await page.locator('#command').press('Enter')
        await page.locator('#answer .echo', { hasText: command }).waitFor()
        expect(await page.evaluate(checks), command).toMatchObject(nothing)
      }
    })
  })

  test('these checks find what they look for', async () => {
    await serve([cableCard])
    const page = await open()
    await page.evaluate(`(() => {
      const list = document.getElementById('posts')
      const button = document.createElement('button')
      const heading = document.createElement('h4')
      heading.id = 'posts'
      heading.textContent = 'pale and wide'
      heading.style.color = getComputedStyle(document.documentElement).backgroundColor
      heading.style.width = '3000px'
      button.style.cssText = 'width: 10px; height: 10px'
      document.querySelector('.card').prepend(heading, button)
      document.querySelector('.scroller').style.overflow = 'visible'
    })()`)
    expect(await page.evaluate(checks)).toMatchObject({
      nameless: ['button. “”'],
      small: ['button. “”'],
      skipped: [4],
      repeated: ['posts'],
      pale: ['h4. “pale and wide” 1.00'],
      tooWide: expect.toSatisfy((width: number) => width > 1000),
    })
  })

  test.each(axePaths)('axe finds nothing on %s in one look, and nothing is cut off', async (path) => {
    await serve([cableCard, nickelCard], { read: async () => archivedCable })
    const page = await open(path)
    expect(await faultsByAxe(page, looks.slice(-1))).toEqual([])
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('404')))
  })

  test('answers that only read have addresses: Back leads to the one before, a link to the answer itself', async () => {
    await serve([cableCard])
    const page = await open()
    const type = async (text: string): Promise<void> => {
      await page.locator('#command').fill(text)
      await page.keyboard.press('Enter')
      await page.locator('#answer .echo', { hasText: text }).waitFor()
    }
    await type('search one')
    await type('search two')
    expect(new URL(page.url()).search).toBe('?text=search%20two')
    await page.goBack()
    await page.locator('#answer .echo', { hasText: 'search one' }).waitFor()
    await page.goBack()
    await page.locator('#answer').waitFor({ state: 'hidden' })
    await page.locator('#command').press('ArrowUp')
    expect(await page.locator('#command').inputValue()).toBe('search two')
    await page.locator('#command').press('ArrowUp')
    expect(await page.locator('#command').inputValue()).toBe('search one')
    await page.locator('#scroller').focus()
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('command')
  })

  test('the theme is the system’s until another is chosen, which lasts', async () => {
    await serve([])
    const page = await open('/status', { ...desktop, colorScheme: 'dark' })
    const paper = async () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await paper()
    await page.getByRole('button', { name: 'Theme: system' }).click()
    expect(await paper()).not.toBe(dark)
    await page.goto(`${web.url}/archive`)
    expect(await paper()).not.toBe(dark)
    await page.getByRole('button', { name: 'Theme: light' }).click()
    await page.getByRole('button', { name: 'Theme: dark' }).click()
    expect(await page.getByRole('button', { name: 'Theme: system' }).count()).toBe(1)
  })

  test('a claim is copied with its quotation marks and a citation, and has an address', async () => {
    await serve([])
    const page = await open('/commentaries/CO26211')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const first = page.locator('#briefing-claim-1')
    await first.getByRole('button', { name: 'Copy quote' }).click()
    await first.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^“A cable that five states .+ by nobody\.” \(Tan Mei Ling and J\.R\. Santoso, .+No\. 211\/2026/u,
    )
    expect(await first.getByRole('link', { name: 'Permalink', exact: true }).getAttribute('href')).toBe(
      '#briefing-claim-1',
    )
  })

  test('/ goes to the search of the archive, and print shows every claim', async () => {
    await serve([cableCard])
    const page = await open('/archive?q=cable')
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('query')
    await page.goto(`${web.url}/posts`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#post-1 details .claim').last().isVisible()).toBe(true)
  })

  test.each(['/commentaries/CO26211', '/archive?q=cable', '/ask?text=help'])(
    '%s is printed without buttons, tools and alerts',
    async (path) => {
      await serve([cableCard], { read: async () => archivedCable, status: async () => troubledStatus })
      const page = await open(path)
      await page.emulateMedia({ media: 'print' })
      for (const unwanted of ['button', 'input', '.tools', '.banner', '.bar nav', '.facets'])
        expect([unwanted, await page.locator(unwanted).filter({ visible: true }).count()]).toEqual([unwanted, 0])
    },
  )
})
