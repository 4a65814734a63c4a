import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { patience } from './tests/patience.ts'
import { hasPostgres } from './tests/postgres-server.ts'

// The threads that tests start read hundreds of modules: as in the program itself, they are compiled once.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache')

const browser = ['tests/**/*browser.test.ts']
const e2e = ['tests/e2e/**/*.test.ts']
/** They open databases and sockets, start threads, wait for real limits of time, or try thousands of random inputs. */
const integration = [
  'tests/{adapters,backfill,bad-input,contracts,delivery,limits,mcp,ops,pipeline,rules,store}/**/*.test.ts',
  'tests/archive/{search,store}/**/*.test.ts',
  'tests/bench/pages.test.ts',
  'tests/briefing/in-worker.test.ts',
  'tests/briefing/llm/{faults,answers,limits,negotiate,properties,long-text,stored}.test.ts',
  'tests/commands/{bad-input,buttons,by-model,commands,natural-inputs,share-of-line,subscriptions,tenants,visibility}.test.ts',
  'tests/commentary/page/hostile.test.ts',
  'tests/commentary/pdf/*.test.ts',
  'tests/feed/{poll,parse/broken-pairs,parse/any-bytes,parse/large-feeds}.test.ts',
  'tests/fetch/{get,proxy,redirects-and-rebinding}.test.ts',
  'tests/subscriptions/cadence.test.ts',
]
/** What reads and writes the database: the same tests again, on a PostgreSQL server. */
const onPostgres = [
  'tests/delivery/**/*.test.ts',
  'tests/feed/poll.test.ts',
  'tests/ops/processes.test.ts',
  'tests/archive/{store,search}/**/*.test.ts',
  'tests/store/{keyv,memory}.test.ts',
  'tests/store/postgres/**/*.test.ts',
  'tests/commands/{visibility,commands}.test.ts',
  'tests/pipeline/**/*.test.ts',
]
/** They look at SQLite's own plans and files, or stop the clock that a connection needs. */
const ofSqlite = [
  'tests/delivery/{query-plans,attempt}.test.ts',
  'tests/pipeline/never.test.ts',
  'tests/archive/search/index.test.ts',
]
/** What asks nothing of a database that others do not ask as well. */
const alike = [
  'tests/archive/search/{postings,text-words}.test.ts',
  'tests/delivery/{next-state,work-loop}.test.ts',
  'tests/pipeline/{corrections,moved-site,one-name,other-languages}.test.ts',
]
/** Loops of kills and campaigns of faults, which take minutes each. */
const long = ['tests/long/**/*.test.ts']

const server = {
  exclude: hasPostgres() ? [...ofSqlite, ...alike] : ['**'],
  globalSetup: 'tests/postgres-setup.ts',
  isolate: false,
}

export default defineConfig({
  test: {
    // Two more than the cores of the smallest machine, because much of what starts real processes waits. `npm run test:unit` takes two.
    maxWorkers: 4,
    // For a machine that does much else meanwhile; no test waits for it.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: patience },
    globalSetup: 'tests/briefings-setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...integration, 'tests/store/postgres/**', ...browser, ...e2e, ...long],
          // Modules are loaded once per worker instead of once per file: most of the time went into that.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: integration,
          exclude: ['tests/store/postgres/**', ...browser],
          isolate: false,
          // As in the program, before anything loads discord.js: files of one worker share its modules.
          setupFiles: 'adapters/discord/connect/proxied-websocket.ts',
        },
      },
      { extends: true, test: { name: 'postgres', include: onPostgres, ...server } },
      { extends: true, test: { name: 'browser', include: browser } },
      { extends: true, test: { name: 'e2e', include: e2e, isolate: false } },
      { extends: true, test: { name: 'long', include: long } },
    ],
  },
})
