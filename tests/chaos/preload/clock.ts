// Gives a process the clock of `CHAOS_CLOCK`. Loaded with --import before the program, which does not notice.
import { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import timerPromises from 'node:timers/promises'
import { promisify } from 'node:util'
import { type ClockSettings, realMs } from '../clock.ts'

const { startedAt, speed, jumpFile } = JSON.parse(process.env['CHAOS_CLOCK'] ?? '{}') as ClockSettings

const RealDate = Date
const realNow = Date.now
const real = { setTimeout, setInterval, performanceNow: performance.now.bind(performance) }
const realWait = timerPromises.setTimeout
const realAbort = AbortSignal.timeout.bind(AbortSignal)

let jumped = 0
const readJump = (): void => {
  const text = readFileSync(jumpFile, 'utf8')
  if (text !== '') jumped = Number(text)
}
readJump()
real.setInterval(readJump, 20).unref()

const now = (): number => Math.floor(startedAt + (realNow() - startedAt) * speed + jumped)

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
// The monotonic clock is as fast, but does not jump.
performance.now = () => real.performanceNow() * speed

type Timer = (run: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => NodeJS.Timeout

const scaled = (ms = 0): number => Math.max(realMs(ms, speed), 1)
const faster =
  (timer: Timer): Timer =>
  (run, ms, ...values) =>
    timer(run, scaled(ms), ...values)
const fastWait = <Value>(ms?: number, value?: Value, options?: object) => realWait(scaled(ms), value, options)

const fastTimeout = Object.assign(faster(real.setTimeout as Timer), { [promisify.custom]: fastWait })
const fastInterval = faster(real.setInterval)
Object.assign(globalThis, { setTimeout: fastTimeout, setInterval: fastInterval })
Object.assign(timers, { setTimeout: fastTimeout, setInterval: fastInterval })
Object.assign(timerPromises, { setTimeout: fastWait })
AbortSignal.timeout = (ms) => realAbort(Math.ceil(scaled(ms)))
syncBuiltinESMExports()
