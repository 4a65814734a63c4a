import { isIP } from 'node:net'
import { hostname } from 'node:os'
import type { Problem } from '../errors.ts'
import { isCron } from '../schedule/cron.ts'
import { isServer } from '../store/address.ts'
import { secret } from './secrets.ts'
import { isProblem, wrong } from './setting.ts'

// Each parser gives the value, or what is wrong with the text and how to write it.

/** Whether the text is an absolute http(s) address. */
export const isWebAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && /^https?:\/\/[^/]/u.test(text)
}

/** Whether a web address contains a user name or a password. */
export const hasLogin = (text: string): boolean => {
  const { username, password } = new URL(text)
  return username !== '' || password !== ''
}

/** A parser of http(s) addresses; the example is part of its message. */
export const webAddress = (example: string) => (text: string) =>
  isWebAddress(text) && !/\s/u.test(text) ? text : wrong('is not an http(s) address', `e.g. ${example}`)

/** A proxy may need a user name and password, and is often written without `http://`. */
export const proxy = (text: string): string | Problem => {
  const address = text.includes('://') ? text : `http://${text}`
  if (/^socks/iu.test(text)) return wrong('is a SOCKS proxy, which is not supported', 'name one that speaks HTTP')
  return isWebAddress(address) && !/\s/u.test(text)
    ? address
    : wrong('is not the address of a proxy', 'e.g. http://proxy.example.org:3128')
}

/** Addresses of feeds separated by commas, each once. */
export const feedUrls = (text: string): readonly string[] | Problem => {
  const urls = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (urls.length === 0) return wrong('has no address in it', 'unset it for the RSIS commentaries')
  for (const [index, url] of urls.entries()) {
    const which = urls.length === 1 ? '' : `address ${index + 1} of ${urls.length} `
    if (/\s/u.test(url)) return wrong(`${which}has white space in it`, 'put commas between addresses')
    if (!isWebAddress(url)) {
      return wrong(`${which}is not an http(s) address`, 'e.g. https://www.aspistrategist.org.au/feed/')
    }
    if (hasLogin(url)) return wrong(`${which}contains a user name`, 'remove user and password')
  }
  const names = urls.map((url) => new URL(url).href)
  // A feed that is named twice is polled once.
  return urls.filter((_, index) => names.indexOf(names[index] ?? '') === index)
}

export const cron = (text: string): string | Problem =>
  isCron(text)
    ? text
    : wrong(
        `“${text}” is not a cron expression`,
        'minute hour day month weekday, e.g. */10 * * * * for every ten minutes',
      )

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const exampleServer = 'postgres://rsis:password@db.example.org/rsis'

const serverAddress = (text: string): string | Problem => {
  const url = URL.parse(text)
  if (url === null || url.hostname === '') {
    return wrong(
      'is not the address of a PostgreSQL server',
      `e.g. ${exampleServer}; write @, / or # in a password as %40, %2F or %23`,
    )
  }
  if (!/^\/[^/]+$/u.test(url.pathname)) return wrong('names no database', `add its name, e.g. ${exampleServer}`)
  return text
}

/**
 * The address of a PostgreSQL server's database, or the path of a `file:` address: after `file:`, relative to the working
 * folder unless it begins with a slash.
 */
export const databasePath = (text: string): string | Problem => {
  if (isServer(text)) return serverAddress(text)
  const path = text.startsWith('file:') ? text.slice('file:'.length).replace(/^\/\/(?=\/)/u, '') : ''
  if (path === '' || path.startsWith('//'))
    return wrong('must be a file: or postgres:// address', 'e.g. file:./data/rsis.db')
  if (path.endsWith('/')) return wrong('names a folder', 'add the name of a file, e.g. file:./data/rsis.db')
  const decodedPath = decoded(path)
  if (decodedPath === undefined)
    return wrong('has a % that does not begin the code of a character', 'write %25 for a percent sign')
  return decodedPath.includes('\0') ? wrong('contains the code %00', 'remove it') : decodedPath
}

const exampleCache = 'redis://cache.example.org:6379'

/** The address of a cache: Redis, or a PostgreSQL server's database. */
export const cacheAddress = (text: string): string | Problem => {
  if (isServer(text)) return serverAddress(text)
  const url = /^rediss?:/u.test(text) ? URL.parse(text) : null
  if (url === null || url.hostname === '') {
    return wrong('is not the address of a Redis or PostgreSQL server', `e.g. ${exampleCache}`)
  }
  return /^\/?\d*$/u.test(url.pathname) && decoded(url.username + url.password) !== undefined
    ? text
    : wrong('names no database of Redis, which is a number', `e.g. ${exampleCache}/0`)
}

/** A parser of whole numbers from `low` to `high`. */
export const wholeNumber = (low: number, high: number, example: number) => (text: string) => {
  const value = /^\d{1,15}$/u.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high
    ? value
    : wrong(`“${text}” is not a number from ${low} to ${high}`, `e.g. ${example}`)
}

/** A parser of one of the words. */
export const oneOf = (values: readonly string[], example: string) => (text: string) =>
  values.includes(text) ? text : wrong(`“${text}” is not one of ${values.join(', ')}`, `e.g. ${example}`)

export const flag = (text: string): boolean | Problem => {
  const value = oneOf(['true', 'false'], 'true')(text)
  return isProblem(value) ? value : value === 'true'
}

/** Whether the name or address is this machine's own. */
export const isLoopback = (hostname: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/u.test(hostname)

/** An address or name on which a server can listen. */
export const hostName = (text: string): string | Problem =>
  isIP(text) !== 0 ||
  text === 'localhost' ||
  text === hostname() ||
  /^(?=.{3,253}$)[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z][a-z\d-]*$/iu.test(text)
    ? text
    : wrong('is not an address or name of this machine', '127.0.0.1 answers only this machine, 0.0.0.0 every network')

/** A secret may be longer; 24 random bytes are 32 characters. */
export const makeSecret = 'make one with: openssl rand -base64 24'
/** A key is these 32 bytes exactly. */
export const makeKey = 'make one with: openssl rand -base64 32'

const fewestCharacters = 16

/** A secret that cannot be guessed: at least 16 characters, not one character repeated. */
export const longSecret = (text: string): string | Problem => {
  if (text.length < fewestCharacters) {
    const has = text.length === 1 ? '1 character' : `${text.length} characters`
    return wrong(`has ${has}`, `at least ${fewestCharacters} are needed: ${makeSecret}`)
  }
  return new Set(text).size < 6 ? wrong('repeats a few characters and can be guessed', makeSecret) : secret(text)
}

const oneEncryptionKey = (text: string): string | Problem => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32 || !/^[\w+/-]{42,43}=?$/u.test(text)) return wrong('is not 32 bytes in base64', makeKey)
  // Random keys never have fewer than 12 different bytes among 32.
  return new Set(bytes).size < 12 ? wrong('repeats a few bytes and can be guessed', makeKey) : text
}

/** One key, or several separated by commas: the first one encrypts, all of them decrypt. */
export const encryptionKeys = (text: string): string | Problem => {
  const keys = text.split(',').map((key) => key.trim())
  for (const [index, key] of keys.entries()) {
    const read = oneEncryptionKey(key)
    if (isProblem(read))
      return keys.length === 1 ? read : wrong(`key ${index + 1} of ${keys.length} ${read.problem}`, read.fix)
  }
  return keys.join(',')
}

export const anyText = (text: string): string => text
