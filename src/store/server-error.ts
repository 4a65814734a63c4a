type Sentence = readonly [problem: string, fix: string]
type Explanation = (name: string, text: string) => Sentence

const unreachable: Explanation = (name, text) => [
  `${name} cannot be reached: ${text}`,
  'check the host and the port, and that the server runs and accepts this machine',
]
const unknownName: Explanation = (name, text) => [
  `${name} cannot be reached: ${text}`,
  'check the spelling of its host, and the network of this machine',
]
const refused: Explanation = (name) => [
  `${name} does not accept this user or password`,
  'check both in its address; a sign such as @ or / in a password is written as %40 or %2F',
]
const busy: Explanation = (name, text) => [
  `${name} accepts no connection now: ${text}`,
  'wait, or raise max_connections',
]
const forbidden: Explanation = (name, text) => [
  `${name} does not let this user make or change tables: ${text}`,
  'make the user the owner of the database: alter database … owner to …',
]

/** By PostgreSQL's code (https://www.postgresql.org/docs/current/errcodes-appendix.html), or the system's. */
const explanations: Readonly<Record<string, Explanation>> = {
  '28000': refused,
  '28P01': refused,
  '3D000': (name) => [
    `${name} does not exist on the server`,
    'make it: createdb with the name that its address ends in',
  ],
  '42501': forbidden,
  '25006': (name) => [`${name} may only be read`, 'name the primary server, not a copy that follows it'],
  '53100': (name) => [`${name} cannot be written: the disk of the server is full`, 'free some space on it'],
  '53300': busy,
  '57P01': unreachable,
  '57P02': unreachable,
  '57P03': busy,
  '57P05': (name) => [
    `${name} ended the connection, because this process sent nothing for half a minute`,
    'see what stopped it or used its processor; it continues by itself',
  ],
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND: unknownName,
  EAI_AGAIN: unknownName,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EPIPE: unreachable,
}

/** Faults that pass, for instance when the server restarts. */
const passing = new Set<Explanation>([unreachable, unknownName, busy])

/** Messages of `pg` without a code. */
const lostWords = /timeout expired|read timeout|connection timeout|connection terminated|not queryable/iu

const textOf = (error: Error): string => (error.message === '' && 'code' in error ? String(error.code) : error.message)

const explanationOf = (error: Error): Explanation | undefined => {
  if ('code' in error && typeof error.code === 'string') return explanations[error.code]
  return lostWords.test(textOf(error)) ? unreachable : undefined
}

/** What is wrong with the server, and what to do; undefined for an error of another kind. */
export const serverTrouble = (name: string, error: unknown): Sentence | undefined => {
  if (!(error instanceof Error)) return undefined
  return explanationOf(error)?.(name, textOf(error))
}

/** Whether the server cannot be reached or does not accept connections now, which no setting of ours changes. */
export const isServerUnreachable = (error: unknown): boolean => {
  const explanation = error instanceof Error ? explanationOf(error) : undefined
  return explanation !== undefined && passing.has(explanation)
}
