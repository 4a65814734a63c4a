// A process that only loads the libraries of the program, opens a database and listens.
import { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { Command } from 'commander'
import { distance } from 'fastest-levenshtein'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { Keyv } from 'keyv'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { schedule } from 'node-cron'
import { pino } from 'pino'
import { stemmer } from 'stemmer'
import { z } from 'zod'

export const loadedAtStart = [
  Command,
  distance,
  Hono,
  html,
  Keyv,
  Kysely,
  Migrator,
  pino,
  schedule,
  SqliteDialect,
  stemmer,
  z,
]

const database = new DatabaseSync(':memory:')
const server = serve({ fetch: new Hono().fetch, hostname: '127.0.0.1', port: 0 }, () => {
  process.stdout.write('ready\n')
  // The libraries that the first poll and the commands load.
  void Promise.all([
    import('@vvo/tzdb'),
    import('colord'),
    import('css-select'),
    import('css-what'),
    import('csv-stringify'),
    import('diff'),
    import('domhandler'),
    import('domutils'),
    import('entities'),
    import('got'),
    import('htmlparser2'),
    import('ipaddr.js'),
    import('media-query-fns'),
    import('normalize-url'),
    import('postcss'),
    import('temporal-polyfill'),
  ])
})
process.on('SIGTERM', () => {
  database.close()
  server.close()
})
