import { type DestinationStream, pino } from 'pino'
import { journeyFacts } from './trace.ts'

export type Log = pino.Logger

/** Names whose values never reach a log, at any depth that we log. */
const secrets = ['token', 'authorization', 'apiKey', 'secret', 'password', 'encryptionKey', 'databaseUrl']

/** Formats lines for a person at a terminal. */
const readableStream = async (): Promise<DestinationStream> => {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ destination: 2, sync: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', singleLine: true })
}

/**
 * The program's logger, on standard error, with secrets redacted: JSON lines for machines, readable lines for a
 * terminal. Standard output is only for results that a person asked for.
 */
export const createLog = async (level: string, isForPerson: boolean): Promise<Log> =>
  pino(
    {
      level,
      base: null,
      mixin: journeyFacts,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    isForPerson ? await readableStream() : pino.destination({ dest: 2, sync: true }),
  )
