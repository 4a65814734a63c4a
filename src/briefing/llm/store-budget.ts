import { sql } from 'kysely'
import type { Db } from '../../store/connection.ts'
import type { TokenBudget } from './budget.ts'

/** The daily sums in the table `token_budget(day text primary key, tokens integer not null)`, shared by all processes. */
export const createStoredBudget = (db: Db): TokenBudget => ({
  async spent(day) {
    const { rows } = await sql<{ tokens: number }>`select tokens from token_budget where day = ${day}`.execute(db)
    return rows[0]?.tokens ?? 0
  },
  async add(day, tokens) {
    const { rows } = await sql<{ tokens: number }>`insert into token_budget (day, tokens) values (${day}, ${tokens})
      on conflict (day) do update set tokens = token_budget.tokens + excluded.tokens returning tokens`.execute(db)
    return rows[0]?.tokens ?? 0
  },
})
