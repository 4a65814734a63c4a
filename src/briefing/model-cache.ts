import type { Cached, Caches } from '../store/port.ts'

/** The cache for answers of model servers, their capabilities, and open circuits. */
export const modelCache = (caches: Caches): Cached<unknown> => caches.of(modelKind)

/** Deletes all answers of models, which are then asked again. */
export const forgetModelAnswers = (caches: Caches): Promise<void> => caches.clear(modelKind)

const modelKind = 'model'
