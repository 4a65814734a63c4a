import { editDistance } from '../../archive/search/edit-distance.ts'
import { UserError } from '../../errors.ts'
import { dayNames } from './day-names.ts'
import { quoted } from './normalise-input.ts'
import { nearestZone } from './parse-zone.ts'

const words = [
  ...Object.values(dayNames),
  'daily',
  'weekly',
  'weekday',
  'weekdays',
  'weekend',
  'weekends',
  'morning',
  'afternoon',
  'evening',
  'noon',
  'midnight',
  'instant',
  'digest',
  'every',
]

/** The schedule word that is one typing mistake away from what was typed. */
const nearestWord = (given: string): { readonly word: string; readonly slips: number } | undefined => {
  const typed = given.toLowerCase()
  const most = typed.length < 4 ? 0 : typed.length < 6 ? 1 : 2
  const near = words
    .map((word) => ({ word, slips: editDistance(typed, word, most) }))
    .filter(({ slips }) => slips <= most)
  return near.toSorted((one, other) => one.slips - other.slips)[0]
}

const notOfSchedule = 'not a day, a time or a time zone'

/** Whether the mistake is only that some words say nothing about a schedule, so that they may mean something else. */
export const isAboutWords = ({ problem }: UserError): boolean => problem.endsWith(notOfSchedule)

/** The sentence about words that are not understood, with what was probably meant. */
export const refuseUnknown = ([typed = '', ...more]: readonly string[]): UserError => {
  const [word, zone] = [nearestWord(typed), nearestZone(typed)]
  if (word !== undefined && word.slips <= (zone?.slips ?? word.slips)) {
    return new UserError('Schedule', `${quoted(typed)} is not understood`, `did you mean ${word.word}?`)
  }
  if (zone !== undefined && zone.slips > 0) {
    return new UserError('Time zone', `${quoted(typed)} is not known`, `did you mean ${zone.zone}?`)
  }
  if (/^(?:local|our|my|their|your|office|home)(?: time)?$/iu.test(typed)) {
    return new UserError(
      'Time zone',
      `${quoted(typed)} does not say where`,
      'name a city or a zone, e.g. Asia/Singapore',
    )
  }
  if (/^[#<]/u.test(typed)) {
    return new UserError('Channel', `${quoted(typed)} cannot be named here`, 'type the command in that channel')
  }
  const all = [typed, ...more]
  return new UserError(
    'Schedule',
    `${all.map(quoted).join(' and ')} ${all.length === 1 ? 'is' : 'are'} ${notOfSchedule}`,
    `e.g. weekdays 08:00 Asia/Singapore; to get only what matches a search, add filter:${all.join(' ')}`,
  )
}
