import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const axeSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
})

/** Passed checks are not reported, because that takes three times as long. */
const violationsOnly = `{ resultTypes: ['violations'], selectors: false, preload: false }`

/** Each layout once in each theme: narrow and wide. */
export const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 768, colorScheme: 'dark' },
  { width: 375, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const

/** Every kind of page. */
export const axePaths = [
  '/',
  '/posts',
  '/status',
  '/commentaries/CO26211',
  '/ask?text=search%20x',
  '/ask?text=help',
  '/as/slack',
  '/as/discord',
  '/archive?q=security+-nickel',
  '/archive?q=nothing+of+zzzz',
  '/archive',
  '/authors',
  '/topics',
  '/topics/Maritime%20Security',
  '/login',
  '/forms/sample',
  '/nowhere',
]

/** Short words and figures that are shown on several lines, one part below another. */
const brokenWords = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const broken = []
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode
    for (const { 0: word, index } of data.matchAll(/(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]{2,16}(?![\\p{L}\\p{N}])/gu)) {
      const range = document.createRange()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (lines.size > 1 && parentElement.closest('.unseen, code, .address') === null) broken.push(word)
    }
  }
  return broken
})()`

/** What axe finds on the page in these layouts and themes, and where something is cut off: one line each. */
export const faultsByAxe = async (page: Page, among: readonly (typeof looks)[number][]): Promise<string[]> => {
  await page.evaluate(axe)
  const faults: string[] = []
  for (const { width, colorScheme } of among) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    const { violations } = axeSchema.parse(await page.evaluate(`axe.run(${violationsOnly})`))
    for (const { id, nodes } of violations) {
      faults.push(`${width} ${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 160)}`)
    }
    const beyond = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    const broken = await page.evaluate<string[]>(brokenWords)
    faults.push(...broken.map((word) => `${width} ${colorScheme}: “${word}” is broken`))
    if (beyond !== 0) faults.push(`${width} ${colorScheme}: ${beyond} pixels are cut off`)
  }
  return faults
}
