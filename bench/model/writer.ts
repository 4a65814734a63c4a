import { createEngine, extractive } from '../../src/briefing/create-engine.ts'
import type { Briefing, Claim } from '../../src/briefing/port.ts'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import type { Log } from '../../src/log.ts'
import type { Model } from '../../src/model/port.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { openStore } from '../../src/store/connection.ts'
import { commentaryOf, markedSample, type MarkedText } from '../briefing/texts.ts'

/** A claim of a card, with the objections from the annotation of its sentence. */
export type Shown = { readonly claim: Claim; readonly wrong: readonly string[] }

export type Written = { readonly id: string; readonly briefing: Briefing; readonly shown: readonly Shown[] }

/** The objections of a reader of the sample: background shown as a claim, or a view with the wrong holder. */
const wrongOf = ({ quote, holder }: Claim, { markAt }: MarkedText): string[] => {
  const { grade, holder: whose } = markAt(quote.start)
  const isAuthors = holder.type === 'author'
  return [
    ...(grade === 0 ? ['background, no claim'] : []),
    ...(whose !== undefined && isAuthors !== (whose === 'author')
      ? [`${isAuthors ? 'the author' : holder.name} is said to hold it, it is ${whose}’s`]
      : []),
  ]
}

const write = async (engine: Awaited<ReturnType<typeof createEngine>>, sample: Sample): Promise<Written> => {
  const briefing = await engine(commentaryOf(sample), new AbortController().signal)
  const marked = markedSample(sample)
  const isOfBody = ({ quote }: Claim) =>
    marked.text.blocks.some(({ kind, start, end }) => kind === 'paragraph' && start <= quote.start && quote.end <= end)
  const shown = briefing.claims.map((claim) => ({ claim, wrong: isOfBody(claim) ? wrongOf(claim, marked) : [] }))
  return { id: sample.id, briefing, shown }
}

/** Lets the model brief at most `most` of our samples, one after another, as the program would. */
export const gradeWriter = async (model: Model, most: number, log: Log): Promise<Written[]> => {
  const { db, close } = await openStore(':memory:')
  try {
    const now = () => new Date()
    const engine = await createEngine(model, { offline: extractive, db, caches: databaseCaches(db, now), now, log })
    const written: Written[] = []
    for (const sample of (await readSamples()).slice(0, most)) written.push(await write(engine, sample))
    return written
  } finally {
    await close()
  }
}
