import {
  ask,
  askCondition,
  asked,
  either,
  queryOf,
  run,
  requested,
  type UserRequest,
  type RequestIntent,
} from './request.ts'

export const askWatch = (typed: string): UserRequest | undefined =>
  askCondition(
    typed,
    (query) => `Post at once whatever matches ${query}?`,
    (query) => ({ label: 'Watch for it', command: `watch add ${query}` }),
  )

const endAll = ask(
  'End all watches of this channel?',
  { label: 'End all watches', command: 'watch remove all' },
  { label: 'See them first', command: 'watch list' },
)

const end = (typed: string): UserRequest => run(`watch remove ${queryOf(typed) ?? typed}`)
const add = ({ topic = '' }: { readonly topic?: string }): UserRequest | undefined => askWatch(topic)
const about = 'once depends alerting inform docs also newest say send now want appear start add watch like channel'

/** Requests for a post at once of everything that matches a search. */
export const watchRequests: readonly RequestIntent[] = [
  requested('stop|not watch|watchn ~ all send want anymore', () => endAll),
  asked('watch|watchn ~ what show set all now add many', () => run('watch list')),
  either('watchn show ~ all what', () => run('watch list')),
  requested('watchn ~ watch all', () => run('watch list')),
  requested('stop|not|leaving watch|watchn $topic ~ send want alerting docs all once anymore stop', ({ topic = '' }) =>
    end(topic),
  ),
  requested(`alerting $topic ~ ${about}`, add),
  requested(`inform|send once $topic ~ ${about}`, add),
  requested(`add|start|want|like|send watchn $topic ~ ${about}`, add),
  requested(`also send|docs|show $topic ~ ${about}`, add),
  requested(`watch $topic ~ ${about} how`, add),
]
