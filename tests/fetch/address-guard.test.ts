import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../src/fetch/address-guard.ts'
import { createGet } from '../../src/fetch/get.ts'

const metadata = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  'FD00:EC2:0:0:0:0:0:254',
]

/** An IPv4 address in all its IPv6 forms. */
const wrappings = (address: string): string[] => {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
  const [high, low] = [`${bytes[0]}${bytes[1]}`, `${bytes[2]}${bytes[3]}`]
  return [
    `::ffff:${address}`,
    `::ffff:${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::`,
    `::${high}:${low}`,
  ]
}

const closed = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.1.1',
  '100.64.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '2001:db8::1',
  'not an address',
  ...['127.0.0.1', '10.0.0.1', '192.168.1.1'].flatMap(wrappings),
]

const open = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '::ffff:1.1.1.1',
]

describe('an address', () => {
  test.each([...metadata, ...metadata.filter((address) => address.includes('.')).flatMap(wrappings)])(
    'of a metadata service is refused even where private ones are allowed: %s',
    (address) => {
      expect(refusalOf(address, true)).toBe('metadata')
      expect(refusalOf(address, false)).toBe('metadata')
    },
  )
  test.each(closed)('that is not public is refused: %s', (address) => {
    expect(refusalOf(address, false)).toBe('private')
  })
  test.each(open)('that is public is allowed: %s', (address) => {
    expect(refusalOf(address, false)).toBe(undefined)
  })
})

describe('a GET', () => {
  const get = createGet({ allowPrivate: false, userAgent: 'test', timeoutMs: 500 })
  const options = { accept: '*/*', maxBytes: 1000 }
  test.each([
    ['http://169.254.169.254/', /metadata service of a cloud machine, which is never requested/u],
    ['http://[::ffff:169.254.169.254]/', /never requested/u],
    ['http://2852039166/', /never requested/u],
    ['http://0xa9.0xfe.0xa9.0xfe/', /never requested/u],
    ['http://127.1/', /private network; ALLOW_PRIVATE_FEEDS=true/u],
    ['http://localhost/', /private network/u],
    ['http://[::7f00:1]/', /private network/u],
    ...[22, 25, 2375, 3306, 6379, 9200, 11_211].map((port): [string, RegExp] => [
      `http://1.1.1.1:${port}/`,
      /not one of a web server; ALLOW_PRIVATE_FEEDS=true/u,
    ]),
  ])('of %s says why it is not read', async (url, detail) => {
    expect(await get(url, options)).toMatchObject({ state: 'failed', detail: expect.stringMatching(detail) })
  })
})
