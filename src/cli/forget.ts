import { countOf } from '../card/count.ts'
import { UserError } from '../errors.ts'
import { createLog } from '../log.ts'
import { forgetModelAnswers } from '../model/port.ts'
import { takeDown, wantedToForget, type Selection } from '../pipeline/forget.ts'
import { openCaches } from '../store/caches.ts'
import { openExisting } from '../store/connection.ts'
import { eraseDeleted } from '../store/forget.ts'
import { configure } from './configure.ts'
import { print } from './print.ts'

const checked = (selection: Selection): Selection => {
  const { ids, author, series, from, to } = selection
  if (ids.length === 0 && [author, series, from, to].every((one) => one === undefined))
    throw new UserError('Forget', 'nothing is named', 'name ids, or --author, --series, --from, --to')
  return selection
}

/** Lists the selected commentaries; with `isCertain`, takes them down. */
export const runForget = async (env: NodeJS.ProcessEnv, selection: Selection, isCertain: boolean): Promise<void> => {
  const config = configure(env)
  const { db, close } = await openExisting(config.databasePath)
  const now = () => new Date()
  const caches = await openCaches(config.keyvUrl, { db, now, log: await createLog('silent', false) })
  try {
    // First, so that nothing is taken down if this is not possible.
    if (isCertain) await forgetModelAnswers(caches)
    const wanted = await wantedToForget(db, checked(selection), now())
    if (wanted.length === 0)
      throw new UserError(
        'Forget',
        'nothing in the archive matches',
        'look for it with /rsis search; a series is the part of a title before a colon, or a topic',
      )
    for (const { id, title } of wanted) {
      if (!isCertain) print(`${id}  ${title}`)
      else {
        const { messages } = await db.transaction().execute((tx) => takeDown(tx, id, title, now()))
        print(`${id} is taken down; ${countOf(messages, 'message is', 'messages are')} edited to say so`)
      }
    }
    if (isCertain) {
      await forgetModelAnswers(caches)
      await eraseDeleted(db)
    }
    print(
      isCertain
        ? 'A running program edits the messages within a minute. Earlier copies still contain it (backups, rsis.db.replaced-…, rsis.db.before-…, a database that was moved), and answers that people shared or copied stay where they are: delete those.'
        : `${wanted.length === 1 ? 'This one' : `These ${wanted.length}`} would be taken down; only a backup from before brings ${wanted.length === 1 ? 'it' : 'them'} back. Add --yes to do it.`,
    )
  } finally {
    await caches.close()
    await close()
  }
}
