// Prints the weights of src/briefing/extractive/rank.ts, fitted to the graded real commentaries. bench/briefing/run.ts shows how
// such weights do on texts that they were not fitted to. Run: node bench/briefing/fit.ts
import { fitWeights } from './fit-weights.ts'
import { readRealTexts } from './real-texts.ts'

const texts = readRealTexts()
if (texts === undefined) process.stdout.write('no graded commentaries at ../shared/real-texts: nothing to fit\n')
else
  for (const [name, weight] of Object.entries(fitWeights(texts)))
    process.stdout.write(`  ${name}: ${weight.toFixed(3)},\n`)
