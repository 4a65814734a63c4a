import { titleIn } from '../condition.ts'
import { ask, askCondition, askFilter, askWithout, either, run, requested, type RequestIntent } from './request.ts'

const everything = ask(
  'Post all commentaries here, without a filter?',
  { label: 'Clear the filter', command: 'filter clear' },
  { label: 'What it is now', command: 'filter show' },
)

const about = 'send docs want filter change sub channel say also like appear see'

/** Requests about the filter. */
export const filterRequests: readonly RequestIntent[] = [
  requested('stop|not|undo|resume|except filter ~ all send docs', () => everything),
  requested('all ~ send want docs again topic add', () => everything),
  either('filter ~ what show now set once', () => run('filter show')),
  requested('filter not|except $topic ~ send docs want change say once', ({ topic = '' }) => askWithout(topic)),
  requested(`filter|limit|only $topic ~ ${about}`, ({ topic = '' }) =>
    titleIn(topic) === undefined ? askFilter(topic) : undefined,
  ),
  requested(
    'not|stop|except $topic ~ send docs want sub channel say like appear all once part they see',
    ({ topic = '' }) => (/\d{5}/u.test(topic) ? undefined : askWithout(topic)),
  ),
  requested('add filter|sub|watchn $topic ~ send docs also', ({ topic = '' }) =>
    askCondition(
      topic,
      (query) => `Post at once what matches ${query}, in addition to what comes here already?`,
      (query) => ({ label: 'Watch for it', command: `watch add ${query}` }),
    ),
  ),
]
