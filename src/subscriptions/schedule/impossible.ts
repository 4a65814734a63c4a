import { UserError } from '../../errors.ts'

/** The words say when, and no digest can come then: `every first monday of the month`, `25:00`. */
export class ImpossibleSchedule extends UserError {}
