import { countRebriefs } from '../archive/store/briefings.ts'
import { createLastTry } from '../briefing/llm/last-try.ts'
import { budgetDay, createStoredBudget } from '../model/budget.ts'
import { createCircuitBreaker } from '../model/circuit-breaker.ts'
import { baseUrlOf, judgeOf, type Model, modelCache, serverOf } from '../model/port.ts'
import type { Db } from '../store/connection.ts'
import type { Caches } from '../store/port.ts'
import type { ModelStatus, Trouble } from './port.ts'

/** The model's use today, whether its circuit breaker is open, and how many briefings wait for it. */
export const readModelStatus = async (db: Db, caches: Caches, model: Model, now: Date): Promise<ModelStatus> => {
  const baseUrl = baseUrlOf(model)
  const cache = modelCache(caches)
  const circuit = await createCircuitBreaker(cache, baseUrl, () => now).current()
  return {
    name: model.name,
    server: serverOf(baseUrl),
    judge: judgeOf(model) ?? 'off',
    tokensToday: await createStoredBudget(db).spent(budgetDay(now)),
    dailyTokens: model.dailyTokens,
    paused: circuit && { until: new Date(circuit.until), why: circuit.why },
    lastTry: await createLastTry(cache, baseUrl, model.name).read(),
    rebriefs: await countRebriefs(db),
  }
}

/** A model whose last briefings all failed. One failure may pass. */
export const modelTroubles = (model: ModelStatus | undefined): readonly Trouble[] =>
  model?.lastTry === undefined || model.lastTry.failures < 2
    ? []
    : [
        {
          code: 'model',
          detail: `the language model ${model.name} at ${model.server} fails (${model.lastTry.why}); the program chooses the claims meanwhile, and asks it again; npm run doctor asks the server`,
          isStopping: false,
        },
      ]
