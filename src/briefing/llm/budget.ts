/** Tokens spent by calendar day (UTC, `YYYY-MM-DD`). */
export type TokenBudget = {
  spent(day: string): Promise<number>
  /** Adds `tokens`, which may be negative, atomically, and returns the new sum. */
  add(day: string, tokens: number): Promise<number>
}

/** The day to which an instant is charged. */
export const budgetDay = (at: Date): string => at.toISOString().slice(0, 10)

/** A budget in memory: for a single run from the command line, and for tests. */
export const createMemoryBudget = (): TokenBudget => {
  const days = new Map<string, number>()
  return {
    spent: async (day) => days.get(day) ?? 0,
    async add(day, tokens) {
      const sum = (days.get(day) ?? 0) + tokens
      days.set(day, sum)
      return sum
    },
  }
}

/** Tokens reserved for a request; `settle` replaces them by what it cost. */
export type Reservation = { settle(tokens: number): Promise<void> }

/**
 * Reserves tokens before they are spent, so that parallel requests cannot exceed the limit together.
 * @returns undefined if they exceed what is left of the day.
 */
export const reserve = async (
  budget: TokenBudget,
  dailyTokens: number,
  day: string,
  tokens: number,
): Promise<Reservation | undefined> => {
  const sum = await budget.add(day, tokens)
  if (sum > dailyTokens) {
    await budget.add(day, -tokens)
    return undefined
  }
  return {
    async settle(actual) {
      if (actual !== tokens) await budget.add(day, actual - tokens)
    },
  }
}
