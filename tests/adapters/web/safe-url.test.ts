import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeHref } from '../../../adapters/web/render/html.ts'

describe('an address that is allowed in a link', () => {
  test.each([
    ['https://www.rsis.edu.sg/x', 'https://www.rsis.edu.sg/x'],
    ['http://example.org', 'http://example.org/'],
    ['HTTPS://EXAMPLE.ORG/A', 'https://example.org/A'],
    ['https://example.org/#:~:text=A%20cable', 'https://example.org/#:~:text=A%20cable'],
    ['/commentaries/CO26211#claim-2', '/commentaries/CO26211#claim-2'],
    ['/posts?before=3', '/posts?before=3'],
  ])('%s is followed as %s', (address, href) => {
    expect(safeHref(address)).toBe(href)
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:a@b.c',
    '//evil.example/x',
    '/\\evil.example',
    '/\t/evil.example',
    'commentaries/CO26211',
    'http://',
    '',
  ])('%j is not', (address) => {
    expect(safeHref(address)).toBeUndefined()
  })

  test('whatever comes in, what comes out leads to http(s) or to a path of this server', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (address) => {
          const href = safeHref(address)
          if (href === undefined) return
          const url = new URL(href, 'http://self.test')
          expect(['http:', 'https:']).toContain(url.protocol)
          if (address.startsWith('/')) expect(url.origin).toBe('http://self.test')
        },
      ),
    )
  })
})
