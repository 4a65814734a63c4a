import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commentaryOf } from '../../bench/briefing/texts.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { replaceByNotice } from '../../src/archive/store/take-down.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { enqueue } from '../../src/delivery/store.ts'
import { backupStore, restoreStore } from '../../src/store/backup.ts'
import { withDatabase } from '../../src/store/copy.ts'
import { isRestored } from '../../src/store/installation.ts'
import { migrations } from '../../src/store/migrations.ts'
import { type OwnStore, openStoreAlone } from '../../src/store/own-store.ts'
import { cardOf, place, scriptedPoster, webDispatcher } from '../delivery/harness.ts'
import { databaseAsOf, fillEarlier } from './earlier.ts'
import { eventually } from '../eventually.ts'

let folder = ''
let path = ''
let opened: OwnStore | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-backup-'))
  path = join(folder, 'rsis.db')
})
afterEach(async () => {
  await opened?.close()
  opened = undefined
  rmSync(folder, { recursive: true })
})

const open = async (): Promise<OwnStore> => {
  opened = await openStoreAlone(path)
  return opened
}
const close = async (): Promise<void> => {
  await opened?.close()
  opened = undefined
}

const owed = (id: string) => ({ key: `key-${id}`, place: place('c'), kind: 'post' as const, card: cardOf(id) })

/** Enqueues the posts like a poll of the feed, and sends what is due. @returns the states of all rows. */
const deliver = async (poster: ReturnType<typeof scriptedPoster>['poster'], ids: readonly string[]) => {
  const { db } = await open()
  await enqueue(db, ids.map(owed), new Date())
  const dispatcher = webDispatcher(db, poster)
  dispatcher.wake()
  const states = () => db.selectFrom('deliveries').select(['key', 'state']).orderBy('seq').execute()
  await eventually(async () => expect((await states()).filter(({ state }) => state !== 'sent')).toEqual([]))
  await dispatcher.stop()
  await close()
}

test('goes only into a folder that exists: a disk that is away is not replaced by a file or a folder', async () => {
  await (await open()).close()
  opened = undefined
  const nas = join(folder, 'nas')
  for (const target of [nas, `${nas}/`, join(nas, 'rsis.db'), join(nas, 'deep/')]) {
    await expect(backupStore(path, target, new Date())).rejects.toThrow(/^Backup: there is no folder .*nas/u)
    expect(existsSync(nas)).toBe(false)
  }
  mkdirSync(nas)
  const copy = await backupStore(path, `${nas}/`, new Date())
  expect(dirname(copy)).toBe(nas)
  expect((await restoreStore(path, `${nas}/`, new Date())).from).toBe(copy)
  await expect(restoreStore(path, `${join(folder, 'none')}/`, new Date())).rejects.toThrow(
    /^Restore: there is no backup in .*none/u,
  )
})

describe('after an earlier copy was put in place, what was posted since is not posted again', () => {
  const ways: readonly (readonly [string, (copy: string) => Promise<void>])[] = [
    ['npm run restore with the newest backup', async () => void (await restoreStore(path, undefined, new Date()))],
    ['npm run restore with a folder', async (copy) => void (await restoreStore(path, dirname(copy), new Date()))],
    ['npm run restore with a file', async (copy) => void (await restoreStore(path, copy, new Date()))],
    [
      'a backup that was copied over it by hand',
      async (copy) => {
        rmSync(`${path}.progress`)
        copyFileSync(copy, path)
      },
    ],
  ]
  test.each(ways)('by %s', async (_, restore) => {
    const { poster, messages, calls } = scriptedPoster()
    await deliver(poster, ['1'])
    const copy = await backupStore(path, undefined, new Date())
    await deliver(poster, ['2', '3'])
    await restore(copy)
    await deliver(poster, ['2', '3', '4'])
    expect(messages.map(({ key }) => key)).toEqual(['key-1', 'key-2', 'key-3', 'key-4'])
    expect(calls.filter((call) => call.startsWith('find'))).toHaveLength(3)
    // Afterwards it is a normal installation.
    expect((await open()).isRestored).toBe(false)
  })

  test('by an unmarked copy of the file: its progress is recorded next to it', async () => {
    const { poster, messages } = scriptedPoster()
    await deliver(poster, ['1'])
    copyFileSync(path, join(folder, 'copy'))
    await deliver(poster, ['2'])
    copyFileSync(join(folder, 'copy'), path)
    await deliver(poster, ['2', '3'])
    expect(messages.map(({ key }) => key)).toEqual(['key-1', 'key-2', 'key-3'])
  })

  test('its open deliveries may have been sent since the copy, too', async () => {
    const { db } = await open()
    await enqueue(db, [owed('1')], new Date())
    await close()
    await backupStore(path, join(folder, 'copy.db'), new Date())
    const { poster, messages } = scriptedPoster()
    await deliver(poster, [])
    await restoreStore(path, join(folder, 'copy.db'), new Date())
    await deliver(poster, [])
    expect(messages.map(({ key }) => key)).toEqual(['key-1'])
  })

  test('an ordinary restart is not a restore, and two weeks end it', async () => {
    await open()
    await close()
    const first = await open()
    expect(first.isRestored).toBe(false)
    expect(await isRestored(first.db, new Date())).toBe(false)
    const copy = await backupStore(path, undefined, new Date())
    await close()
    await restoreStore(path, copy, new Date())
    const { db, isRestored: isSeen } = await open()
    expect(isSeen).toBe(true)
    expect(await isRestored(db, new Date())).toBe(true)
    expect(await isRestored(db, new Date(Date.now() + 15 * 86_400_000))).toBe(false)
  })
})

describe('a backup', () => {
  test('is complete, private and named by its time, while the program runs and writes', async () => {
    const { db } = await open()
    await enqueue(db, [owed('1')], new Date())
    const file = await backupStore(path, undefined, new Date('2026-11-28T09:05:06.789Z'))
    await enqueue(db, [owed('2')], new Date())
    expect(file).toBe(join(folder, 'backups/rsis-2026-11-28T09-05-06Z.db'))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const copy = new DatabaseSync(file, { readOnly: true })
    expect(copy.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(copy.prepare('select count(*) as n from deliveries').get()).toEqual({ n: 1 })
    copy.close()
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
  })

  test('goes into a folder or a file that is named', async () => {
    await open()
    expect(await backupStore(path, folder, new Date('2026-01-01T00:00:00Z'))).toBe(
      join(folder, 'rsis-2026-01-01T00-00-00Z.db'),
    )
    expect(await backupStore(path, join(folder, 'b.db'), new Date())).toBe(join(folder, 'b.db'))
  })

  test('overwrites no file: not the database, not an earlier backup, not the file of another program', async () => {
    const { db } = await open()
    await enqueue(db, [owed('1')], new Date())
    const earlier = await backupStore(path, join(folder, 'earlier.db'), new Date())
    const foreign = join(folder, 'notes.txt')
    writeFileSync(foreign, 'notes')
    symlinkSync(path, join(folder, 'link.db'))
    for (const target of [path, earlier, foreign, join(folder, 'link.db'), join(folder, '.', 'rsis.db-wal')]) {
      const before = readFileSync(target)
      await expect(backupStore(path, target, new Date())).rejects.toThrow(
        /^Backup: .* exists already; name a new file/u,
      )
      expect(readFileSync(target).equals(before)).toBe(true)
    }
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  test('of nothing is answered in a sentence', async () => {
    await expect(backupStore(path, undefined, new Date())).rejects.toThrow(/^Backup: there is no file/u)
  })
})

describe('a restore', () => {
  test('says what the backup and the replaced database contain', async () => {
    let copy = ''
    for (const commentary of (await readSamples()).slice(0, 2).map(commentaryOf)) {
      const { db } = await open()
      await saveCommentary(db, { commentary, keys: [`co:${commentary.id}`], now: new Date() })
      await close()
      copy ||= await backupStore(path, undefined, new Date())
    }
    const restored = await restoreStore(path, copy, new Date())
    expect(restored).toMatchObject({ copy: { commentaries: 1 }, replaced: { commentaries: 2 }, missing: 1 })
    expect(restored.copy?.newest).toMatch(/^2026-/u)
  })

  test('refuses the database itself, also by another name, a file that a program runs on, and a text', async () => {
    await open()
    await close()
    const linked = join(folder, 'linked.db')
    symlinkSync(path, linked)
    for (const itself of [path, linked]) {
      await expect(restoreStore(path, itself, new Date())).rejects.toThrow(
        /^Restore: .* is the database itself; name a file/u,
      )
    }
    const live = join(folder, 'live.db')
    const other = await openStoreAlone(live)
    await expect(restoreStore(path, live, new Date())).rejects.toThrow(
      /^Restore: .* is in use by a running rsis-brief; make/u,
    )
    await other.close()
    const text = join(folder, 'README.md')
    writeFileSync(text, '# A text'.repeat(1000))
    await expect(restoreStore(path, text, new Date())).rejects.toThrow(
      /not a SQLite database.*; name a file that npm run backup made$/u,
    )
  })

  test('takes the newest by date, and keeps what was there', async () => {
    await open()
    await close()
    await backupStore(path, undefined, new Date('2026-01-02T00:00:00Z'))
    await backupStore(path, undefined, new Date('2026-01-01T00:00:00Z'))
    const { db } = await open()
    await enqueue(db, [owed('1')], new Date())
    await close()
    const { from, kept } = await restoreStore(path, undefined, new Date('2026-02-01T00:00:00Z'))
    expect(from).toMatch(/rsis-2026-01-02T00-00-00Z\.db$/u)
    const before = new DatabaseSync(kept ?? '', { readOnly: true })
    expect(before.prepare('select count(*) as n from deliveries').get()).toEqual({ n: 1 })
    before.close()
    expect(await (await open()).db.selectFrom('deliveries').selectAll().execute()).toEqual([])
  })

  test('replaces a damaged file, and keeps it as it was', async () => {
    await open()
    const copy = await backupStore(path, undefined, new Date())
    await close()
    writeFileSync(path, 'no database at all')
    const { kept } = await restoreStore(path, copy, new Date())
    expect(readFileSync(kept ?? '', 'utf8')).toBe('no database at all')
    expect((await open()).isRestored).toBe(true)
  })

  // The first, those before and after the table of deliveries was rewritten, and the last but one.
  test.each(
    Object.keys(migrations)
      .slice(0, -1)
      .filter((name) => /^00(?:01|02|03|15|16|20)/u.test(name)),
  )(
    'of a file that an earlier version wrote, up to %s, is brought up to date, and what it owes is looked for',
    async (version) => {
      await open()
      await close()
      const earlier = join(folder, 'earlier.db')
      const database = await databaseAsOf(earlier, version)
      fillEarlier(database, version)
      database.close()
      await restoreStore(path, earlier, new Date())
      const { db, isRestored: isSeen } = await open()
      expect(isSeen).toBe(true)
      const rows = await db.selectFrom('deliveries').select(['key', 'state', 'reason_code']).orderBy('key').execute()
      expect(rows).toMatchObject([
        { key: 'k1', state: 'sent' },
        { key: 'k2', state: 'uncertain' },
      ])
    },
  )

  test('of a backup that is cut off, or has a broken page, is refused, and the database stays', async () => {
    const { db } = await open()
    await enqueue(
      db,
      Array.from({ length: 200 }, (_, index) => owed(String(index))),
      new Date(),
    )
    const copy = await backupStore(path, undefined, new Date())
    await close()
    const before = readFileSync(path)
    const whole = readFileSync(copy)
    const broken = Buffer.from(whole)
    broken.fill(0xff, 4096 * 3, 4096 * 5)
    for (const bytes of [whole.subarray(0, whole.length / 2), whole.subarray(0, 50), broken]) {
      writeFileSync(copy, bytes)
      await expect(restoreStore(path, copy, new Date())).rejects.toThrow(/is damaged|contains no tables/u)
    }
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('restored') || name.includes('unfinished'))).toEqual([])
  })

  test('is refused while the program runs, without a backup, and for a file that is not one', async () => {
    await open()
    const copy = await backupStore(path, undefined, new Date())
    await expect(restoreStore(path, copy, new Date())).rejects.toThrow(
      /in use by another running rsis-brief; stop that one first$/u,
    )
    await close()
    const other = join(folder, 'other.db')
    const foreign = new DatabaseSync(other)
    foreign.exec('create table a (b)')
    foreign.close()
    const before = readFileSync(path)
    await expect(restoreStore(path, other, new Date())).rejects.toThrow(/the database of another program/u)
    writeFileSync(other, '')
    await expect(restoreStore(path, other, new Date())).rejects.toThrow(/it contains no tables/u)
    await expect(restoreStore(path, join(folder, 'missing'), new Date())).rejects.toThrow(/there is no file/u)
    await expect(restoreStore(path, folder, new Date())).rejects.toThrow(/there is no backup in/u)
    rmSync(join(folder, 'backups'), { recursive: true })
    await expect(restoreStore(path, undefined, new Date())).rejects.toThrow(/there is no backup in/u)
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('the file under the running program', () => {
  test('replaced is noticed', async () => {
    const { findFault } = await open()
    expect(findFault()).toBe(undefined)
    writeFileSync(`${path}.new`, '')
    rmSync(path)
    copyFileSync(`${path}.new`, path)
    expect(findFault()).toMatch(/was replaced by another file/u)
  })

  test.each([[['']], [['', '-wal', '-shm']]])(
    'deleted with %j is noticed; a stop in order writes it again',
    async (ends) => {
      const { db, findFault } = await open()
      await enqueue(db, [owed('1')], new Date())
      expect(findFault()).toBe(undefined)
      for (const end of ends) rmSync(path + end)
      expect(findFault()).toMatch(/was deleted or moved while the program ran; stop the program normally/u)
      await enqueue(db, [owed('2')], new Date())
      await close()
      expect(statSync(path).mode & 0o777).toBe(0o600)
      const again = await open()
      expect(await again.db.selectFrom('deliveries').select('key').execute()).toHaveLength(2)
      expect(again).toMatchObject({ isNew: false, isRestored: false })
      expect(again.findFault()).toBe(undefined)
    },
  )

  test('moved is complete where it is, and not written again at its old place', async () => {
    const { db } = await open()
    await enqueue(db, [owed('1')], new Date())
    for (const end of ['', '-wal', '-shm']) renameSync(path + end, `${path}.moved${end}`)
    await enqueue(db, [owed('2')], new Date())
    await close()
    expect(existsSync(path)).toBe(false)
    const moved = withDatabase(`${path}.moved`, (database) => database.prepare('select key from deliveries').all())
    expect(moved).toHaveLength(2)
  })

  test('missing at the start is told from a new installation', async () => {
    expect(await open()).toMatchObject({ isNew: true, isRestored: false })
    await close()
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
    expect(await open()).toMatchObject({ isNew: true, isRestored: true })
  })

  test.each(['-wal', '-shm'])(
    'its journal’s file %s deleted is noticed; a stop in order saves what was in it',
    async (end) => {
      const { db, findFault } = await open()
      await enqueue(db, [owed('1')], new Date())
      expect(findFault()).toBe(undefined)
      rmSync(path + end)
      expect(findFault()).toMatch(/was deleted or replaced while the program ran; stop the program normally/u)
      await enqueue(db, [owed('2')], new Date())
      await close()
      const again = await open()
      expect(await again.db.selectFrom('deliveries').select('key').execute()).toHaveLength(2)
      expect(again.findFault()).toBe(undefined)
    },
  )

  test('its journal deleted, and then a kill: what was lost with it is looked for, and not posted again', async () => {
    const { poster, messages } = scriptedPoster()
    await deliver(poster, ['1'])
    const killed = join(folder, 'killed')
    const { db, keepProgress } = await open()
    // The disk after a kill if the journal is lost: only the file, and the recorded generation.
    copyFileSync(path, killed)
    await enqueue(db, [owed('2')], new Date())
    await poster.post(place('a'), cardOf('2'), 'key-2')
    await keepProgress()
    const progress = readFileSync(`${path}.progress`)
    await close()
    copyFileSync(killed, path)
    writeFileSync(`${path}.progress`, progress)
    await deliver(poster, ['2', '3'])
    expect(messages.map(({ key }) => key)).toEqual(['key-1', 'key-2', 'key-3'])
  })
})

test('a restore names what was taken down after the backup, and is in the database again', async () => {
  const now = new Date('2026-11-24T09:00:00Z')
  const { db } = await open()
  const commentaries = (await readSamples()).slice(0, 3).map(commentaryOf)
  for (const commentary of commentaries) await saveCommentary(db, { commentary, keys: [`co:${commentary.id}`], now })
  const [before, after] = commentaries.map(({ id }) => id)
  await replaceByNotice(db, before ?? '', now)
  const copy = await backupStore(path, undefined, now)
  await replaceByNotice(db, after ?? '', now)
  await close()
  expect((await restoreStore(path, copy, now)).returned).toEqual([after])
  expect((await restoreStore(path, copy, new Date('2026-11-24T10:00:00Z'))).returned).toEqual([])
})

test('an error names what the path came from: the setting, or what was given to the command', async () => {
  await open()
  await close()
  const [noFile, noFolder] = [join(folder, 'text.db'), join(folder, 'text.db', 'copy.db')]
  writeFileSync(noFile, 'no database at all, but some text that is long enough to be read as a header of one')
  const now = new Date()
  await expect(backupStore(path, noFolder, now)).rejects.toThrow(/^Backup: there is no folder .*text\.db/u)
  await expect(backupStore(noFile, undefined, now)).rejects.toThrow(/^DATABASE_URL: .*text\.db is damaged/u)
  await expect(restoreStore(path, noFile, now)).rejects.toThrow(/^Restore: .*text\.db is damaged/u)
})
