import { readCondition } from '../condition.ts'
import { conceptsOf } from '../lexicon.ts'
import type { Slots } from '../intent.ts'
import { isPronoun, rowNumbers } from '../list-words.ts'
import { ask, asked, either, queryOf, run, say, requested, type UserRequest, type RequestIntent } from './request.ts'

const namesOf = (field: 'authors' | 'topics', topic: string): UserRequest | undefined => {
  if (rowNumbers(topic) !== undefined || isPronoun(topic)) return undefined
  const query = topic === '' ? '' : readCondition(topic)?.query
  return query === undefined ? undefined : { kind: 'names', field, query }
}

const months = /^(?:in |during |from |of )?(?:the )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu

/** Actions on a commentary: these words ask for one commentary, not for a list. */
const notTopics = ['brief', 'cite', 'compose', 'share', 'translate', 'remind', 'compare']

/** The newest commentaries of a period: `last month`, `in october`. */
const latestOf = ({ date = '', topic = '' }: Slots): UserRequest | undefined => {
  if (topic.split(' ').some((word) => notTopics.some((one) => conceptsOf(word.toLowerCase()).has(one))))
    return undefined
  // `last two weeks of september`: no parser reads a part of a month.
  if (/\b(?:days?|weeks?) of\b/iu.test(date)) return undefined
  const year = /^(?:(?:in|from|of|during) )?((?:19|20)\d\d)$/iu.exec(date)?.[1]
  if (year !== undefined && topic === '') return date === year ? undefined : run(`latest since:${year} until:${year}`)
  const days = date
    .replace(/^(?:in|during|from|of|over|on|within) (?=the |last |past |this |previous )(?:the )?/iu, '')
    .replace(/^previous/iu, 'last')
  const named = months.test(days) && !/^in /iu.test(days) ? `in ${days.replace(/^(?:during|from|of) /iu, '')}` : days
  const query = readCondition(topic)?.query ?? ''
  return run(`latest ${/(?:^| )-/u.test(query) ? query : topic} ${named}`.replaceAll(/\s+/gu, ' ').trim())
}

const about = 'docs show find want say what newest all like once'

const oldestOf = ({ topic = '', date = '' }: Slots): UserRequest | undefined => {
  const query = topic === '' ? '' : readCondition(topic)?.query
  return query === undefined ? undefined : run(`search ${`${query} ${date}`.trim() || 'since:1990'} sort:old`)
}

const claimsOf = ({ topic = '' }: Slots): UserRequest => run(`claims ${topic}`)
const timelineOf = ({ topic = '', date = '' }: Slots): UserRequest => run(`timeline ${topic} ${date}`.trim())

/** Questions about the archive: its newest commentaries, authors, topics and claims, and exports. */
export const archiveRequests: readonly RequestIntent[] = [
  either(`topic ~ what show all archive docs find list filter use say many`, () => namesOf('topics', '')),
  either(`author ~ what who show all archive docs list many`, () => namesOf('authors', '')),
  either(`author say|appear|work $topic ~ ${about} who list`, ({ topic = '' }) => namesOf('authors', topic)),
  asked('what experts|scholars|analysts|people|researchers say $topic ~ docs all author', claimsOf),
  asked(`who say $topic ~ say all docs also`, ({ topic = '' }) => namesOf('authors', topic)),
  either(`newest docs|show|find|latest|say|what $topic? $date? ~ ${about} appear brief part`, latestOf),
  requested('digest $date ~ brief show all want send', latestOf),
  requested('newest brief|show $number ~ docs all', ({ number = '' }) => run(`latest ${number}`)),
  either(`latest $topic? $date? ~ ${about} appear`, latestOf),
  either(`oldest|earliest $topic? $date? ~ ${about} appear archive`, oldestOf),
  either('first one|docs $topic? $date? ~ docs show find what say appear archive ever very all', oldestOf),
  either('facts|pros_cons $topic ~ part all docs send show what number many', claimsOf),
  either(`$date ~ brief docs show what appear say all miss newest also worth away`, latestOf),
  requested(
    '$format $topic $date? ~ docs all send want add compose show list export',
    ({ format = '', topic = '', date = '' }) =>
      isPronoun(topic) ? undefined : run(`export ${topic} ${date} as ${format}`.replaceAll(/\s+/gu, ' ')),
  ),
  either(
    'who|say|true|quoten|it|source $quote ~ who say what true quoten once find show check wrong it like docs not source',
    ({ quote = '' }) => (quote.split(' ').length > 3 ? run(`quote ${quote}`) : undefined),
  ),
  asked('who say that $topic ~ say all docs also', (slots) =>
    / /u.test(slots['topic'] ?? '') ? claimsOf(slots) : undefined,
  ),
  asked('how evolve $topic $date? ~ view docs say change', timelineOf),
  requested('everything|archive $format ~ export all', ({ format = '' }) => run(`export since:1990 format:${format}`)),
  // The commentary that the person saw last.
  requested(
    '$format it|them|all|docs|list|results|find ~ them export send want add compose show list it all newest what find part',
    ({ format = '' }) => run(`export them format:${format}`),
  ),
  requested('export archive|everything ~ all bot', () => run('export since:1990')),
  requested('export settings|sub|filter|watchn ~ all channel list format', () => run('settings export')),
  requested(
    'export|format it|them|all|docs|list|results|find ~ them send want add compose show list like it newest',
    () => run('export them'),
  ),
  asked('many $date ~ docs bot send show', ({ date = '' }) => run(`search ${date}`)),
  requested('docs without|excluding $topic ~ all show find', ({ topic = '' }) => {
    const query = queryOf(`not about ${topic}`)
    return query === undefined ? undefined : run(`search ${query}`)
  }),
  requested('cite all $topic ~ docs send show want', ({ topic = '' }) =>
    run(`export ${readCondition(topic)?.query ?? topic} as bibtex`),
  ),
  requested('start|add|watch|send $site ~ feed channel', ({ site = '' }) =>
    ask(`Add ${site} as a feed of this workspace?`, { label: 'Add the feed', command: `feeds add ${site}` }),
  ),
  requested('add feed $topic ~ start', ({ topic = '' }) =>
    ask(`What is the address of the feed of ${topic}? Add it with /rsis feeds add`, {
      label: 'Feeds to start with',
      command: 'feeds starters',
    }),
  ),
  either('claims $topic ~ show all find what docs', ({ topic = '' }) => {
    const query = readCondition(topic)?.query
    return query?.startsWith('author:') === true && !/\b(?:authors?|writers?|scholars?|experts?)\b/iu.test(topic)
      ? run(`claims ${query}`)
      : undefined
  }),
  requested('not|only|except|stop|filter|without forecast|recommendation|assessment ~ want send docs claims show', () =>
    say(
      'Not available: posts by the kind of their claims',
      'A filter is about subjects, authors and words. Claims of one kind can be searched:',
      '/rsis claims nickel kind:recommendation',
    ),
  ),
  either(`assessment $topic ~ ${about} who`, claimsOf),
  ...['forecast', 'recommendation'].map(
    (kind): RequestIntent =>
      either(`${kind} $topic ~ ${about} who`, ({ topic = '' }) => run(`claims ${topic} kind:${kind}`)),
  ),
]
