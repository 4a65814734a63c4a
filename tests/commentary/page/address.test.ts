import { expect, test } from 'vitest'
import { pageAddress, webAddress } from '../../../src/commentary/page/address.ts'

test.each([
  [
    'the canonical link of the same site',
    'https://www.site.example/a/',
    'http://site.example/a?x=1',
    'https://www.site.example/a/',
  ],
  ['a relative one', '/views/a/', 'https://site.example/a', 'https://site.example/views/a/'],
  [
    'the fetched address where it claims another site',
    'https://other.example/a',
    'https://site.example/b',
    'https://site.example/b',
  ],
  [
    'the fetched address where it claims a private one',
    'http://127.0.0.1/a',
    'https://site.example/b',
    'https://site.example/b',
  ],
  [
    'the fetched address where it claims the front page',
    'https://site.example/',
    'https://site.example/b',
    'https://site.example/b',
  ],
  ['the fetched address where there is none', undefined, 'https://site.example/b#x', 'https://site.example/b'],
  [
    'the fetched address where it is no web address',
    'javascript:x',
    'https://site.example/b',
    'https://site.example/b',
  ],
  [
    'the canonical link of a copy on this machine',
    'https://site.example/a',
    'http://127.0.0.1:8099/a',
    'https://site.example/a',
  ],
  ['the canonical link of a file', 'https://site.example/a', undefined, 'https://site.example/a'],
  ['nothing for a file that claims this machine', 'http://localhost/a', undefined, undefined],
  ['nothing where nothing is known', undefined, undefined, undefined],
])('people are sent to %s', (_says, canonical, fetched, expected) => {
  expect(pageAddress(canonical, fetched)).toBe(expected)
})

const title = 'Ports without Cranes: What Two Harbours Owe'
const own = 'https://site.example/views/ports-without-cranes/'

test.each([
  [own, 'https://site.example/views/ports-without-cranes?utm_source=x'],
  [own, 'https://site.example/views/ports-without-cranes/amp/'],
  [own, 'https://m.site.example/views/ports-without-cranes.html'],
  [own, 'https://site.example/?p=4711'],
  [own, 'https://site.example/node/12'],
  [own, 'https://site.example/s/a7f3'],
  ['https://site.example/en/story/ports-48211', 'https://site.example/print.php?id=48211'],
  ['https://site.example/article.php?id=12', 'https://site.example/article.php?id=12&ref=feed'],
  ['https://site.example/港口', 'https://site.example/?p=12', '港口没有起重机'],
])('%s is believed of %s', (canonical, fetched, shown = title) => {
  expect(pageAddress(canonical, fetched, shown)).toBe(new URL(canonical).href)
})

test.each([
  ['its section', 'https://site.example/views/', own],
  ['another section', 'https://site.example/commentaries', own],
  ['a section at an address that says nothing', 'https://site.example/publications/', 'https://site.example/?p=12'],
  ['a topic', 'https://site.example/topics/maritime-security', own],
  ['the first page of all', 'https://site.example/views/quays-of-the-north/', own],
  [
    'the first page of all, at an address that says nothing',
    'https://site.example/views/quays-of-the-north/',
    'https://site.example/?p=12',
  ],
  ['an earlier part of a series', 'https://site.example/views/ports-without-cranes-1/', `${own.slice(0, -1)}-2/`],
  [
    'the column of the same name',
    'https://site.example/views/weekly-update/',
    'https://site.example/views/weekly-update-2/',
  ],
  ['another number', 'https://site.example/article.php?id=11', 'https://site.example/article.php?id=12'],
  ['no number', 'https://site.example/article.php', 'https://site.example/article.php?id=12'],
  ['another number in the path', 'https://site.example/story/48210', 'https://site.example/story/48211'],
  ['the same year only', 'https://site.example/2025/12/', 'https://site.example/2025/?p=12'],
])('a canonical link that names %s is not believed', (_what, canonical, fetched) => {
  expect(pageAddress(canonical, fetched, title)).toBe(fetched)
})

test('a file is not known by its section', () => {
  expect(pageAddress('https://site.example/commentaries/', undefined, title)).toBeUndefined()
})

test.each([
  ['/x.pdf', 'https://site.example/a/b', 'https://site.example/x.pdf'],
  ['x.pdf', undefined, undefined],
  ['file:///x.pdf', 'https://site.example/', undefined],
  [undefined, 'https://site.example/', undefined],
])('%s on %s is %s', (href, base, expected) => {
  expect(webAddress(href, base)).toBe(expected)
})
