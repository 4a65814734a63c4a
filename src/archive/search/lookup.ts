import type { Query } from '../query/tree.ts'
import type { ArchiveSpan } from '../store/counts.ts'
import type { CurrentIndex } from './index-of.ts'

type Limits = Pick<Query, 'since' | 'until'>
type Page = { readonly limit: number; readonly offset: number }

const numbersIn = (json: string | undefined): number[] => (json === undefined ? [] : (JSON.parse(json) as number[]))

/** By number, 1 for each commentary that was published between the dates, both inclusive. */
export const numbersInDates = (index: CurrentIndex, { since, until }: Limits): Uint8Array => {
  const [row] = index.all<{ numbers: string }>(
    'select json_group_array(number) as numbers from docs where published >= ? and published <= ?',
    since ?? '',
    until ?? '9999-12-31',
  )
  const marked = new Uint8Array(index.lengths.length)
  for (const number of numbersIn(row?.numbers)) marked[number] = 1
  return marked
}

/** One page of these commentaries, newest first unless the oldest are asked for; those without a date last. */
export const inDateOrder = (
  index: CurrentIndex,
  numbers: readonly number[],
  sort: Query['sort'],
  { limit, offset }: Page,
): number[] => {
  const way = sort === 'oldest' ? 'asc' : 'desc'
  return index
    .all<{ number: number }>(
      `select number from docs where number in (select value from json_each(?))
        order by published ${way} nulls last, id ${way} limit ? offset ?`,
      JSON.stringify(numbers),
      limit,
      offset,
    )
    .map(({ number }) => number)
}

/** The number of commentaries in the index, and the dates between which they were published. */
export const spanOf = (index: CurrentIndex): ArchiveSpan => {
  const [row] = index.all<{ oldest: string | null; newest: string | null }>(
    'select min(published) as oldest, max(published) as newest from docs',
  )
  return { commentaries: index.docs, oldest: row?.oldest ?? undefined, newest: row?.newest ?? undefined }
}
