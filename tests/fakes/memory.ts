import type { Memory } from '../../src/store/port.ts'

/** A memory that lasts as long as the test. */
export const createTestMemory = (now: () => number = Date.now): Memory & { readonly ids: () => readonly string[] } => {
  const kept = new Map<string, { readonly value: string; readonly until: number }>()
  const at = (id: string): string | undefined => {
    const found = kept.get(id)
    return found !== undefined && found.until > now() ? found.value : undefined
  }
  return {
    ids: () => [...kept.keys()],
    async add(id, value, ttlMs) {
      if (at(id) !== undefined) return false
      kept.set(id, { value, until: now() + ttlMs })
      return true
    },
    get: async (id) => at(id),
    async delete(id) {
      kept.delete(id)
    },
  }
}
