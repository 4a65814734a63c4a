// How good the offline engine's choice of claims is, next to simpler choices. Run: node bench/briefing/run.ts [--smoke]
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { report } from './report.ts'
import { annotatedText } from './texts.ts'

/** The rules and weights were made with the samples up to this one in view; the later ones were graded after that. */
const lastOfDevelopment = 'CO26216'

const isSmoke = process.argv.includes('--smoke')
const thoroughness = isSmoke ? { draws: 20, resamples: 200 } : { draws: 300, resamples: 5000 }
const texts = (await readSamples()).map(annotatedText)
const engine = createExtractive()

const isDevelopment = ({ commentary }: (typeof texts)[number]): boolean => commentary.id <= lastOfDevelopment
await report('development', texts.filter(isDevelopment), engine, thoroughness)
await report('held out', texts.filter((text) => !isDevelopment(text)), engine, thoroughness)
