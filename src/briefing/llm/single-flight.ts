import { within } from './within.ts'

/** Callers with the same key share one run of the work. */
export type SingleFlight<Value> = {
  share(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value>
}

type Call<Value> = { readonly result: Promise<Value>; readonly stop: AbortController; callers: number }

/** Each caller leaves with its own signal; the work is aborted when the last one has left. */
export const createSingleFlight = <Value>(): SingleFlight<Value> => {
  const running = new Map<string, Call<Value>>()

  const start = (key: string, work: (signal: AbortSignal) => Promise<Value>): Call<Value> => {
    const stop = new AbortController()
    const result = work(stop.signal)
    const call: Call<Value> = { result, stop, callers: 0 }
    running.set(key, call)
    const end = () => {
      if (running.get(key) === call) running.delete(key)
    }
    result.then(end, end)
    return call
  }

  return {
    async share(key, signal, work) {
      signal.throwIfAborted()
      const call = running.get(key) ?? start(key, work)
      call.callers += 1
      try {
        const result = await within(call.result, undefined, signal)
        signal.throwIfAborted()
        return result ?? call.result
      } finally {
        call.callers -= 1
        if (call.callers === 0) {
          // A new caller must not join work that is being aborted.
          if (running.get(key) === call) running.delete(key)
          call.stop.abort()
        }
      }
    },
  }
}
