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
