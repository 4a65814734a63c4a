// Prints the posts of the ungraded real commentaries for a person, who checks whether each first claim can be quoted as shown.
// Run: node bench/briefing/read.ts [--half odd|even] [--all] [--text]
import { parseArgs } from 'node:util'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import type { MarkedText } from './texts.ts'
import { furtherClaimsCard, postCard } from '../../src/card/briefing-card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { readRealTexts } from './real-texts.ts'

const { values: options } = parseArgs({
  options: {
    /** Only every other text, counted from 1. */
    half: { type: 'string' },
    /** Also the claims of the thread. */
    all: { type: 'boolean', default: false },
    /** Also the three sentences around each quote, below the post. */
    text: { type: 'boolean', default: false },
  },
})

const engine = createExtractive()

const surroundings = ({ sentences }: MarkedText, at: number): string => {
  const index = sentences.findIndex(({ start, end }) => at >= start && at < end)
  return sentences
    .slice(Math.max(0, index - 3), index + 2)
    .map(({ text }, place) => `   ${place === Math.min(3, index) ? '>' : ' '} ${text}`)
    .join('\n')
}

const texts = readRealTexts(false, 'ungraded')
if (texts === undefined) process.stdout.write('no ungraded commentaries at ../shared/real-texts: nothing to read\n')
for (const [index, text] of (texts ?? []).entries()) {
  if (options.half !== undefined && (index % 2 === 0) !== (options.half === 'odd')) continue
  const briefing = await engine(text.commentary, AbortSignal.timeout(10_000))
  const further = options.all ? furtherClaimsCard(text.commentary, briefing) : undefined
  const shown = options.all ? briefing.claims : briefing.claims.slice(0, 1)
  const card = postCard(text.commentary, briefing)
  const parts = [
    cardText({ ...card, footer: [] }),
    ...(further === undefined ? [] : [cardText(further)]),
    ...(options.text ? shown.map(({ quote }) => surroundings(text, quote.start)) : []),
  ]
  process.stdout.write(`\n—— ${index + 1} ——\n${parts.join('\n\n')}\n`)
}
