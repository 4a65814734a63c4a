import { expect, test } from 'vitest'
import { findIn, makeArchive, withText } from '../make-archive.ts'

/** The corrected words of a search in an archive of these texts. */
const correctionsIn = async (texts: readonly string[], typed: string) => {
  const store = await makeArchive(texts.map((text, at) => withText(`CO2600${at}`, text)))
  const { corrected, unknown, suggestions } = await findIn(store, typed)
  await store.close()
  return { to: corrected.map(({ to }) => to), unknown, suggestions }
}

test.each([
  ['sabotage', 'Cabotage is dear. Few ships do cabotage.'],
  ['ration', 'A nation votes. The nation counts.'],
  ['vaccine', 'A caccine is no word, but caccine stands here.'],
])('a word with another first letter is another word: “%s”', async (typed, text) => {
  expect(await correctionsIn([text], typed)).toEqual({ to: [], unknown: [typed], suggestions: [] })
})

test.each([
  ['nulcear', 'Nuclear arms. Nuclear power.', 'Nuclear'],
  ['ecurity', 'Security of ports, security of grids.', 'Security'],
])('but two letters may be swapped there, and one left out of a long word: “%s”', async (typed, text, to) => {
  expect((await correctionsIn([text], typed)).to.map((one) => one.toLowerCase())).toEqual([to.toLowerCase()])
})

test.each([
  ['aresa', 'An area is one area, by area. Two areas, these areas.', 'areas'],
  ['channesl', 'A channel, that channel, one channel. Some channels, many channels.', 'channels'],
  ['yawd', 'A yaw. The yaw. This yaw. It yawed, they yawed.', 'yawed'],
])('a slip of swapped or left out letters comes before a wrong letter: “%s”', async (typed, text, to) => {
  expect((await correctionsIn([text], typed)).to).toEqual([to])
})

test('of several words the one that occurs with the other words of the query is meant', async () => {
  const texts = [
    'The state paid. The state voted. The state failed.',
    'Stalling of a compressor stage; each stage stalls.',
  ]
  expect((await correctionsIn(texts, 'stae')).to).toEqual(['state'])
  expect((await correctionsIn(texts, 'stae compressor')).to).toEqual(['stage'])
})

test('a word that falls into two words which never follow each other is corrected all the same', async () => {
  const texts = ['A tan hat. Sonic waves.', 'Transonic flight. Transonic flow.']
  expect((await correctionsIn(texts, 'tansonic')).to).toEqual(['Transonic'])
  expect((await correctionsIn([...texts, 'The tan sonic boom.'], 'tansonic')).to).toEqual([])
})

test('with only a common word of the query a commentary is not near, unless a wide search asks for it', async () => {
  const store = await makeArchive([
    withText('CO26001', 'The reactor makes nuclear energy.'),
    ...['2', '3', '4', '5', '6', '7'].map((last) => withText(`CO2600${last}`, 'A great power rose.')),
    ...['8', '9'].map((last) => withText(`CO2600${last}`, 'Something else.')),
  ])
  const idsOf = async (query: string): Promise<readonly string[]> =>
    (await findIn(store, query)).hits.map(({ commentary }) => commentary.id)
  expect(await idsOf('nuclear power')).toEqual(['CO26001'])
  expect(await idsOf('power zqxv')).toEqual([])
  expect(await idsOf('nuclear zqxv')).toEqual(['CO26001'])
  expect(await idsOf('nuclear power match:any')).toHaveLength(7)
  expect((await findIn(store, 'power zqxv')).canWiden).toBe(true)
  await store.close()
})

test('without a word that no commentary holds, all that hold some of the others are listed', async () => {
  const store = await makeArchive([
    withText('CO26001', 'Nickel and cobalt rose.'),
    withText('CO26002', 'Nickel fell.'),
    withText('CO26003', 'Cobalt fell.'),
    ...['4', '5', '6', '7', '8', '9'].map((last) => withText(`CO2600${last}`, 'Something else rose.')),
  ])
  const { hits, isRelaxed, unknown } = await findIn(store, 'nickel cobalt xylophone')
  expect([hits.map(({ commentary }) => commentary.id), isRelaxed, unknown]).toEqual([
    ['CO26001', expect.anything(), expect.anything()],
    true,
    ['xylophone'],
  ])
  await store.close()
})
