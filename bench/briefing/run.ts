// How good the offline engine's choice of claims is, next to simpler choices. Run: node bench/briefing/run.ts [--smoke]
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { fitWeights } from './fit-weights.ts'
import { readRealTexts } from './real-texts.ts'
import { print, report } from './report.ts'
import { markedSample, type MarkedText } from './texts.ts'

const isSmoke = process.argv.includes('--smoke')
const thoroughness = isSmoke ? { draws: 20, resamples: 200 } : { draws: 300, resamples: 5000 }

/** An engine whose weights were fitted to all texts except the one that it briefs. */
const leftOut = (texts: readonly MarkedText[]) => (text: MarkedText) =>
  createExtractive(fitWeights(texts.filter(({ commentary }) => commentary.id !== text.commentary.id)))

const real = readRealTexts()
if (real === undefined) {
  print('no graded commentaries at ../shared/real-texts: the engine is measured on samples of our own writing alone')
} else {
  await report('real commentaries, each with weights fitted to the others', real, leftOut(real), thoroughness)
  await report('the same, as if each had its author’s synopsis', readRealTexts(true) ?? [], leftOut(real), thoroughness)
}
await report(
  'samples of our own writing (a demo, no measure)',
  (await readSamples()).map(markedSample),
  () => createExtractive(),
  thoroughness,
)
