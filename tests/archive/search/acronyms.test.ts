import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acronymsIn } from '../../../src/archive/search/acronyms.ts'
import { addressKey } from '../../../src/commentary/identity.ts'
import type { Store } from '../../../src/store/connection.ts'
import { findIn, idsIn, makeArchive, withText } from '../make-archive.ts'

describe('an abbreviation that a text defines', () => {
  test.each([
    ['It joined the Belt and Road Initiative (BRI) early.', 'bri', 'belt and road initiative'],
    ['China’s South China Sea (SCS) claims', 'scs', 'south china sea'],
    ['the Regional Comprehensive Economic Partnership (RCEP)', 'rcep', 'regional comprehensive economic partnership'],
    ['The Organisation of Islamic Cooperation (OIC) met', 'oic', 'organisation of islamic cooperation'],
    ['the old League of Nations (LON)', 'lon', 'league of nations'],
    ['signed the Non-Proliferation Treaty (NPT)', 'npt', 'non proliferation treaty'],
  ])('is read with its words: “%s”', (text, short, long) => {
    expect(acronymsIn(text).map((one) => [one.short, one.long.join(' ').replaceAll('\u{e002}', '')])).toEqual([
      [short, long],
    ])
  })

  test.each([
    'the Indonesian military (TNI)',
    'a place (OK) by the sea',
    'the port (Reuters)',
    '(ABC)',
    'nuclear (CBRN) arms',
  ])('is none: “%s”', (text) => {
    expect(acronymsIn(text)).toEqual([])
  })
})

describe('a search for an abbreviation', () => {
  let store: Store
  beforeAll(async () => {
    store = await makeArchive([
      withText('CO26001', 'The Straits Harbour Compact (SHC) was signed. The SHC binds few.'),
      withText('CO26002', 'Nobody reads the Straits Harbour Compact.'),
      withText('CO26003', 'A harbour in the straits is no compact.'),
    ])
  })
  afterAll(() => store.close())

  test.each(['SHC', 'shc'])('lists what has only the long form behind it, and says so: “%s”', async (query) => {
    const { hits, complete, longForms } = await findIn(store, query)
    expect(hits.map(({ commentary }) => commentary.id)).toEqual(['CO26001', 'CO26002'])
    expect(complete).toBe(1)
    expect(longForms).toEqual([{ from: query, to: 'straits harbour compact' }])
    expect(hits[1]?.snippet.parts.find(({ isMatch }) => isMatch)?.text).toBe('Straits Harbour Compact')
  })

  test('in quotation marks is for the very letters', async () => {
    expect(await idsIn(store, '"SHC"')).toEqual(['CO26001'])
  })
})

describe('a search finds a commentary by its name', () => {
  let store: Store
  beforeAll(async () => {
    const url = (slug: string) => `https://www.rsis.edu.sg/rsis-publication/rsis/${slug}/`
    store = await makeArchive([
      withText('CO26031', 'Sand is a border.', { title: 'Sand With Borders?', url: url('sand') }),
      withText('CO26032', 'Sand borders sand borders. Sand 26031 borders.', {
        title: 'Borders of Sand',
        url: url('borders'),
      }),
    ])
    await store.db
      .insertInto('commentary_keys')
      .values({ key: addressKey(url('sand')) ?? '', commentary_id: 'CO26031' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
  afterAll(() => store.close())

  test.each(['CO26031', 'co 26031', '26031', '#26031'])('its number “%s”', async (query) => {
    expect(await idsIn(store, query)).toEqual(['CO26031'])
  })

  test('its page’s address', async () => {
    expect(await idsIn(store, 'https://www.rsis.edu.sg/rsis-publication/rsis/sand/')).toEqual(['CO26031'])
    expect(await idsIn(store, 'www.rsis.edu.sg/rsis-publication/rsis/sand')).toEqual(['CO26031'])
  })

  test('its title, before what holds the words more often', async () => {
    expect((await idsIn(store, 'sand with borders'))[0]).toBe('CO26031')
    expect((await idsIn(store, 'Sand With Borders?'))[0]).toBe('CO26031')
    expect((await idsIn(store, 'Borders of Sand'))[0]).toBe('CO26032')
  })

  test('a number of the series that is not known is a word', async () => {
    expect(await idsIn(store, '26099')).toEqual([])
  })
})
