import { UserError } from '../../../errors.ts'
import { isSchedule, parseSchedule } from '../../../subscriptions/schedule/parse-schedule.ts'
import { zonesNamed } from '../../../subscriptions/schedule/parse-zone.ts'
import { ask, run, say, type Wish, type WishIntent } from './wish.ts'

const isZone = (name: string): boolean => zonesNamed(name).length > 0 || /^(?:utc|gmt)?[+-]\d/iu.test(name)

const instant = ask('Post each commentary as it appears, without a digest?', {
  label: 'Each as it appears',
  command: 'subscribe instant',
})
const digestAlone = ask(
  'Post only the digest, and nothing at once?',
  { label: 'Only the digest', command: 'subscribe digest' },
  { label: 'Show what comes now', command: 'list' },
)

const noHolidays = say(
  'Not available: a calendar of public holidays',
  'A digest comes on the weekdays that you name; for a holiday, be silent until the day after.',
  '/rsis digest set weekdays 08:00',
  '/rsis mute 1d',
)

/** Whether words say when in a way that there is not, so that the command's own sentence says so. */
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
const askWhen = (words: string): Wish | undefined => {
  if (!isSchedule(words) || /^\d{1,4}$/u.test(words)) return undefined
  if (isMistaken(words)) return { kind: 'run', command: `digest set ${words}`, needsDigest: true }
  return ask(
    `Change when the digest comes: ${words}?`,
    { label: 'Change the digest', command: `digest set ${words}` },
    { label: 'Only the digest, nothing at once', command: `subscribe digest ${words}` },
  )
}

const withTime = ({ cadence = '' }: { readonly cadence?: string }): Wish | undefined =>
  isSchedule(cadence) ? run(`digest set ${cadence}`) : undefined

const off = run('digest off')
const about = 'digest it docs all channel days time settings instead send want also'

/** Requests about the digest: when it is posted, and whether there is one. */
export const digestWishes: readonly WishIntent[] = [
  {
    form: `digest ~ once what how time days many send settings zone sub next channel show issue`,
    asked: 'only',
    read: () => run('digest show'),
  },
  { form: 'digest once|next appear ~ next what how time it', asked: 'only', read: () => run('digest show') },
  {
    form: 'not|stop|except on|over|during|at holiday digest|send|it ~ digest send docs it all want',
    read: () => noHolidays,
  },
  { form: 'not|except holiday $cadence ~ digest send docs it all want', read: () => noHolidays },
  { form: `once|next send|docs|brief ~ next what how digest time`, asked: 'too', read: () => run('digest show') },
  {
    form: `digest next|settings|time|status|show|zone ~ what once now next`,
    asked: 'too',
    read: () => run('digest show'),
  },
  { form: `change|send digest $cadence ~ ${about} change`, read: withTime },
  { form: `change it $cadence ~ ${about}`, read: ({ cadence = '' }) => askWhen(cadence) },
  { form: `send|change it|docs|all $cadence ~ ${about}`, read: withTime },
  { form: `want|like digest $cadence ~ ${about} change`, read: ({ cadence = '' }) => askWhen(cadence) },
  { form: `want it $cadence ~ ${about} change`, read: ({ cadence = '' }) => askWhen(cadence) },
  { form: `digest $cadence instead|enough ~ ${about} change instant`, read: ({ cadence = '' }) => askWhen(cadence) },
  {
    form: `change time|zone|days $cadence ~ ${about}`,
    read: ({ cadence = '' }) => ({ kind: 'run', command: `digest set ${cadence}`, needsDigest: true }),
  },
  {
    form: `$cadence ~ instead enough change it want instant digest only send docs time`,
    read: ({ cadence = '' }) => askWhen(cadence),
  },
  { form: `$period $cadence? ~ ${about} change start`, read: ({ period = '' }) => run(`subscribe ${period}`) },
  {
    form: 'change digest|time|days ~ digest time days settings',
    read: () => ({ kind: 'run', command: 'digest set', needsDigest: true }),
  },
  {
    form: 'change zone $topic ~ digest time',
    read: ({ topic = '' }) =>
      isZone(topic) ? { kind: 'run', command: `digest set zone:"${topic}"`, needsDigest: true } : undefined,
  },
  {
    form: 'change $topic ~ zone digest time it change now',
    read: ({ topic = '' }) => {
      const zone = topic.replace(/ (?:time|zone|now)$/iu, '')
      return isZone(zone)
        ? ask(`Change the digest’s time zone to ${zone}?`, {
            label: 'Change the zone',
            command: `digest set zone:"${zone}"`,
          })
        : undefined
    },
  },
  {
    form: 'zone ~ what once digest change it which show time',
    asked: 'too',
    read: () => say('A digest has its own time zone; name it with its time:', '/rsis digest set zone:Asia/Singapore'),
  },
  { form: 'stop|not|leaving digest ~ send want docs sub channel it all anymore', read: () => off },
  {
    form: 'stop|not|leaving $cadence ~ digest docs send it sub',
    read: ({ cadence = '' }) => (/^(?:daily|weekly|morning)$/iu.test(cadence) ? off : undefined),
  },
  { form: 'only digest ~ send want docs', read: () => digestAlone },
  { form: 'stop|not|leaving instant ~ docs send', read: () => digestAlone },
  { form: `instant change|send|want ~ ${about}`, read: () => instant },
  {
    form: 'digest now ~ send want show',
    read: () => ask('Post now what waits for the digest?', { label: 'Post it now', command: 'digest now' }),
  },
  {
    form: 'not|stop|except empty ~ digest docs send want',
    read: () =>
      ask('Post no digest without anything new?', { label: 'Skip an empty digest', command: 'digest set empty:skip' }),
  },
]
