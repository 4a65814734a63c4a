import { countRebriefs } from '../archive/store/briefings.ts'
import { budgetDay, createStoredBudget } from '../briefing/llm/budget.ts'
import { createCircuitBreaker } from '../briefing/llm/circuit-breaker.ts'
import { baseUrlOf, judgeOf, type Model, modelCache, serverOf } from '../briefing/model.ts'
import type { Db } from '../store/connection.ts'
import type { Caches } from '../store/port.ts'
import type { ModelStatus } from './port.ts'

/** The model's use today, whether its circuit breaker is open, and how many briefings wait for it. */
export const readModelStatus = async (db: Db, caches: Caches, model: Model, now: Date): Promise<ModelStatus> => {
  const baseUrl = baseUrlOf(model)
  const circuit = await createCircuitBreaker(modelCache(caches), baseUrl, () => now).current()
  return {
    name: model.name,
    server: serverOf(baseUrl),
    judge: judgeOf(model) ?? 'off',
    tokensToday: await createStoredBudget(db).spent(budgetDay(now)),
    dailyTokens: model.dailyTokens,
    paused: circuit && { until: new Date(circuit.until), why: circuit.why },
    rebriefs: await countRebriefs(db),
  }
}
