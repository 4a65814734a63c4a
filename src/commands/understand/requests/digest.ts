import { UserError } from '../../../errors.ts'
import { isSchedule, parseSchedule } from '../../../subscriptions/schedule/parse-schedule.ts'
import { zonesNamed } from '../../../subscriptions/schedule/parse-zone.ts'
import { ask, asked, either, run, say, requested, type UserRequest, type RequestIntent } from './request.ts'

const isZone = (name: string): boolean => zonesNamed(name).length > 0 || /^(?:utc|gmt)?[+-]\d/iu.test(name)

const instant = ask('Post each commentary as it appears, without a digest?', {
  label: 'Each as it appears',
  command: 'subscribe instant',
})
const digestAlone = ask(
  'Post only the digest, and nothing at once?',
  { label: 'Only the digest', command: 'subscribe digest' },
  { label: 'Show what this channel gets', command: 'list' },
)

const noHolidays = say(
  'Not available: a calendar of public holidays',
  'A digest comes on the weekdays that you name; for a holiday, be silent until the day after.',
  '/rsis digest set weekdays 08:00',
  '/rsis mute 1d',
)

/** Whether words name a time that is not possible, so that the command's own sentence explains it. */
export const isMistaken = (words: string): boolean => {
  try {
    parseSchedule(words)
    return false
  } catch (error) {
    if (error instanceof UserError) return true
    throw error
  }
}

/** Words about a digest without its name; the bot asks, because they may be about something else. */
const askWhen = (words: string): UserRequest | undefined => {
  if (!isSchedule(words)) return undefined
  if (isMistaken(words)) return { kind: 'run', command: `digest set ${words}`, needsDigest: true }
  return ask(
    `Change when the digest comes: ${words}?`,
    { label: 'Change the digest', command: `digest set ${words}` },
    { label: 'Only the digest, nothing at once', command: `subscribe digest ${words}` },
  )
}

const withTime = ({ cadence = '' }: { readonly cadence?: string }): UserRequest | undefined =>
  isSchedule(cadence) ? run(`digest set ${cadence}`) : undefined

const off = run('digest off')
const about = 'digest it docs all channel days time settings instead send want also'

/** Requests about the digest: when it is posted, and whether there is one. */
export const digestRequests: readonly RequestIntent[] = [
  asked(`digest ~ once what how time days many send settings zone sub next channel show issue`, () =>
    run('digest show'),
  ),
  asked('digest once|next appear ~ next what how time it', () => run('digest show')),
  requested(
    'not|stop|except on|over|during|at holiday digest|send|it ~ digest send docs it all want',
    () => noHolidays,
  ),
  requested('not|except holiday $cadence ~ digest send docs it all want', () => noHolidays),
  either(`once|next send|docs|brief ~ next what how digest time`, () => run('digest show')),
  either(`digest next|settings|time|status|show|zone ~ what once now next`, () => run('digest show')),
  requested(`change|send digest $cadence ~ ${about} change`, withTime),
  requested(`change|send it $cadence ~ ${about}`, ({ cadence = '' }) => askWhen(cadence)),
  requested(`send|change docs|all $cadence ~ ${about}`, withTime),
  requested(`want|like digest $cadence ~ ${about} change`, ({ cadence = '' }) => askWhen(cadence)),
  requested(`want it $cadence ~ ${about} change`, ({ cadence = '' }) => askWhen(cadence)),
  requested(`change time|zone|days $cadence ~ ${about}`, ({ cadence = '' }) => ({
    kind: 'run',
    command: `digest set ${cadence}`,
    needsDigest: true,
  })),
  requested(`$cadence ~ instead enough change it want instant digest only send docs time`, ({ cadence = '' }) =>
    askWhen(cadence),
  ),
  requested(`$period $cadence? ~ ${about} change start`, ({ period = '' }) => run(`subscribe ${period}`)),
  requested('change digest|time|days ~ digest time days settings', () => ({
    kind: 'run',
    command: 'digest set',
    needsDigest: true,
  })),
  requested('change zone $topic ~ digest time', ({ topic = '' }) =>
    isZone(topic) ? { kind: 'run', command: `digest set zone:"${topic}"`, needsDigest: true } : undefined,
  ),
  requested('change $topic ~ zone digest time it change now', ({ topic = '' }) => {
    const zone = topic.replace(/ (?:time|zone|now)$/iu, '')
    return isZone(zone)
      ? ask(`Change the digest’s time zone to ${zone}?`, {
          label: 'Change the zone',
          command: `digest set zone:"${zone}"`,
        })
      : undefined
  }),
  either('zone ~ what once digest change it which show time bot channel now', () =>
    say('A digest has its own time zone; name it with its time:', '/rsis digest set zone:Asia/Singapore'),
  ),
  requested('stop|not|leaving digest ~ send want docs sub channel it all anymore', () => off),
  requested('stop|not|leaving $cadence ~ digest docs send it sub', ({ cadence = '' }) =>
    /^(?:daily|weekly|morning)$/iu.test(cadence) ? off : undefined,
  ),
  requested('only digest ~ send want docs', () => digestAlone),
  requested('stop|not|leaving instant ~ docs send', () => digestAlone),
  requested(`instant change|send|want ~ ${about}`, () => instant),
  requested('not|stop|except empty ~ digest docs send want', () =>
    ask('Post no digest without anything new?', { label: 'Skip an empty digest', command: 'digest set empty:skip' }),
  ),
]
