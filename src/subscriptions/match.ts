import { matches, parseQuery } from '../archive/query.ts'
import { type Commentary } from '../archive/port.ts'
import type { Db } from '../store/connection.ts'
import { allSubscriptions, type Subscription } from './store.ts'

/** The subscriptions whose filter the commentary passes; an empty filter passes everything. */
export const matchingSubscriptions = async (db: Db, commentary: Commentary): Promise<Subscription[]> =>
  (await allSubscriptions(db)).filter(({ filter }) => filter === '' || matches(parseQuery(filter), commentary))
