// Whether the program of this container answers. Plain JavaScript, so that it starts at once.
const port = process.env.PORT?.trim() || '3000'
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(5000) }).catch(
  () => undefined,
)
process.exit(answer?.ok === true ? 0 : 1)
