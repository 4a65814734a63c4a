import type { Db } from '../store/connection.ts'

/** Tokens spent by calendar day (UTC, `YYYY-MM-DD`). */
export type TokenBudget = {
  spent(day: string): Promise<number>
  /** Adds `tokens`, which may be negative, atomically, and returns the new sum. */
  add(day: string, tokens: number): Promise<number>
}

/** The day to which an instant is charged. */
export const budgetDay = (at: Date): string => at.toISOString().slice(0, 10)

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

/**
 * Reserves tokens before they are spent, so that parallel requests cannot exceed the limit together.
 * @returns a function that replaces the reserved tokens by what was spent; undefined if they exceed what is left of the
 *   day.
 */
export const reserve = async (
  budget: TokenBudget,
  dailyTokens: number,
  day: string,
  tokens: number,
): Promise<((spent: number) => Promise<unknown>) | undefined> => {
  const settle = async (spent: number) => budget.add(day, spent - tokens)
  if ((await budget.add(day, tokens)) <= dailyTokens) return settle
  await settle(0)
  return undefined
}

/** Measured over English commentaries with the o200k vocabulary: 1.243 tokens a word; a little more, to be safe. */
const tokensPerWord = 1.25
/** English has about five characters a token; scripts without spaces have one or two, which words would not show. */
const charactersPerToken = 5

/** About how many tokens a text costs, rather too many than too few. */
export const estimateTokens = (text: string): number => {
  const plain = text.replaceAll(/[^\p{ASCII}]/gu, '').length
  const words = text.split(/\s+/u).length * tokensPerWord
  return Math.ceil(Math.max(words, plain / charactersPerToken + (text.length - plain)))
}
