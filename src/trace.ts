import { AsyncLocalStorage } from 'node:async_hooks'

/** The stages that can be traced: those of a commentary's journey, and work besides it. */
export type Stage = 'poll' | 'read' | 'brief' | 'model' | 'enqueue' | 'attempt' | 'command'

/**
 * The attributes of a span: names and numbers of the program. Never a text, a title, a token, a channel or a person.
 * `source` is an address, of which only host and path are sent.
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

/** Adds attributes to the stage. */
export type Note = (more: Facts) => void

/** Records a span for the work. `journey`: the number of its journey. */
export type Recorder = <Result>(
  stage: Stage,
  facts: Facts,
  journey: number | undefined,
  work: (note: Note) => Promise<Result>,
) => Promise<Result>

const journeys = new AsyncLocalStorage<number>()
let recorder: Recorder | undefined

/** From now on, stages are recorded as spans; undefined ends that. */
export const recordStages = (given: Recorder | undefined): void => {
  recorder = given
}

/** The journey's number for every log line: that of the feed's entry that began it. */
export const journeyFacts = (): { readonly journey?: number } => {
  const journey = journeys.getStore()
  return journey === undefined ? {} : { journey }
}

/** Does the work as part of the journey: its log lines and spans contain the number. */
export const onJourney = <Result>(journey: number | undefined, work: () => Promise<Result>): Promise<Result> =>
  journey === undefined ? work() : journeys.run(journey, work)

const nothing: Note = () => {}

/** Does the work as a stage, which is recorded as a span if traces are collected. */
export const stage = <Result>(name: Stage, facts: Facts, work: (note: Note) => Promise<Result>): Promise<Result> =>
  recorder === undefined ? work(nothing) : recorder(name, facts, journeys.getStore(), work)
