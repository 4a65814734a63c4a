// How good the offline engine's choice of claims is, next to simpler choices. Run: node bench/briefing/run.ts [--smoke]
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { report } from './report.ts'
import { annotatedText } from './texts.ts'

const isSmoke = process.argv.includes('--smoke')
const thoroughness = isSmoke ? { draws: 20, resamples: 200 } : { draws: 300, resamples: 5000 }
const texts = (await readSamples()).map(annotatedText)
const engine = createExtractive()

// The weights of the ranking were fitted to these texts: `node bench/briefing/fit.ts` tells how they fare on writers left out.
await report('all samples', texts, engine, thoroughness)
for (let first = 0; first < texts.length; first += 8) {
  const some = texts.slice(first, first + 8)
  await report(`${some[0]?.commentary.id}-${some.at(-1)?.commentary.id}`, some, engine, thoroughness)
}
