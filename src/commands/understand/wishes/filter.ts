import { titleIn } from '../condition.ts'
import { ask, askCondition, askFilter, askWithout, either, run, told, type WishIntent } from './wish.ts'

const everything = ask(
  'Post all commentaries here, without a filter?',
  { label: 'Clear the filter', command: 'filter clear' },
  { label: 'What it is now', command: 'filter show' },
)

const about = 'send docs want filter change sub channel say also like appear'

/** Requests about the filter. */
export const filterWishes: readonly WishIntent[] = [
  told('stop|not|undo|resume|except filter ~ all send docs', () => everything),
  told('not only $topic? ~ send docs want', () => everything),
  told('all ~ send want docs again topic add', () => everything),
  either('filter ~ what show now set once', () => run('filter show')),
  told('filter not|except $topic ~ send docs want change say once', ({ topic = '' }) => askWithout(topic)),
  told(`filter|limit|only $topic ~ ${about}`, ({ topic = '' }) =>
    titleIn(topic) === undefined ? askFilter(topic) : undefined,
  ),
  told('not|stop|except $topic ~ send docs want sub channel say like appear all once part they', ({ topic = '' }) =>
    /\d{5}/u.test(topic) ? undefined : askWithout(topic),
  ),
  told('add filter|sub|watchn $topic ~ send docs also', ({ topic = '' }) =>
    askCondition(
      topic,
      (query) => `Post at once what matches ${query}, in addition to what comes here already?`,
      (query) => ({ label: 'Watch for it', command: `watch add ${query}` }),
    ),
  ),
]
