import type { TokenBudget } from '../../src/model/budget.ts'

/** A budget in memory. */
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
