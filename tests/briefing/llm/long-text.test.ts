import { describe, expect, test } from 'vitest'
import { commentaryOf } from '../../../bench/briefing/texts.ts'
import type { Commentary, Section } from '../../../src/commentary/commentary.ts'
import { readSamples } from '../../../src/demo/samples.ts'
import { estimateTokens } from '../../../src/model/budget.ts'
import { expectSafe } from './expect-safe.ts'
import { numberOnce } from './once.ts'
import { sample } from './samples.ts'
import { brief, setUp } from './setup.ts'

/** A report as long as ten samples together, each a section with its title for a subhead. */
const report: Commentary = {
  ...sample,
  id: 'X0000000000r',
  title: 'A Report on Everything',
  synopsis: 'Southeast Asia has many tasks before it, and few of them can be done by one state.',
  sections: (await readSamples())
    .slice(0, 10)
    .map(commentaryOf)
    .map(
      ({ title, sections }): Section => ({
        heading: title,
        paragraphs: sections.flatMap((section) => section.paragraphs),
      }),
    ),
}

describe('a text that is too long for one call', () => {
  test('is shown to the model in part: complete sentences under their own numbers, and both it and the record say so', async () => {
    const { server, options } = await setUp()
    const ownWords = options.ownWords(report, numberOnce(report))
    const ranked = ownWords.map(({ number }) => number)
    const briefing = await brief({ ...options, ownWords: () => ownWords }, report)
    await expectSafe(briefing, report)
    expect(briefing.record.extent).toBe('part')
    const [{ user } = expect.fail()] = server.of('write')
    expect(user).toContain('It is too long to be given whole')
    expect(estimateTokens(user)).toBeLessThan(14_000)

    const { sentences } = numberOnce(report)
    expect(estimateTokens(sentences.map(({ text }) => text).join(' '))).toBeGreaterThan(12_000)
    const offered = [...user.matchAll(/^\[(\d+)\] (.+)$/gmu)].map(([, number, text]) => [Number(number), text])
    expect(offered.length).toBeGreaterThan(120)
    expect(offered.length).toBeLessThan(sentences.length)
    for (const [number, text] of offered) {
      expect(text).toBe(sentences.find((sentence) => sentence.number === number)?.text.replaceAll(/\s+/gu, ' '))
    }
    const numbers = offered.map(([number]) => Number(number))
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))

    const titles = report.sections.map(({ heading }) => heading ?? '')
    for (const title of titles) expect(user).toContain(title)
    expect(numbers).toEqual(expect.arrayContaining(ranked.slice(0, 120)))
  })

  test('does not let the model name a sentence that it was not given', async () => {
    const { server, options } = await setUp()
    const { sentences } = numberOnce(report)
    server.script('write', {
      type: 'rewrite',
      rewrite: (answer, lines) => {
        const given = new Set(lines.map(({ number }) => number))
        const held = sentences
          .filter(({ number, text }) => !given.has(number) && text.split(' ').length > 8)
          .slice(0, 5)
        const claims = held.map(({ number, text }) => ({ ...answer.claims[0], sentence: number, text, quote: text }))
        return { synopsis: [], claims }
      },
    })
    const briefing = await brief(options, report)
    await expectSafe(briefing, report)
    expect(briefing.record.claims.map(({ rejections }) => rejections[0]?.code)).toEqual(Array(5).fill('NOT_OFFERED'))
  })

  test('is short enough where it is short, whatever script it is in', () => {
    expect(estimateTokens('一二三四五六七八九十'.repeat(100))).toBeGreaterThanOrEqual(1_000)
    expect(estimateTokens('ก'.repeat(1_000))).toBeGreaterThanOrEqual(1_000)
  })
})
