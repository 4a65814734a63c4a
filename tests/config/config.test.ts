import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { environmentNames, readConfig } from '../../src/config/config.ts'
import { ConfigError, mistakeLine } from '../../src/errors.ts'

const botToken = 'xoxb-100000000000-200000000000-abcdefghijkl'
const appToken = 'xapp-1-A0000000000-300000000000-abcdefghijkl'
const discordToken = 'MTAwMDAwMDAwMDAwMDAwMDAw.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789ab'
const hex32 = '0123456789abcdef0123456789abcdef'
const clientId = '100000000000.200000000000'

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

describe('the environment', () => {
  test('may be empty: every name has a default', () => {
    expect(readConfig({})).toEqual({
      feedUrls: undefined,
      pollCron: '*/30 * * * *',
      databasePath: './data/rsis.db',
      searchFolder: './data',
      host: '127.0.0.1',
      port: 3000,
      allowPrivateFeeds: false,
      linkAndSynopsisOnly: false,
      oaiUrl: 'https://dr.ntu.edu.sg/server/oai/request',
      captureFilesUrl: 'https://data.commoncrawl.org/',
      proxies: {},
      model: undefined,
      logLevel: 'info',
      warnings: [],
    })
  })

  test('treats an empty value as unset, whatever the name', () => {
    const empty = Object.fromEntries(environmentNames.map((name) => [name, ' ']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  test('names proxies in capitals or small letters, with or without http://, and knows other programs’ names', () => {
    const env = {
      https_proxy: 'proxy.example:3128',
      HTTP_PROXY: 'http://u:p@b.example:80',
      no_proxy: '.a.example',
      FTP_PROXY: 'x',
    }
    expect(readConfig(env).proxies).toEqual({
      https: 'http://proxy.example:3128',
      http: 'http://u:p@b.example:80',
      except: '.a.example',
    })
    expect(problemsOf({ HTTPS_PROXY: 'socks5://proxy.example' })).toEqual([expect.stringMatching(/SOCKS/u)])
  })

  test('is read as it is given', () => {
    const config = readConfig({
      FEED_URLS: 'https://a.example/feed, http://b.example/rss',
      POLL_CRON: '*/10 * * * *',
      DATABASE_URL: 'file:/var/lib/rsis.db',
      HOST: '0.0.0.0',
      PORT: '8080',
      ALLOW_PRIVATE_FEEDS: 'true',
      LOG_LEVEL: 'debug',
    })
    expect(config).toMatchObject({
      feedUrls: ['https://a.example/feed', 'http://b.example/rss'],
      pollCron: '*/10 * * * *',
      databasePath: '/var/lib/rsis.db',
      host: '0.0.0.0',
      port: 8080,
      allowPrivateFeeds: true,
      logLevel: 'debug',
    })
  })

  const wrong: readonly [name: string, value: string, says: RegExp][] = [
    ['FEED_URLS', ',,', /no address in it; unset it/u],
    ['FEED_URLS', 'https://a.example/feed,foo,https://c.example/', /address 2 of 3 is not an http\(s\) address/u],
    ['FEED_URLS', 'https://a.example/feed https://b.example/feed', /has white space in it; put commas between/u],
    ['FEED_URLS', 'https://c.example/,https://a.example/\nhttps://b.example/', /address 2 of 2 has white space/u],
    ['FEED_URLS', 'http://', /not an http\(s\) address/u],
    ['FEED_URLS', 'file:///etc/passwd', /not an http\(s\) address; e\.g\. https:/u],
    ['FEED_URLS', 'https://user:secret@a.example/', /remove user and password/u],
    ['POLL_CRON', 'every day', /not a cron expression; .* e\.g\. \*\/10/u],
    ['POLL_CRON', '60 * * * *', /not a cron expression/u],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x', /must be a file: or postgres:\/\/ address; e\.g\. file:/u],
    ['DATABASE_URL', 'postgres://u:hunter2@db', /names no database; add its name/u],
    ['DATABASE_URL', 'postgresql://u:hunter2@db/a/b', /names no database/u],
    ['DATABASE_URL', 'postgres:rsis', /is not the address of a PostgreSQL server/u],
    ['DATABASE_URL', 'postgres://u:hunter#2@db/x', /write @, \/ or # in a password as %40/u],
    ['DATABASE_URL', 'file:', /must be a file: or postgres:\/\/ address/u],
    ['DATABASE_URL', 'file:./%zz.db', /has a % that does not begin the code of a character; write %25/u],
    ['DATABASE_URL', 'file:./100%.db', /write %25 for a percent sign/u],
    ['DATABASE_URL', 'file:./a%00.db', /code %00; remove it/u],
    ['DATABASE_URL', 'file:./data/', /names a folder; add the name of a file/u],
    ['KEYV_URL', 'memcached://u:hunter2@cache', /not the address of a Redis or PostgreSQL server; e\.g\. redis:/u],
    ['KEYV_URL', 'redis:hunter2', /not the address of a Redis or PostgreSQL server/u],
    ['KEYV_URL', 'redis://:hunter2@cache/name', /names no database of Redis, which is a number/u],
    ['KEYV_URL', 'postgres://u:hunter2@db', /names no database; add its name/u],
    ['SLACK_BOT_TOKEN', 'xapp-1', /looks like the other Slack token; swap them/u],
    ['SLACK_APP_TOKEN', 'xoxb-1', /looks like the other Slack token; swap them/u],
    ['SLACK_BOT_TOKEN', ' xoxb-1', /white space around it/u],
    ['SLACK_BOT_TOKEN', 'hunter2', /does not begin with xoxb-/u],
    ['DISCORD_TOKEN', 'Bot a.b.c', /leave that word out/u],
    ['DISCORD_TOKEN', 'hunter2', /three parts with dots/u],
    ['DISCORD_SHARDS', 'many', /not a number from 1/u],
    ['OPENAI_BASE_URL', 'localhost', /not an http\(s\) address/u],
    ['OPENAI_BASE_URL', 'https://user:hunter2@models.example/v1', /remove them and set OPENAI_API_KEY/u],
    ['OPENAI_MODEL', 'gpt', /no server; set OPENAI_API_KEY, or OPENAI_BASE_URL/u],
    ['OPENAI_DAILY_TOKENS', '-1', /not a number from 0/u],
    ['OPENAI_TIMEOUT_SECONDS', '0', /not a number from 1 to 600; e\.g\. 30/u],
    ['OPENAI_MAX_RETRIES', '9', /not a number from 0 to 5/u],
    ['PUBLIC_URL', 'briefing', /not an http\(s\) address/u],
    ['PUBLIC_URL', 'http://', /not an http\(s\) address/u],
    ['PUBLIC_URL', 'https:///path', /not an http\(s\) address/u],
    ['PUBLIC_URL', 'https:briefing.example', /not an http\(s\) address/u],
    ['WEB_PASSWORD', 'abc', /has 3 characters; at least 16 are needed: make one with: openssl rand -base64 24$/u],
    ['SLACK_STATE_SECRET', 'a', /has 1 character; at least 16 are needed: make one with: openssl rand -base64 24$/u],
    ['SLACK_STATE_SECRET', 'x'.repeat(40), /repeats a few characters and can be guessed/u],
    ['PORT', '"3000"', /quotation marks around it, which docker --env-file keeps; remove them/u],
    ['LOG_LEVEL', "'debug'", /quotation marks around it/u],
    ['POLL_CRON', '*/10 * * * * # every ten minutes', /comment after it.*; put the comment on a line of its own/u],
    ['DISCORD_TOKEN', '${TOKEN}', /was not replaced; write the value itself/u],
    ['PORT', '3000\r', /white space around it/u],
    ['PORT', '99999', /“99999” is not a number from 0 to 65535; e\.g\. 3000/u],
    ['PORT', 'abc', /not a number/u],
    ['ALLOW_PRIVATE_FEEDS', 'yes', /not one of true, false/u],
    ['LINK_AND_SYNOPSIS_ONLY', 'on', /not one of true, false/u],
    ['ENCRYPTION_KEY', Buffer.alloc(32).toString('base64'), /repeats a few bytes and can be guessed; make one/u],
    ['ENCRYPTION_KEY', Buffer.alloc(32, 'ab').toString('base64'), /repeats a few bytes and can be guessed/u],
    ['ENCRYPTION_KEY', `${randomBytes(32).toString('base64')},AAAA`, /^ENCRYPTION_KEY: key 2 of 2 is not 32 bytes/u],
    ['ENCRYPTION_KEY', 'AAAA', /32 bytes in base64; make one with: openssl/u],
    ['LOG_LEVEL', 'verbose', /not one of trace, debug, info/u],
  ]
  test.each(wrong)('%s=%s is reported in one line with its fix', (name, value, says) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name}: `, 'u'))
    expect(problems[0]).toMatch(says)
  })

  test.each([
    ['http://models.example/v1', 'sk-hunter2', /^OPENAI_BASE_URL: would send OPENAI_API_KEY .*use https/u],
    ['http://10.0.0.5:11434/v1', 'sk-hunter2', /use https, or leave the key out/u],
  ])('a key never travels unencrypted: %s is refused with one', (baseUrl, key, says) => {
    const problems = problemsOf({ OPENAI_MODEL: 'm', OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key })
    expect(problems).toEqual([expect.stringMatching(says)])
    expect(problems[0]).not.toContain('hunter2')
    expect(problemsOf({ OPENAI_MODEL: 'm', OPENAI_BASE_URL: baseUrl })).toEqual([])
  })

  test.each([
    'http://127.0.0.1:11434/v1',
    'http://localhost:11434/v1',
    'http://[::1]:8000/v1',
    'https://models.example/v1',
  ])('a model is read with its server %s and its limits', (baseUrl) => {
    const { model } = readConfig({
      OPENAI_MODEL: 'm',
      OPENAI_BASE_URL: baseUrl,
      OPENAI_API_KEY: 'k',
      OPENAI_JUDGE_MODEL: 'off',
    })
    const limits = { dailyTokens: 200_000, timeoutMs: 30_000, retries: 2, readsCommands: false }
    expect(model).toEqual({ name: 'm', apiKey: 'k', baseUrl, judge: 'off', ...limits })
  })

  test('a key without a model is reported, because it has no effect', () => {
    expect(readConfig({ OPENAI_API_KEY: 'k' })).toMatchObject({
      model: undefined,
      warnings: [{ field: 'OPENAI_MODEL', problem: expect.stringMatching(/^is not set/u) }],
    })
  })

  test('never repeats a secret in a problem', () => {
    const text = problemsOf({
      SLACK_BOT_TOKEN: 'hunter2',
      DISCORD_TOKEN: 'hunter2',
      ENCRYPTION_KEY: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      FEED_URLS: 'https://user:hunter2@a.example/',
    }).join('\n')
    expect(text.split('\n')).toHaveLength(5)
    expect(text).not.toContain('hunter2')
  })

  const wholeSecrets = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: hex32,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: hex32,
    DISCORD_TOKEN: discordToken,
    OPENAI_API_KEY: 'sk-proj-abcdefghijklmnop',
  }

  describe.each(Object.entries(wholeSecrets))('%s', (name, whole) => {
    test.each([
      ['an ellipsis', `${whole.slice(0, 5)}…`, /placeholder/u],
      ['three dots', `${whole}...`, /placeholder/u],
      ['stars', `${whole.slice(0, 5)}*****`, /placeholder/u],
      ['a name in angle brackets', '<token>', /placeholder/u],
      ['“your …”', `${whole.slice(0, 5)}your-token`, /placeholder/u],
      ['“your …” in capitals', 'YOUR_TOKEN_HERE', /placeholder/u],
      ['a row of x', `${whole.slice(0, 5)}xxxxxxxx`, /placeholder/u],
      ['“change me”', 'changeme', /placeholder/u],
      ['an open quotation mark', `"${whole}`, /quotation mark that is not closed; remove it/u],
      ['a closing quotation mark', `${whole}"`, /quotation mark in it/u],
      ['curly quotation marks', `“${whole}”`, /quotation mark in it/u],
      ['a space', `${whole.slice(0, 8)} ${whole.slice(8)}`, /white space in it/u],
      ['a line feed', `${whole.slice(0, 8)}\n${whole.slice(8)}`, /white space in it/u],
      ['a non-breaking space', `${whole.slice(0, 8)}\u00A0${whole.slice(8)}`, /white space in it/u],
      ['a dash that a word processor made', whole.replace(/-|\.|4/u, '–'), /no token has/u],
      ['a zero-width space', `${whole}\u200B`, /no token has/u],
      ['an umlaut', `${whole}ü`, /no token has/u],
    ])('is refused with %s in it, in one line that does not repeat it', (_what, text, says) => {
      const [first, ...more] = problemsOf({ [name]: text })
      expect(more).toEqual([])
      expect(first).toMatch(new RegExp(`^${name}: [^;]+; .`, 'u'))
      expect(first).toMatch(says)
      expect(first).not.toContain(text)
    })
  })

  test.each(Object.keys(wholeSecrets).filter((name) => !name.startsWith('OPENAI')))(
    '%s cut off is refused, but not where another server than the platform’s makes the tokens',
    (name) => {
      const text = wholeSecrets[name as keyof typeof wholeSecrets]
      const short = name === 'DISCORD_TOKEN' ? 'a.b.c' : text.slice(0, 10)
      const cut = expect.stringMatching(
        new RegExp(`^${name}: has \\d+ of at least \\d+ characters; copy all of it`, 'u'),
      )
      expect(problemsOf({ [name]: short })).toContainEqual(cut)
      const own = { SLACK_API_URL: 'http://127.0.0.1:1/api/', DISCORD_API_URL: 'http://127.0.0.1:1/api' }
      expect(problemsOf({ ...own, [name]: short })).not.toContainEqual(cut)
    },
  )

  test('a placeholder is not accepted as the page’s password or as a state secret', () => {
    for (const name of ['WEB_PASSWORD', 'SLACK_STATE_SECRET'])
      expect(problemsOf({ [name]: 'your-long-password-here' })).toEqual([expect.stringMatching(/placeholder/u)])
  })

  test('every value that .env.example and the documents show for a token is refused or empty', () => {
    const texts = ['.env.example', 'docs/slack.md', 'docs/discord.md'].map((path) =>
      readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'),
    )
    const shown = texts.flatMap((text) => [...text.matchAll(/^\s*(?:# |echo ')?((?:SLACK|DISCORD)_\w+)=([^\s']+)/gmu)])
    const values = shown.filter(([, name = '']) => name in wholeSecrets)
    expect(values.length).toBeGreaterThan(3)
    for (const [, name = '', value = ''] of values) {
      expect(problemsOf({ [name]: value }).join('\n'), `${name}=${value}`).toMatch(/placeholder|three parts/u)
    }
  })

  test('an empty value counts as unset: compose files pass unset variables as empty texts', () => {
    for (const empty of ['', '  ']) {
      const env = Object.fromEntries(environmentNames.map((name) => [name, empty]))
      expect(readConfig(env)).toEqual(readConfig({}))
    }
  })

  test('a percent code in the path of the database is read', () => {
    const server = 'postgres://rsis:hunter%402@db.example.org:5433/rsis?sslmode=require'
    expect(readConfig({ DATABASE_URL: server }).databasePath).toBe(server)
    expect(readConfig({ DATABASE_URL: 'file:./my%20data/100%25.db' }).databasePath).toBe('./my data/100%.db')
  })

  test.each(['a b', 'foo', '999.1.1.1', '127.0.0', '[::1]', 'http://127.0.0.1', '127.0.0.1:3000'])(
    'the page cannot listen on %s, and that is said with the other problems',
    (host) =>
      expect(problemsOf({ HOST: host, PORT: 'x' })).toEqual([
        expect.stringMatching(/^HOST: is not an address or name of this machine; 127/u),
        expect.stringMatching(/^PORT: /u),
      ]),
  )

  test.each(['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost', '10.0.0.7', 'brief.example.org', hostname()])(
    'the page may listen on %s',
    (host) => expect(readConfig({ HOST: host }).host).toBe(host),
  )

  test('a feed that is named twice is polled once', () => {
    const feeds = 'https://a.example/feed, https://A.example/feed,https://b.example/feed'
    expect(readConfig({ FEED_URLS: feeds }).feedUrls).toEqual(['https://a.example/feed', 'https://b.example/feed'])
  })

  test('is reported all at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y', POLL_CRON: 'z' })).toHaveLength(3)
  })

  const warningsOf = (env: Record<string, string>): string[] => readConfig(env).warnings.map(mistakeLine)

  test.each([
    ['SLACK_APP_TOKE', 'SLACK_APP_TOKEN'],
    ['OPENAI_MODLE', 'OPENAI_MODEL'],
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN or SLACK_APP_TOKEN'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['OPENAI_KEY', 'OPENAI_API_KEY'],
  ])('the name %s is not refused, because another program may read it, and %s is suggested', (name, meant) => {
    expect(warningsOf({ [name]: 'x' })).toEqual([`${name}: is not a setting of rsis-brief; did you mean ${meant}?`])
  })

  const password = 'wK9vR2mQ7tZ4pL6x'
  const [needsPassword, needsAddress] = [
    /set WEB_PASSWORD to use the page$/u,
    /set PUBLIC_URL to the address that people/u,
  ]
  test.each([
    [{ HOST: '0.0.0.0', WEB_PASSWORD: password }, [needsAddress]],
    [{ HOST: '::', WEB_PASSWORD: password }, [needsAddress]],
    [{ HOST: '10.0.0.7', WEB_PASSWORD: password, PUBLIC_URL: 'http://localhost:3000' }, [needsAddress]],
    [{ HOST: '0.0.0.0' }, [needsPassword, needsAddress]],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'http://10.0.0.7:3000' }, [needsPassword]],
    [{ PUBLIC_URL: 'https://brief.example.org' }, [needsPassword]],
    [{ HOST: '0.0.0.0', WEB_PASSWORD: password, PUBLIC_URL: 'http://10.0.0.7:3000' }, []],
    [{ HOST: '127.0.0.1', WEB_PASSWORD: password }, []],
    [{ PUBLIC_URL: 'http://localhost:3000' }, []],
  ])('says what closes the page to other machines: %o', (env, says) => {
    expect(warningsOf(env)).toEqual(says.map((part) => expect.stringMatching(part)))
  })

  test('names of other programs give no warning', () => {
    const others = ['HOSTNAME', 'SHELL', 'COLORTERM', 'MODEL', 'TOKEN', 'DATABASE', 'BASE_URL', 'API_KEY', 'NO_COLOR']
    expect(warningsOf(Object.fromEntries(others.map((name) => [name, 'x'])))).toEqual([])
    expect(warningsOf({ DATABASE_URL: 'file:x', DATABASE_URI: 'y', DATABASE_URLS: 'z' })).toEqual([])
    expect(warningsOf({ OTEL_EXPORTER_OTLP_HEADERS: 'x', ALL_PROXY: 'x', ftp_proxy: 'x', SECOND_PORT: '1' })).toEqual(
      [],
    )
  })

  test.each([
    [
      { SLACK_BOT_TOKEN: botToken },
      ['SLACK_APP_TOKEN: is missing, although other Slack settings are set; Basic Information'],
    ],
    [{ SLACK_APP_TOKEN: appToken }, ['SLACK_BOT_TOKEN: is missing, although other Slack settings are set; OAuth']],
    [
      { SLACK_SIGNING_SECRET: hex32, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: hex32 },
      ['SLACK_STATE_SECRET: is missing', 'ENCRYPTION_KEY: is missing', 'PUBLIC_URL: is missing'],
    ],
    [
      { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: hex32 },
      ['SLACK_BOT_TOKEN: is for one workspace over Socket Mode'],
    ],
  ])('Slack needs all of one way, and says what is missing and where it is found: %o', (env, says) => {
    expect(problemsOf(env)).toEqual(says.map((part) => expect.stringContaining(part)))
  })

  test('Slack and Discord are read completely', () => {
    const one = readConfig({
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      DISCORD_TOKEN: discordToken,
      DISCORD_SHARDS: 'auto',
    })
    expect(one.slack).toEqual({ mode: 'socket', botToken, appToken, apiUrl: undefined })
    expect(one.discord).toEqual({ token: discordToken, apiUrl: undefined, shards: 'auto' })
    const encryptionKey = randomBytes(32).toString('base64')
    const many = readConfig({
      SLACK_SIGNING_SECRET: hex32,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: hex32,
      SLACK_STATE_SECRET: 'a state that nobody guesses',
      PUBLIC_URL: 'https://briefing.example',
      ENCRYPTION_KEY: encryptionKey,
    })
    expect(many.slack).toMatchObject({
      mode: 'http',
      clientId,
      publicUrl: 'https://briefing.example',
      encryptionKey,
    })
  })

  test('.env.example lists exactly the names that are read', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
    const named = [...example.matchAll(/^# ([A-Z][A-Z_]+)=/gmu)].map((match) => match[1])
    expect(new Set(named)).toEqual(new Set(environmentNames))
  })
})
