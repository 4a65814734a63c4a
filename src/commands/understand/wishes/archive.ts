import { readCondition } from '../condition.ts'
import { conceptsOf } from '../lexicon.ts'
import type { Slots } from '../intent.ts'
import { isPronoun, rowNumbers } from '../list-words.ts'
import { ask, queryOf, run, type Wish, type WishIntent } from './wish.ts'

const namesOf = (field: 'authors' | 'topics', topic: string): Wish | undefined => {
  if (rowNumbers(topic) !== undefined || isPronoun(topic)) return undefined
  const query = topic === '' ? '' : readCondition(topic)?.query
  return query === undefined ? undefined : { kind: 'names', field, query }
}

const months = /^(?:in |during |from |of )?(?:the )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu

/** Actions on a commentary: these words ask for one commentary, not for a list. */
const notTopics = ['brief', 'cite', 'compose', 'share', 'translate', 'remind', 'compare']

/** The newest commentaries of a period: `last month`, `in october`. */
const latestOf = ({ date = '', topic = '' }: Slots): Wish | undefined => {
  if (topic.split(' ').some((word) => notTopics.some((one) => conceptsOf(word.toLowerCase()).has(one))))
    return undefined
  const year = /^(?:(?:in|from|of|during) )?((?:19|20)\d\d)$/iu.exec(date)?.[1]
  if (year !== undefined && topic === '') return date === year ? undefined : run(`latest since:${year} until:${year}`)
  const days = date
    .replace(/^(?:in|during|from|of|over|on|within) (?=the |last |past |this |previous )(?:the )?/iu, '')
    .replace(/^previous/iu, 'last')
  const named = months.test(days) && !/^in /iu.test(days) ? `in ${days.replace(/^(?:during|from|of) /iu, '')}` : days
  return run(`latest ${topic} ${named}`.replaceAll(/\s+/gu, ' ').trim())
}

const about = 'docs show find want say what newest all like'

/** Questions about the archive: its newest commentaries, authors, topics and claims, and exports. */
export const archiveWishes: readonly WishIntent[] = [
  {
    form: `topic ~ what show all archive docs find list filter use say`,
    asked: 'too',
    read: () => namesOf('topics', ''),
  },
  { form: `author ~ what who show all archive docs list`, asked: 'too', read: () => namesOf('authors', '') },
  {
    form: `author say|appear|work $topic ~ ${about} who list`,
    asked: 'too',
    read: ({ topic = '' }) => namesOf('authors', topic),
  },
  {
    form: 'what experts|scholars|analysts|people|researchers say $topic ~ docs all author',
    asked: 'only',
    read: ({ topic = '' }) => run(`claims ${topic}`),
  },
  { form: `who say $topic ~ say all docs also`, asked: 'only', read: ({ topic = '' }) => namesOf('authors', topic) },
  {
    form: `newest docs|show|find|latest|say|what $topic? $date? ~ ${about} appear brief part`,
    asked: 'too',
    read: latestOf,
  },
  { form: 'newest brief|show $number ~ docs all', read: ({ number = '' }) => run(`latest ${number}`) },
  { form: `latest $topic? $date? ~ ${about} appear`, asked: 'too', read: latestOf },
  {
    form: `$date ~ brief docs show what appear say all miss newest also how worth digest`,
    asked: 'too',
    read: latestOf,
  },
  {
    form: '$format $topic $date? ~ docs all send want add compose show list',
    read: ({ format = '', topic = '', date = '' }) =>
      isPronoun(topic) ? undefined : run(`export ${topic} ${date} as ${format}`.replaceAll(/\s+/gu, ' ')),
  },
  {
    form: 'who|say|true|quoten $quote ~ who say what true quoten once find show check wrong it like docs not',
    asked: 'too',
    read: ({ quote = '' }) => (quote.split(' ').length > 3 ? run(`quote ${quote}`) : undefined),
  },
  {
    form: 'who say that $topic ~ say all docs also',
    asked: 'only',
    read: ({ topic = '' }) => (/ /u.test(topic) ? run(`claims ${topic}`) : undefined),
  },
  {
    form: 'how evolve $topic $date? ~ view docs say change',
    asked: 'only',
    read: ({ topic = '', date = '' }) => run(`timeline ${topic} ${date}`.trim()),
  },
  {
    form: 'everything|archive $format ~ export all',
    read: ({ format = '' }) => run(`export since:1990 format:${format}`),
  },
  // The commentary that the person saw last.
  {
    form: '$format it|all|docs|list|results ~ export send want add compose show list it all newest what',
    read: ({ format = '' }) => run(`export them format:${format}`),
  },
  { form: '$format ~ export', read: ({ format = '' }) => run(`export them format:${format}`) },
  {
    form: 'export|format it|all|docs|list|results ~ send want add compose show list like it newest',
    read: () => run('export them'),
  },
  { form: 'many $date ~ docs bot send show', asked: 'only', read: ({ date = '' }) => run(`search ${date}`) },
  {
    form: 'docs without|excluding $topic ~ all show find',
    read: ({ topic = '' }) => {
      const query = queryOf(`not about ${topic}`)
      return query === undefined ? undefined : run(`search ${query}`)
    },
  },
  {
    form: 'cite all $topic ~ docs send show want',
    read: ({ topic = '' }) => run(`export ${readCondition(topic)?.query ?? topic} as bibtex`),
  },
  {
    form: 'start|add|watch|send $site ~ feed channel',
    read: ({ site = '' }) =>
      ask(`Add ${site} as a feed of this workspace?`, { label: 'Add the feed', command: `feeds add ${site}` }),
  },
  {
    form: 'add feed $topic ~ start',
    read: ({ topic = '' }) =>
      ask(
        `Add a feed of this workspace: ${topic}?`,
        { label: 'Add the feed', command: `feeds add ${topic}` },
        { label: 'Feeds to start with', command: `feeds starters ${topic}` },
      ),
  },
  {
    form: 'claims $topic ~ show all find what docs',
    asked: 'too',
    read: ({ topic = '' }) => {
      const query = readCondition(topic)?.query
      return query?.startsWith('author:') === true && !/\b(?:authors?|writers?|scholars?|experts?)\b/iu.test(topic)
        ? run(`claims ${query}`)
        : undefined
    },
  },
  ...['forecast', 'recommendation', 'assessment'].map(
    (kind): WishIntent => ({
      form: `${kind} $topic ~ ${about} who`,
      asked: 'too',
      read: ({ topic = '' }) => run(`claims ${topic} kind:${kind}`),
    }),
  ),
]
