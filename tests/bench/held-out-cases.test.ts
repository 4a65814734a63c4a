import { expect, test } from 'vitest'
import { isHeldOut, readTexts } from '../../bench/faithfulness/corpus.ts'
import { heldOutTrials } from '../../bench/faithfulness/held-out.ts'

const texts = await readTexts()

test('every held-out claim rests on one sentence of a text that no rule was written on', () => {
  const trials = heldOutTrials(texts)
  const count = (must: string): number => trials.filter(({ expected }) => expected === must).length
  expect(count('reject')).toBeGreaterThanOrEqual(250)
  expect(count('judge')).toBeGreaterThanOrEqual(40)
  expect(count('pass')).toBeGreaterThanOrEqual(200)
  expect(trials.every(({ trial }) => isHeldOut(trial.sample))).toBe(true)
})

test('no held-out claim is told twice of the same sentence and quote', () => {
  const keys = heldOutTrials(texts).map(({ trial }) => JSON.stringify([trial.sample, trial.draft]))
  expect(new Set(keys).size).toBe(keys.length)
})

test('development texts meet no held-out claim', () => {
  expect(heldOutTrials(texts.filter(({ id }) => !isHeldOut(id)))).toEqual([])
})
