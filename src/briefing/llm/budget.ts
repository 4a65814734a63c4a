/** Tokens spent by calendar day (UTC, `YYYY-MM-DD`). */
export type TokenBudget = {
  spent(day: string): Promise<number>
  /** Adds `tokens`, which may be negative, in one step, and gives the new sum. */
  add(day: string, tokens: number): Promise<number>
}

/** The day on which an instant is charged. */
export const budgetDay = (at: Date): string => at.toISOString().slice(0, 10)

/** A budget that lives as long as the process: for a single run from the command line, and for tests. */
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

/** Tokens set aside for a request under way; `settle` puts what it cost in their place. */
export type Reservation = { settle(tokens: number): Promise<void> }

/**
 * Sets tokens aside before they are spent, so that requests side by side cannot pass the limit together.
 * @returns undefined when they would not fit into what is left of the day.
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
