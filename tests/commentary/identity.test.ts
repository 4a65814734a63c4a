import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Commentary } from '../../src/commentary/commentary.ts'
import { commentaryId, commentaryKeys, normaliseId } from '../../src/commentary/identity.ts'

const commentary: Commentary = {
  id: 'CO20210',
  url: 'http://www.rsis.edu.sg/rsis-publication/rsis/ties/?utm_source=x#part',
  title: 'Ties',
  authors: [],
  published: undefined,
  updated: undefined,
  synopsis: undefined,
  sections: [{ heading: undefined, paragraphs: ['Some words.'] }],
  aboutAuthors: [],
  categories: [],
  pdfUrl: undefined,
  extent: 'full',
}

describe('the id that a person means', () => {
  test.each([
    ['CO20210', 'CO20210'],
    ['co20210', 'CO20210'],
    ['CO 20210', 'CO20210'],
    ['CO-20210', 'CO20210'],
    ['  co 20210 ', 'CO20210'],
    ['CO20210 | Russo-US Ties', 'CO20210'],
    ['https://www.rsis.edu.sg/rsis-publication/cens/co18053-the-slug/', 'CO18053'],
    ['https://www.rsis.edu.sg/wp-content/uploads/2020/01/CO20024a.pdf', 'CO20024'],
    ['X0a1b2c3d4ev', 'X0a1b2c3d4ev'],
    ['x0A1B2C3D4EV', 'X0a1b2c3d4ev'],
    ['20210', undefined],
    ['CO2021', undefined],
    ['CO202100', undefined],
    ['taco20210', undefined],
    ['CO20210 and more', undefined],
    ['https://www.rsis.edu.sg/rsis-publication/rsis/ties/', undefined],
    ['javascript:co20210', undefined],
    ['../../etc/passwd', undefined],
    ['', undefined],
  ])('by %o is %s', (text, expected) => {
    expect(normaliseId(text)).toBe(expected)
  })

  test('is never anything but an id', () => {
    assert(
      property(string(), (text) => {
        expect(normaliseId(text) ?? 'CO20210').toMatch(/^(?:CO\d{5}|X[0-9a-v]{11})$/u)
      }),
    )
  })
})

describe('the id of a commentary', () => {
  const id = (change: Partial<Commentary>, keys: readonly string[] = []): string =>
    commentaryId(undefined, { ...commentary, ...change }, keys)

  test('is its number where it is known', () => {
    expect(commentaryId('CO20210', commentary, ['guid:feed:1'])).toBe('CO20210')
  })

  test('is made from the address else, however that is written, and is found again by any person’s spelling', () => {
    const made = id({})
    expect(made).toMatch(/^X[0-9a-v]{11}$/u)
    expect(id({ url: 'https://rsis.edu.sg/rsis-publication/rsis/ties' })).toBe(made)
    expect(id({ title: 'Other', sections: [] }, ['guid:feed:1'])).toBe(made)
    expect(id({ url: 'https://rsis.edu.sg/rsis-publication/rsis/other' })).not.toBe(made)
    expect(normaliseId(made.toUpperCase())).toBe(made)
  })

  test('is made from the guid if there is no address, and from the words if there is neither', () => {
    const byGuid = id({ url: undefined }, ['print:1', 'guid:feed:1'])
    expect(id({ url: undefined, title: 'Other' }, ['guid:feed:1'])).toBe(byGuid)
    const byWords = id({ url: undefined })
    expect(byWords).not.toBe(byGuid)
    expect(id({ url: undefined, published: '2020-01-01' })).toBe(byWords)
    expect(id({ url: undefined, title: 'Other' })).not.toBe(byWords)
  })
})

describe('the keys of a commentary', () => {
  test('are its own and its entry’s, each once, strongest first', () => {
    const entryKeys = ['co:CO20210', 'url:https://feed.example/1', 'guid:feed:1', 'print:abc']
    expect(commentaryKeys(commentary, entryKeys)).toEqual([
      'co:CO20210',
      'url:https://rsis.edu.sg/rsis-publication/rsis/ties',
      'url:https://feed.example/1',
      'guid:feed:1',
      'print:abc',
    ])
  })

  test('hold no number where the id is of our own making', () => {
    expect(commentaryKeys({ ...commentary, id: 'X0a1b2c3d4ev' }, [])).toEqual([
      'url:https://rsis.edu.sg/rsis-publication/rsis/ties',
    ])
  })

  test('of a text from a file are a print of its words', () => {
    const keys = commentaryKeys({ ...commentary, id: 'X0a1b2c3d4ev', url: undefined }, [])
    expect(keys).toEqual([expect.stringMatching(/^print:[0-9a-f]{32}$/u)])
  })
})
