import { expect, test } from 'vitest'
import type { CatalogueTrial } from '../../bench/faithfulness/catalogue.ts'
import { isHeldOut, readTexts } from '../../bench/faithfulness/corpus.ts'
import { heldOutTrials, openedTrials } from '../../bench/faithfulness/held-out.ts'

const texts = await readTexts()

const countOf = (trials: readonly CatalogueTrial[]): Record<CatalogueTrial['expected'], number> => {
  const count = (must: string): number => trials.filter(({ expected }) => expected === must).length
  return { reject: count('reject'), judge: count('judge'), pass: count('pass') }
}

test('every held-out claim rests on one sentence of a text that no rule was written on', () => {
  const trials = heldOutTrials(texts)
  expect(countOf(trials)).toEqual({ reject: 414, judge: 41, pass: 155 })
  expect(trials.every(({ trial }) => isHeldOut(trial.sample))).toBe(true)
})

test('every opened claim rests on one sentence of a development text', () => {
  const trials = openedTrials(texts)
  expect(countOf(trials)).toEqual({ reject: 380, judge: 33, pass: 157 })
  expect(trials.some(({ trial }) => isHeldOut(trial.sample))).toBe(false)
})

test('no claim that was written blind occurs twice for the same sentence and quote', () => {
  const keys = [...heldOutTrials(texts), ...openedTrials(texts)].map(({ trial }) =>
    JSON.stringify([trial.sample, trial.draft]),
  )
  expect(new Set(keys).size).toBe(keys.length)
})

test('development texts meet no held-out claim', () => {
  expect(heldOutTrials(texts.filter(({ id }) => !isHeldOut(id)))).toEqual([])
})
