import { AsyncLocalStorage } from 'node:async_hooks'

/** What can be followed: a commentary's journey stage by stage, and what goes on beside it. */
export type Stage = 'poll' | 'read' | 'brief' | 'model' | 'enqueue' | 'attempt' | 'command'

/**
 * What is said of a stage outside: names and numbers of ours. Never a text, a title, a token, a channel or a person.
 * `source` is an address, of which only host and path are told.
 */
export type Facts = {
  readonly source?: string
  readonly commentary?: string | undefined
  readonly engine?: string
  readonly model?: string
  readonly platform?: string
  readonly kind?: string
  readonly command?: string
  readonly state?: string
  readonly places?: number
}

/** Adds to what is said of the stage. */
export type Note = (more: Facts) => void

/** Makes a span of the work. `journey`: the number of the journey that it is part of. */
export type Recorder = <Result>(
  stage: Stage,
  facts: Facts,
  journey: number | undefined,
  work: (note: Note) => Promise<Result>,
) => Promise<Result>

const journeys = new AsyncLocalStorage<number>()
let recorder: Recorder | undefined

/** From here on, spans are made of stages; undefined ends that. */
export const recordStages = (given: Recorder | undefined): void => {
  recorder = given
}

/** What every log line of a journey carries: its number, which is that of the feed's entry that it began with. */
export const journeyFacts = (): { readonly journey?: number } => {
  const journey = journeys.getStore()
  return journey === undefined ? {} : { journey }
}

/** Does the work as a part of the journey: its log lines and spans carry the number. */
export const onJourney = <Result>(journey: number | undefined, work: () => Promise<Result>): Promise<Result> =>
  journey === undefined ? work() : journeys.run(journey, work)

const nothing: Note = () => {}

/** Does the work as a stage, of which a span is made where traces are collected. */
export const stage = <Result>(name: Stage, facts: Facts, work: (note: Note) => Promise<Result>): Promise<Result> =>
  recorder === undefined ? work(nothing) : recorder(name, facts, journeys.getStore(), work)
