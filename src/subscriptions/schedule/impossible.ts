import { UserError } from '../../errors.ts'

/** The words name a time at which no digest can be sent: `every first monday of the month`, `25:00`. */
export class ImpossibleSchedule extends UserError {}
