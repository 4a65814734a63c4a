import type { Cached, Caches } from '../store/port.ts'

/** Where answers, rests and abilities of model servers are kept. */
export const modelCache = (caches: Caches): Cached<unknown> => caches.of(modelKind)

/** Forgets all that models answered: it is asked for again. */
export const forgetModelAnswers = (caches: Caches): Promise<void> => caches.clear(modelKind)

const modelKind = 'model'
