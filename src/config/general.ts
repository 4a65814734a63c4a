import type { Mistake } from '../errors.ts'
import { group, type ValuesOf } from './group.ts'
import { setting } from './setting.ts'
import * as read from './values.ts'

/** The OAI-PMH server for old commentaries, if no setting names one. */
export const defaultRepository = 'https://dr.ntu.edu.sg/server/oai/request'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/** One line per setting: its variable, its type and its default. `.env.example` explains each. */
const variables = {
  feedUrls: setting('FEED_URLS', read.feedUrls),
  pollCron: setting('POLL_CRON', read.cron, '*/30 * * * *'),
  allowPrivateFeeds: setting('ALLOW_PRIVATE_FEEDS', read.flag, false),
  oaiUrl: setting('OAI_URL', read.webAddress(defaultRepository), defaultRepository),
  oaiSet: setting('OAI_SET', read.anyText),
  capturesUrl: setting('CAPTURES_URL', read.webAddress('https://index.commoncrawl.org/CC-MAIN-2021-04-index')),
  captureFilesUrl: setting(
    'CAPTURE_FILES_URL',
    read.webAddress('https://data.commoncrawl.org/'),
    'https://data.commoncrawl.org/',
  ),
  linkAndSynopsisOnly: setting('LINK_AND_SYNOPSIS_ONLY', read.flag, false),
  databasePath: setting('DATABASE_URL', read.databasePath, './data/rsis.db'),
  searchFolder: setting('SEARCH_FOLDER', read.anyText, './data'),
  keyvUrl: setting('KEYV_URL', read.cacheAddress),
  host: setting('HOST', read.hostName, '127.0.0.1'),
  port: setting('PORT', read.wholeNumber(0, 65_535, 3000), 3000),
  webPassword: setting('WEB_PASSWORD', read.longSecret),
  publicUrl: setting('PUBLIC_URL', read.webAddress('https://briefing.example.org')),
  encryptionKey: setting('ENCRYPTION_KEY', read.encryptionKeys),
  traces: setting('OTEL_EXPORTER_OTLP_ENDPOINT', read.webAddress('http://127.0.0.1:4318')),
  logLevel: setting('LOG_LEVEL', read.oneOf(logLevels, 'info'), 'info'),
}

/** Settings for the whole program; a platform may depend on some of them. */
export type General = ValuesOf<typeof variables>

const pageNeedsPassword = {
  problem: 'lets others reach this server, so without WEB_PASSWORD only /slack/, /healthz and /readyz answer',
  fix: 'set WEB_PASSWORD to use the page',
}

const pageNeedsAddress = {
  problem:
    'lets other machines reach this server, but the page answers only under localhost and the host of PUBLIC_URL',
  fix: 'set PUBLIC_URL to the address that people open, e.g. http://192.0.2.7:3000',
}

/** How other machines can reach the server: by the address it listens on, by its public address, or both. */
const reachedBy = ({ host, publicUrl }: Pick<General, 'host' | 'publicUrl'>) => ({
  host: !read.isLoopback(host),
  address: publicUrl !== undefined && !read.isLoopback(new URL(publicUrl).hostname),
})

/** Whether the page needs a password, and has none. */
export const lacksPassword = (settings: Pick<General, 'host' | 'publicUrl' | 'webPassword'>): boolean =>
  settings.webPassword === undefined && Object.values(reachedBy(settings)).includes(true)

/** Warns if other machines can reach the server, and the page is closed to them: without a password or without an address. */
const pageWarnings = (settings: General): Mistake[] => {
  const by = reachedBy(settings)
  const field = by.host ? `HOST=${settings.host}` : 'PUBLIC_URL'
  return [
    ...(lacksPassword(settings) ? [{ field, ...pageNeedsPassword }] : []),
    ...(by.host && !by.address ? [{ field, ...pageNeedsAddress }] : []),
  ]
}

/** The settings of `variables`, with warnings about a page that others can reach. */
export const general = group(variables, (values, _shared: undefined) => ({
  value: values,
  warnings: pageWarnings(values),
}))

/** The proxies, as the usual environment variables name them. */
export const proxies = group(
  {
    https: setting('HTTPS_PROXY', read.proxy),
    http: setting('HTTP_PROXY', read.proxy),
    except: setting('NO_PROXY', read.anyText),
  },
  (value, _shared: General) => ({ value }),
)
