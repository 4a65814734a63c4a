/** Work under way, by key: who asks for the same meanwhile shares it. */
export type Flights<Value> = {
  share(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value>
}

type Flight<Value> = { readonly result: Promise<Value>; readonly stop: AbortController; passengers: number }

const abortOf = (signal: AbortSignal): { aborted: Promise<never>; forget: () => void } => {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  // Nobody waits for it any more once the work is done.
  promise.catch(() => undefined)
  return { aborted: promise, forget: () => signal.removeEventListener('abort', onAbort) }
}

/**
 * Lets callers share work. Each leaves with its own signal; the work is stopped when the last one has left.
 */
export const createFlights = <Value>(): Flights<Value> => {
  const flights = new Map<string, Flight<Value>>()

  const start = (key: string, work: (signal: AbortSignal) => Promise<Value>): Flight<Value> => {
    const stop = new AbortController()
    const result = work(stop.signal)
    const flight: Flight<Value> = { result, stop, passengers: 0 }
    flights.set(key, flight)
    const end = () => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    result.then(end, end)
    return flight
  }

  return {
    async share(key, signal, work) {
      signal.throwIfAborted()
      const flight = flights.get(key) ?? start(key, work)
      flight.passengers += 1
      const { aborted, forget } = abortOf(signal)
      try {
        return await Promise.race([flight.result, aborted])
      } finally {
        forget()
        flight.passengers -= 1
        if (flight.passengers === 0) {
          // Whoever comes now must not join what is being stopped.
          if (flights.get(key) === flight) flights.delete(key)
          flight.stop.abort()
        }
      }
    },
  }
}
