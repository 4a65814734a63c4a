import { ask, askCondition, asked, either, queryOf, run, told, type Wish, type WishIntent } from './wish.ts'

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
  told('stop|not watch|watchn ~ all send want anymore', () => endAll),
  asked('watch|watchn ~ what show set all now add many', () => run('watch list')),
  either('watchn show ~ all what', () => run('watch list')),
  told('watchn ~ watch all', () => run('watch list')),
  told('stop|not|leaving watch|watchn $topic ~ send want alerting docs all once anymore stop', ({ topic = '' }) =>
    end(topic),
  ),
  told(`alerting $topic ~ ${about}`, add),
  told(`inform|send once $topic ~ ${about}`, add),
  told(`add|start|want|like|send watchn $topic ~ ${about}`, add),
  told(`also send|docs|show $topic ~ ${about}`, add),
  told(`watch $topic ~ ${about} how`, add),
]
