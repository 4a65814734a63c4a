import { expect, test } from 'vitest'
import { pageAddress, webAddress } from '../../../src/commentary/page/address.ts'

test.each([
  [
    'the canonical link of the same site',
    'https://www.site.example/a/',
    'http://site.example/a?x=1',
    'https://www.site.example/a/',
  ],
  ['a relative one', '/a/', 'https://site.example/b', 'https://site.example/a/'],
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

test.each([
  ['/x.pdf', 'https://site.example/a/b', 'https://site.example/x.pdf'],
  ['x.pdf', undefined, undefined],
  ['file:///x.pdf', 'https://site.example/', undefined],
  [undefined, 'https://site.example/', undefined],
])('%s on %s is %s', (href, base, expected) => {
  expect(webAddress(href, base)).toBe(expected)
})
