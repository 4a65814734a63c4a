import { expect, test } from 'vitest'
import { fixOfUnknownName, unknownName } from '../../src/fetch/unknown-name.ts'

const network = 'the network and the proxy of the machine that runs rsis-brief'

test.each([
  ['https://fulcrum.sg', 'fulcrum.sg', `check its spelling, and ${network}`],
  ['https://FULCRUM.sg/feed/', 'fulcrum.sg', `check its spelling, and ${network}`],
  ['https://münchen.example/x', 'xn--mnchen-3ya.example', `check its spelling, and ${network}`],
  // The name came from a redirect.
  ['https://fulcrum.sg', 'cdn.example.org', `check ${network}`],
  ['page.html', 'cdn.example.org', `check ${network}`],
  // The name came from a list or a default of the program.
  [undefined, 'merics.org', `check ${network}`],
])('%s: of the unknown name %s the spelling is blamed only where the person wrote it', (written, host, fix) => {
  expect(fixOfUnknownName(unknownName(host), written)).toBe(fix)
})

test('other failures have other fixes', () => {
  expect(fixOfUnknownName('fulcrum.sg refuses the connection', 'https://fulcrum.sg')).toBeUndefined()
})
