import { expect, test } from 'vitest'
import { commentaryOf } from '../../bench/briefing/texts.ts'
import { explainChoice } from '../../src/briefing/extractive/explain-choice.ts'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { readSamples } from '../../src/demo/samples.ts'

const noBriefing = { engine: 'extractive', version: '8', synopsis: undefined, claims: [] } as const

test('names every claim among the best sentences, and for each other why it is left out', async () => {
  for (const sample of (await readSamples()).slice(0, 6)) {
    const commentary = commentaryOf(sample)
    const briefing = await createExtractive()(commentary, new AbortController().signal)
    const [head, ...lines] = explainChoice(commentary, briefing)
    expect(head).toMatch(/^Of \d+ sentences \d+ can be shown/u)
    expect(lines).toHaveLength(10)
    for (const line of lines) {
      const place = /^ {2}✓ “(.*)”\n {5}claim (\d)$/su.exec(line)
      if (place === null)
        expect(line).toMatch(
          /^ {2}– “.*”\n {5}left out: (?:repeats|says|one view|cannot|(?:with the sentence before it, which it needs, )?it has \d+ words|carries)/su,
        )
      else expect(briefing.claims[Number(place[2]) - 1]?.quote.text).toBe(place[1])
    }
  }
})

test.each([
  ['too-short', /^No claims: the text has \d+ words, and one of fewer than 250 is/u],
  ['not-english', /^No claims: the text is not in English/u],
  ['excerpt', /^No claims: only an excerpt/u],
] as const)('says in one line why nothing was chosen from a text that is %s', async (gap, reason) => {
  const [sample] = await readSamples()
  if (sample === undefined) throw new Error('there are no samples')
  expect(explainChoice(commentaryOf(sample), { ...noBriefing, gap })).toEqual([expect.stringMatching(reason)])
})
