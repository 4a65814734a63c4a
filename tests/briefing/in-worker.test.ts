import { expect, test } from 'vitest'
import { commentaryOf } from '../../bench/briefing/texts.ts'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { extractiveInWorker } from '../../src/briefing/extractive/in-worker.ts'
import { readSamples } from '../../src/demo/samples.ts'

const signal = new AbortController().signal

test('in a separate thread the engine gives the same briefings, also many at once', async () => {
  const commentaries = (await readSamples()).slice(0, 6).map(commentaryOf)
  const here = await Promise.all(commentaries.map(async (commentary) => createExtractive()(commentary, signal)))
  expect(await Promise.all(commentaries.map(async (commentary) => extractiveInWorker(commentary, signal)))).toEqual(
    here,
  )
})

test('what is no longer wanted is rejected', async () => {
  const [sample] = await readSamples()
  const commentary = commentaryOf(sample ?? expect.fail('no sample'))
  await expect(extractiveInWorker(commentary, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
})
