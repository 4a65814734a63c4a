import { pino } from 'pino'

export type Log = pino.Logger

/** Names whose values never reach a log, at any depth that we log. */
const secrets = ['token', 'authorization', 'apiKey', 'secret', 'password', 'encryptionKey', 'databaseUrl']

/** The program's logger: JSON lines on standard error, secrets redacted, so that standard output stays for people. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  )
