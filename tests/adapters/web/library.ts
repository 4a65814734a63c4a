import { commentaryOf } from '../../../bench/briefing/texts.ts'
import type { ArchivedCommentary } from '../../../src/archive/port.ts'
import { saveBriefing, saveCommentary } from '../../../src/archive/store/commentaries.ts'
import { createLibrary } from '../../../src/commands/browse.ts'
import type { Library } from '../../../src/commands/port.ts'
import { readSamples } from '../../../src/demo/samples.ts'
import { openStore } from '../../../src/store/connection.ts'
import { archivedCable, archivedExcerpt } from './samples.ts'

const now = new Date('2026-11-23T01:14:00Z')

/** The real library over an archive in memory that holds these. */
export const makeLibrary = async (
  archived: readonly Pick<ArchivedCommentary, 'commentary' | 'briefing'>[],
): Promise<Library> => {
  const { db } = await openStore(':memory:')
  await db.transaction().execute(async (tx) => {
    for (const { commentary, briefing } of archived) {
      await saveCommentary(tx, { commentary, keys: [`co:${commentary.id}`], now })
      if (briefing !== undefined) await saveBriefing(tx, { id: commentary.id, revision: 1, briefing }, now)
    }
  })
  return createLibrary(db)
}

let sample: Promise<Library> | undefined

/** The samples of the demo, and two commentaries with their briefings. */
export const sampleLibrary = async (): Promise<Library> => {
  sample ??= readSamples().then(async (samples) => {
    const others = samples.filter(
      ({ id }) => ![archivedCable, archivedExcerpt].some(({ commentary }) => commentary.id === id),
    )
    return makeLibrary([
      archivedCable,
      archivedExcerpt,
      ...others.map((one) => ({ commentary: commentaryOf(one), briefing: undefined })),
    ])
  })
  return sample
}
