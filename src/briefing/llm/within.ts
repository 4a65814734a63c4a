/** The result of `work`, or `otherwise` as soon as `signal` is aborted, whether the work reacts to the signal or not. */
export const within = async <Value>(work: Promise<Value>, otherwise: Value, signal: AbortSignal): Promise<Value> => {
  if (signal.aborted) return otherwise
  const { promise, resolve } = Promise.withResolvers<Value>()
  const stop = () => resolve(otherwise)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
