import { isTelling } from '../../commentary/topics.ts'
import type { Db } from '../../store/connection.ts'
import type { Query } from '../query/tree.ts'
import type { CurrentIndex } from './index-of.ts'
import { currentIndex } from './index-of.ts'
import { completeNumbers } from './rank.ts'

/** How many commentaries have a name, or are of a year. */
export type Count = { readonly name: string; readonly count: number }

/** Authors, topics, regions and years of the commentaries that match a query completely; the most frequent first. */
export type Facets = {
  readonly authors: readonly Count[]
  readonly topics: readonly Count[]
  readonly regions: readonly Count[]
  /** Such as `2020`, the oldest first; years without a commentary are left out. */
  readonly years: readonly Count[]
}

/** RSIS lists regions among its topics. Source: the country and region studies of rsis.edu.sg. */
const region =
  /^(?:africa|americas|central asia|east asia and asia pacific|europe|global|middle east and north africa(?: \(mena\))?|oceania|south asia|southeast asia and asean)$/iu

const countNames = (index: CurrentIndex, field: 'author' | 'topic', numbers: string): Count[] =>
  index.all<Count>(
    `select name, count(*) as count from names where field = ? and number in (select value from json_each(?))
      group by name order by count desc, name`,
    field,
    numbers,
  )

const countYears = (index: CurrentIndex, numbers: string): Count[] =>
  index.all<Count>(
    `select substr(published, 1, 4) as name, count(*) as count from docs
      where published is not null and number in (select value from json_each(?)) group by 1 order by 1`,
    numbers,
  )

/** The facets of the commentaries that match the query completely; without a query, of the archive. */
export const facetsOf = async (db: Db, query?: Query): Promise<Facets> => {
  const index = await currentIndex(db)
  const everything = (): number[] => [...index.present.keys()].filter((number) => index.present[number] === 1)
  const numbers = JSON.stringify(query === undefined ? everything() : completeNumbers(index, query))
  const topics = countNames(index, 'topic', numbers).filter(({ name }) => isTelling(name))
  return {
    authors: countNames(index, 'author', numbers),
    topics: topics.filter(({ name }) => !region.test(name)),
    regions: topics.filter(({ name }) => region.test(name)),
    years: countYears(index, numbers),
  }
}
