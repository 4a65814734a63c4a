import { ask, askCondition, queryOf, run, type Wish, type WishIntent } from './wish.ts'

export const askWatch = (typed: string): Wish | undefined =>
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

const end = (typed: string): Wish => run(`watch remove ${queryOf(typed) ?? typed}`)
const add = ({ topic = '' }: { readonly topic?: string }): Wish | undefined => askWatch(topic)
const about = 'once depends alerting inform docs also newest say send now want appear start add watch like channel'

/** Requests for a post at once of everything that matches a search. */
export const watchWishes: readonly WishIntent[] = [
  { form: 'stop|not watch|watchn ~ all send want anymore', read: () => endAll },
  { form: 'watch|watchn ~ what show set all now add many', asked: 'only', read: () => run('watch list') },
  { form: 'watchn show ~ all what', asked: 'too', read: () => run('watch list') },
  { form: 'watchn ~ watch all', read: () => run('watch list') },
  {
    form: 'stop|not|leaving watch|watchn $topic ~ send want alerting docs all once anymore stop',
    read: ({ topic = '' }) => end(topic),
  },
  { form: `alerting $topic ~ ${about}`, read: add },
  { form: `inform|send once $topic ~ ${about}`, read: add },
  { form: `add|start|want|like|send watchn $topic ~ ${about}`, read: add },
  { form: `also send|docs|show $topic ~ ${about}`, read: add },
  { form: `watch $topic ~ ${about}`, read: add },
]
