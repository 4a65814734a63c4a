import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { catalogueTrials, paraphraseTrials } from '../../bench/faithfulness/catalogue.ts'
import { readTexts } from '../../bench/faithfulness/corpus.ts'

const root = new URL('../../', import.meta.url)

const operational = z
  .array(z.strictObject({ id: z.string(), case: z.string(), must: z.string(), test: z.string(), file: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('bench/faithfulness/cases/operational.json', root), 'utf8')))

const texts = await readTexts()

test('every claim of the catalogue belongs to one sentence of a sample that still exists', () => {
  expect(catalogueTrials(texts).length).toBeGreaterThanOrEqual(300)
  expect(paraphraseTrials(texts).length).toBeGreaterThanOrEqual(200)
})

test('a case that no longer finds its sentence is named', () => {
  const emptied = texts.map((text) => ({ ...text, sources: [] }))
  expect(() => catalogueTrials(emptied)).toThrow(/^case A01: 0 sentences of CO26203 begin with “This year’s version/u)
})

test.each(operational)('the operational case $id is shown by a test: $case', ({ test: name, file }) => {
  expect(readFileSync(new URL(file, root), 'utf8')).toContain(name)
})

test('the operational cases are all there', () => {
  expect(operational).toHaveLength(27)
})
