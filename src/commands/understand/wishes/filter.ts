import { titleIn } from '../condition.ts'
import { ask, askCondition, askFilter, askWithout, run, type WishIntent } from './wish.ts'

const everything = ask(
  'Post all commentaries here, without a filter?',
  { label: 'Clear the filter', command: 'filter clear' },
  { label: 'What it is now', command: 'filter show' },
)

const about = 'send docs want filter change sub channel say also like appear'

/** Requests about the filter. */
export const filterWishes: readonly WishIntent[] = [
  { form: 'stop|not|undo|resume|except filter ~ all send docs', read: () => everything },
  { form: 'not only $topic? ~ send docs want', read: () => everything },
  { form: 'all ~ send want docs again topic add', read: () => everything },
  { form: 'filter ~ what show now set once', asked: 'too', read: () => run('filter show') },
  { form: 'stop filter|sub from|off|out $topic ~ send docs', read: () => run('filter show') },
  { form: 'filter not|except $topic ~ send docs want change say once', read: ({ topic = '' }) => askWithout(topic) },
  {
    form: `filter|limit|only $topic ~ ${about}`,
    read: ({ topic = '' }) => (titleIn(topic) === undefined ? askFilter(topic) : undefined),
  },
  {
    form: 'not|stop|except $topic ~ send docs want sub channel say like appear all once part',
    read: ({ topic = '' }) => (/\d{5}/u.test(topic) ? undefined : askWithout(topic)),
  },
  {
    form: 'add filter|sub|watchn $topic ~ send docs also',
    read: ({ topic = '' }) =>
      askCondition(
        topic,
        (query) => `Post at once what matches ${query}, in addition to what comes here already?`,
        (query) => ({ label: 'Watch for it', command: `watch add ${query}` }),
      ),
  },
]
