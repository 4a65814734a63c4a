import { countRebriefs } from '../archive/store/commentaries.ts'
import { budgetDay } from '../briefing/llm/budget.ts'
import { createRests } from '../briefing/llm/rest.ts'
import { createStoredBudget } from '../briefing/llm/store-budget.ts'
import { createModelCache } from '../briefing/model-cache.ts'
import { baseUrlOf, judgeOf, type Model, serverOf } from '../briefing/model.ts'
import type { Db } from '../store/connection.ts'
import type { ModelStatus } from './port.ts'

/** What the model cost today, whether its server is left alone, and how many briefings wait for it. */
export const readModelStatus = async (db: Db, model: Model, now: Date): Promise<ModelStatus> => {
  const baseUrl = baseUrlOf(model)
  const rest = await createRests(
    createModelCache(db, () => now),
    baseUrl,
    () => now,
  ).current()
  return {
    name: model.name,
    server: serverOf(baseUrl),
    judge: judgeOf(model) ?? 'off',
    tokensToday: await createStoredBudget(db).spent(budgetDay(now)),
    dailyTokens: model.dailyTokens,
    resting: rest && { until: new Date(rest.until), why: rest.why },
    rebriefs: await countRebriefs(db),
  }
}
