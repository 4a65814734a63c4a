import type { Keyv } from 'keyv'
import type { Db } from '../store/connection.ts'
import { createKeyv } from '../store/keyv.ts'

/** Where answers, rests and abilities of model servers are kept: in the application's own database. */
export const createModelCache = (db: Db, now: () => Date): Keyv<unknown> =>
  createKeyv(db, 'model', () => now().getTime())
