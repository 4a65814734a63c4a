import type { Db } from '../../store/connection.ts'
import type { TokenBudget } from './budget.ts'

/** The daily sums in the database, shared by all processes that use it. */
export const createStoredBudget = (db: Db): TokenBudget => ({
  async spent(day) {
    const row = await db.selectFrom('token_budget').select('tokens').where('day', '=', day).executeTakeFirst()
    return row?.tokens ?? 0
  },
  async add(day, tokens) {
    const { tokens: sum } = await db
      .insertInto('token_budget')
      .values({ day, tokens })
      .onConflict((conflict) =>
        conflict.column('day').doUpdateSet((set) => ({ tokens: set('token_budget.tokens', '+', tokens) })),
      )
      .returning('tokens')
      .executeTakeFirstOrThrow()
    return sum
  },
})
