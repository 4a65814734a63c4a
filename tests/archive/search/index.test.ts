import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { currentIndex } from '../../../src/archive/search/index-of.ts'
import { openIndexFile } from '../../../src/archive/search/index-file.ts'
import { relatedTo } from '../../../src/archive/search/related.ts'
import { syncIndex } from '../../../src/archive/search/sync.ts'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import { openStore, type Store } from '../../../src/store/connection.ts'
import { findIn, idsIn, makeArchive, withText } from '../make-archive.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-index-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const save = async ({ db }: Store, id: string, text: string): Promise<void> => {
  await saveCommentary(db, { commentary: withText(id, text), keys: [`co:${id}`], now: new Date(0) })
}

describe('the search index', () => {
  test('is next to the archive, readable by its owner only, and follows it across restarts', async () => {
    const path = join(folder, 'a.db')
    const first = await openStore(path)
    await save(first, 'CO26001', 'Nickel rose.')
    expect(await idsIn(first, 'nickel')).toEqual(['CO26001'])
    expect(statSync(`${path}.search`).mode & 0o077).toBe(0)
    await save(first, 'CO26002', 'Nickel fell.')
    await first.close()
    const second = await openStore(path)
    await save(second, 'CO26001', 'Cobalt rose.')
    expect(await idsIn(second, 'nickel')).toEqual(['CO26002'])
    expect(await idsIn(second, 'cobalt')).toEqual(['CO26001'])
    await second.close()
  })

  test.each([
    ['lost', (path: string) => rmSync(path)],
    ['damaged', (path: string) => writeFileSync(path, 'no database '.repeat(1000))],
    ['of another program', (path: string) => writeFileSync(path, '')],
  ])('that is %s is made again', async (_, harm) => {
    const path = join(folder, 'a.db')
    const first = await openStore(path)
    await save(first, 'CO26001', 'Nickel rose.')
    expect(await idsIn(first, 'nickel')).toEqual(['CO26001'])
    await first.close()
    for (const end of ['-wal', '-shm']) rmSync(`${path}.search${end}`, { force: true })
    harm(`${path}.search`)
    const second = await openStore(path)
    expect(await idsIn(second, 'nickel')).toEqual(['CO26001'])
    await second.close()
  })

  test('of another archive is made again', async () => {
    const index = openIndexFile(':memory:')
    const one = await makeArchive([withText('CO26001', 'Nickel.'), withText('CO26002', 'Cobalt.')])
    const other = await makeArchive([withText('CO26003', 'Tin.')])
    await syncIndex(one.db, index)
    await syncIndex(other.db, index)
    expect(index.all('select id from docs')).toEqual([{ id: 'CO26003' }])
    expect(await syncIndex(other.db, index)).toBe(false)
    await one.close()
    await other.close()
  })

  test('counts words and commentaries as if it were new, whatever changed', async () => {
    const changed = await makeArchive([])
    for (const text of ['Nickel and tin.', 'Tin, tin.', 'Cobalt rose; nickel rose.'])
      await save(changed, 'CO26001', text)
    await save(changed, 'CO26002', 'Cobalt fell.')
    const fresh = await makeArchive([
      withText('CO26001', 'Cobalt rose; nickel rose.'),
      withText('CO26002', 'Cobalt fell.'),
    ])
    const countsOf = async ({ db }: Store) => {
      const index = await currentIndex(db)
      return [
        index.all('select token, stem, docs, uses from words where docs <> 0 or uses <> 0 order by token'),
        index.all(
          'select token, segment, hex(entries) as entries, hex(places) as places from postings join words on id = word where length(entries) > 0 order by token',
        ),
        index.lengths.join(' '),
      ]
    }
    await findIn(changed, 'tin')
    expect(await countsOf(changed)).toEqual(await countsOf(fresh))
    await changed.close()
    await fresh.close()
  })
})

describe('a search on texts of the newsroom', () => {
  const fill = 'Ministers met and officials spoke of trade, ports and schools.'
  const texts = [
    withText('CO26101', `${fill} The Nord Stream II pipeline lies idle.`, { title: 'Gas Without Takers' }),
    withText('CO26102', `${fill} A stream of visitors came.`, { title: 'The Stream Will Bend' }),
    withText('CO26103', `${fill} Cybersecurity is a duty of boards.`),
    withText('CO26104', `${fill} The F-35 flew. The G-20 met.`),
    withText('CO26105', `${fill} Communism had its admirers.`),
    withText('CO26106', `${fill} The community had its admirers. Communities differ.`),
    withText('CO26107', `${fill} AIDS is not over, says the WHO.`),
    withText('CO26108', `${fill} Foreign aid aids few.`),
    withText('CO26109', `${fill} The US election decided much.`),
    withText('CO26110', `${fill} An election that let us down.`),
    withText('CO26111', `${fill} Vaccine nationalism will not save us.`),
    withText(
      'CO26112',
      `${fill} Nationalism grew; a vaccine came. Nationalism of the vaccine grew, and so did nationalism.`,
    ),
    withText('CO26113', `${fill} Russian gas flows east. Missiles and ammunition do, too: missiles, ammunition.`),
    withText('CO26114', `${fill} Covid-19 changed the city. COVID-19 did. Covid-19 again.`),
    withText('CO26115', `${fill} O’Neill wrote from Xi’an on 南海仲裁.`),
  ]
  let store: Store
  beforeEach(async () => {
    store = await makeArchive(texts)
  })
  afterEach(() => store.close())

  const first: readonly [query: string, id: string][] = [
    ['nordstream', 'CO26101'],
    ['nord stream 2', 'CO26101'],
    ['nord-stream ii', 'CO26101'],
    ['Nord Stream II', 'CO26101'],
    ['cyber security', 'CO26103'],
    ['cyber-security', 'CO26103'],
    ['f35', 'CO26104'],
    ['F-35', 'CO26104'],
    ['G20', 'CO26104'],
    ['community', 'CO26106'],
    ['communism', 'CO26105'],
    ['AIDS', 'CO26107'],
    ['who aids', 'CO26107'],
    ['aid', 'CO26108'],
    ['us election', 'CO26109'],
    ['u.s. election', 'CO26109'],
    ['u.s election', 'CO26109'],
    ['U.S. election', 'CO26109'],
    ['vaccine nationalism', 'CO26111'],
    ['"vaccine nationalism"', 'CO26111'],
    ['russia gas', 'CO26113'],
    ['missles', 'CO26113'],
    ['ammuntion', 'CO26113'],
    ['covid19', 'CO26114'],
    ['oneill', 'CO26115'],
    ['xian', 'CO26115'],
    ['南海', 'CO26115'],
    ['terror* OR cybersec*', 'CO26103'],
    ['subm* OR cybers*', 'CO26103'],
    ['communis*', 'CO26105'],
  ]
  test.each(first)('“%s” has first %s', async (query, id) => {
    expect((await idsIn(store, query))[0]).toBe(id)
  })

  test('lists no commentary with little of a query next to one with all of it', async () => {
    expect(await findIn(store, 'nord stream')).toMatchObject({ total: 1, canWiden: true })
    expect(await idsIn(store, 'AIDS')).toEqual(['CO26107'])
    expect(await idsIn(store, 'us election')).toEqual(['CO26109'])
  })

  test.each(['THAAD', 'thanks', 'xyzzyx', 'subm*', 'nord', 'latest'])(
    'invents no correction for “%s”',
    async (typed) => {
      expect((await findIn(store, typed)).corrected).toEqual([])
    },
  )

  test.each([
    ['nickel author:nobody', undefined],
    ['cybersecurity author:cheang', { condition: 'author:cheang', without: 'cybersecurity' }],
    ['cybersecurity since:2030', { condition: 'since:2030-01-01', without: 'cybersecurity' }],
    ['cybersecurity -boards', { condition: '-boards', without: 'cybersecurity' }],
    ['cybersecurity -boards -duty', { condition: '-boards -duty', without: 'cybersecurity' }],
    [
      'cybersecurity -boards author:cheang since:2030',
      { condition: 'its fields, dates and exclusions together', without: 'cybersecurity' },
    ],
  ])('that finds nothing says which condition emptied it: “%s”', async (query, emptied) => {
    const result = await findIn(store, query)
    expect([result.total, result.emptied]).toEqual([0, emptied])
  })

  test('takes a question of 25 words and a text of 2,000 characters', async () => {
    const question =
      'what do the boards of companies in our region have to know about their duty when it comes to cybersecurity and its many costs'
    expect((await idsIn(store, question))[0]).toBe('CO26103')
    expect((await idsIn(store, 'cybersecurity boards duty '.repeat(70)))[0]).toBe('CO26103')
  })

  test('finds what is related by the words of the text', async () => {
    const related = await relatedTo(store.db, 'CO26111', 3)
    expect(related[0]?.commentary.id).toBe('CO26112')
    expect(related.map(({ commentary }) => commentary.id)).not.toContain('CO26111')
    expect(await relatedTo(store.db, 'CO26999', 3)).toEqual([])
  })
})
