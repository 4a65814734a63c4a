import { makeBriefingsIn } from '../../archive/old-briefings.ts'
import { commentaryOf } from '../../../bench/briefing/texts.ts'
import type { ArchivedCommentary } from '../../../src/archive/port.ts'
import { saveBriefing } from '../../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import { createLibrary } from '../../../src/commands/browse.ts'
import type { Library } from '../../../src/commands/port.ts'
import { commentaryKeys } from '../../../src/commentary/identity.ts'
import { readSamples } from '../../../src/demo/samples.ts'
import type { Db } from '../../../src/store/connection.ts'
import { archivedCable, archivedExcerpt } from './samples.ts'
import { openTestStore } from '../../open-store.ts'

const now = new Date('2026-11-23T01:14:00Z')

/** An archive in memory with these commentaries. */
export const makeArchiveOf = async (
  archived: readonly Pick<ArchivedCommentary, 'commentary' | 'briefing'>[],
): Promise<Db> => {
  const { db } = await openTestStore()
  await db.transaction().execute(async (tx) => {
    for (const { commentary, briefing } of archived) {
      await saveCommentary(tx, { commentary, keys: commentaryKeys(commentary, []), now })
      if (briefing !== undefined) await saveBriefing(tx, { id: commentary.id, revision: 1, briefing }, now)
    }
  })
  return db
}

/** The real library over such an archive. */
export const makeLibrary = async (archived: Parameters<typeof makeArchiveOf>[0]): Promise<Library> =>
  libraryOf(await makeArchiveOf(archived))

const libraryOf = (db: Db): Library => createLibrary(db, makeBriefingsIn(db))

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
