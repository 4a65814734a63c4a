import { muteUntil } from '../../../subscriptions/mute-until.ts'
import { saysUntil } from '../slots.ts'
import { ask, queryOf, run, say, requested, type UserRequest, type RequestIntent } from './request.ts'

const about = 'remind send digest docs it all bot channel want stop pause say away why sub watchn'

const askMute = (until: string) =>
  saysUntil(until) ? ask(`Post nothing here ${until}?`, { label: 'Mute', command: `mute ${until}` }) : undefined

/** `resume on monday` means a mute until then. */
const askResume = (typed: string): UserRequest | undefined => {
  const length = /^(?:in|after) (.+)$/iu.exec(typed)?.[1]
  const until = length ?? `until ${typed.replace(/^(?:on|at|from|until|till) /iu, '')}`
  if (muteUntil(until, new Date(), 'UTC') === undefined) return undefined
  return ask(
    `Post nothing here ${until}?`,
    { label: 'Mute until then', command: `mute ${until}` },
    { label: 'Post again now', command: 'mute off' },
  )
}

/** `no posts from 20 dec to 3 jan`. */
const laterSilence = (span: string): UserRequest | undefined => {
  const end = /^(?:from|between)? ?.+ (?:to|until|till|and) (.+)$/iu.exec(span)?.[1]
  if (end === undefined) return undefined
  const instead = 'A mute begins at once, when it is typed, and ends when you say.'
  return say('Not available: a mute that begins later', instead, `/rsis mute until ${end}`)
}

/** Requests for a mute, and for its end. */
export const silenceRequests: readonly RequestIntent[] = [
  requested(`pause|stop|not $until ~ ${about}`, ({ until = '' }) =>
    saysUntil(until) ? run(`mute ${until}`) : undefined,
  ),
  requested(`pause|stop|not|away $date ~ not ${about} holiday away`, ({ date = '' }) => laterSilence(date)),
  requested(`away $until ~ ${about}`, ({ until = '' }) => askMute(until)),
  // A filter cannot end by itself, so `no china until monday` is asked about.
  requested(`stop|pause|not|except $topic $until ~ send docs want say`, ({ topic = '', until = '' }) => {
    const query = saysUntil(until) ? queryOf(topic) : undefined
    if (query === undefined || /^(?:-|in |on |from )/u.test(query)) return undefined
    return ask(
      `Post nothing at all here ${until}, or leave out ${query} until you say otherwise?`,
      { label: 'Post nothing', command: `mute ${until}` },
      { label: 'Leave it out', command: `filter -${/\s/u.test(query) ? `"${query}"` : query}` },
    )
  }),
  requested(`pause all $topic ~ ${about}`, ({ topic = '' }) => run(`mute ${topic}`)),
  requested(`pause ~ ${about}`, () => run('mute')),
  ...['until', 'cadence'].map(
    (slot): RequestIntent =>
      requested(`resume $${slot} $cadence? ~ docs digest it all channel bot send`, ({ until, cadence }) =>
        askResume([until, cadence].filter((one) => one !== undefined).join(' ')),
      ),
  ),
  requested(`resume ~ docs digest it all channel bot send now`, () => run('mute off')),
]
