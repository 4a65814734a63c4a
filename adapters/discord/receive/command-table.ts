import type { Completed } from '../../../src/commands/port.ts'

/** How an option's value gets into the text behind `/rsis`. */
type Writing =
  /** As it is. */
  | 'words'
  /** `name:value`, in quotation marks where it holds a space: part of a search. */
  | 'term'
  /** `name:value`. */
  | 'named'
  /** `name:` and everything behind it: always last. */
  | 'rest'
  /** The name, where it is true. */
  | 'flag'
  /** Not in the text: the channel that the command is about. */
  | 'channel'

export type Option = {
  readonly name: string
  readonly description: string
  readonly writing: Writing
  readonly isRequired?: true
  readonly completes?: Completed
  readonly choices?: readonly (readonly [label: string, value: string])[]
  /** A whole number from and to; text where there is none. */
  readonly range?: readonly [low: number, high: number]
}

export type Subcommand = { readonly name: string; readonly description: string; readonly options: readonly Option[] }

export type Group = { readonly name: string; readonly description: string; readonly subcommands: readonly Subcommand[] }

const commentary: Option = {
  name: 'id',
  description: 'The commentary: its number, such as CO20210, or words of its title',
  writing: 'words',
  isRequired: true,
  completes: 'commentary',
}

const query = (description: string): Option => ({ name: 'query', description, writing: 'words', isRequired: true })

const days: Option = {
  name: 'days',
  description: 'The days of the digest',
  writing: 'named',
  choices: [
    ['Every day', 'daily'],
    ['Monday to Friday', 'weekdays'],
    ['Mondays', 'mon'],
    ['Tuesdays', 'tue'],
    ['Wednesdays', 'wed'],
    ['Thursdays', 'thu'],
    ['Fridays', 'fri'],
    ['Saturdays', 'sat'],
    ['Sundays', 'sun'],
  ],
}
const time: Option = { name: 'time', description: 'When the digest comes, such as 08:00', writing: 'named' }
const zone: Option = {
  name: 'zone',
  description: 'The time zone of that time, such as Asia/Singapore',
  writing: 'named',
  completes: 'zone',
}
const channel: Option = {
  name: 'channel',
  description: 'For another channel than this one, such as a forum',
  writing: 'channel',
}

/** `/rsis`, one subcommand for each command of the core. */
export const subcommands: readonly Subcommand[] = [
  {
    name: 'search',
    description: 'Search titles, synopses, claims and full texts',
    options: [
      query('Words, "a phrase", -without, OR'),
      { name: 'author', description: 'Only by this author', writing: 'term', completes: 'author' },
      { name: 'topic', description: 'Only on this topic', writing: 'term', completes: 'topic' },
      { name: 'since', description: 'Published on or after this day, month or year, such as 2026-03', writing: 'term' },
      {
        name: 'until',
        description: 'Published on or before this day, month or year, such as 2026-09',
        writing: 'term',
      },
    ],
  },
  {
    name: 'latest',
    description: 'The newest commentaries',
    options: [{ name: 'count', description: 'How many, up to 20', writing: 'words', range: [1, 20] }],
  },
  { name: 'show', description: 'A whole briefing: synopsis and every claim with its quote', options: [commentary] },
  { name: 'cite', description: 'A citation to paste', options: [commentary] },
  { name: 'related', description: 'Other commentaries on the same subject', options: [commentary] },
  { name: 'why', description: 'Why a commentary was posted in this channel, or was not', options: [commentary] },
  {
    name: 'subscribe',
    description: 'Post new commentaries here: at once, in a digest, or both',
    options: [
      {
        name: 'mode',
        description: 'At once, in a digest, or both; without any option you are asked',
        writing: 'named',
        choices: [
          ['Each commentary as it appears', 'instant'],
          ['In a digest', 'digest'],
          ['Both', 'both'],
        ],
      },
      days,
      time,
      zone,
      { name: 'filter', description: 'Only what matches a search, such as topic:maritime -piracy', writing: 'rest' },
      channel,
    ],
  },
  {
    name: 'unsubscribe',
    description: 'Post nothing more here',
    options: [
      {
        name: 'number',
        description: 'One of several: its number in /rsis list',
        writing: 'words',
        range: [1, 2_000_000_000],
      },
      channel,
    ],
  },
  {
    name: 'list',
    description: 'What this channel gets, and when',
    options: [{ name: 'all', description: 'Every channel of this server', writing: 'flag' }, channel],
  },
  {
    name: 'filter',
    description: 'Post here only what matches a search',
    options: [
      { name: 'query', description: 'The search; clear for all. Without it: what the filter is', writing: 'words' },
      channel,
    ],
  },
  {
    name: 'mute',
    description: 'Post nothing here for a while',
    options: [
      { name: 'time', description: 'How long, such as 12h, 3d or 2w; off ends it', writing: 'words', isRequired: true },
      channel,
    ],
  },
  { name: 'test', description: 'Post the newest briefing here, to see that it arrives', options: [channel] },
  {
    name: 'requeue',
    description: 'Send again what failed for good; look into the channel first',
    options: [{ name: 'id', description: 'Only this commentary', writing: 'words', completes: 'commentary' }, channel],
  },
  { name: 'status', description: 'How the feeds and the posts stand', options: [] },
  {
    name: 'help',
    description: 'All commands, or one with examples',
    options: [{ name: 'command', description: 'The command', writing: 'words' }],
  },
]

export const groups: readonly Group[] = [
  {
    name: 'digest',
    description: 'One post a day or a week with all that appeared',
    subcommands: [
      { name: 'set', description: 'When the digest comes', options: [days, time, zone, channel] },
      { name: 'show', description: 'When the next digest comes', options: [channel] },
      { name: 'off', description: 'No digest any more', options: [channel] },
      { name: 'now', description: 'Post now what waits for the next digest', options: [channel] },
    ],
  },
  {
    name: 'watch',
    description: 'Saved searches: post at once what matches',
    subcommands: [
      {
        name: 'add',
        description: 'Watch for what matches a search',
        options: [query('The search to watch for'), channel],
      },
      {
        name: 'remove',
        description: 'Watch no longer',
        options: [
          {
            name: 'number',
            description: 'Its number in /rsis watch list',
            writing: 'words',
            isRequired: true,
            range: [1, 2_000_000_000],
          },
          channel,
        ],
      },
      { name: 'list', description: 'The watches of this channel', options: [channel] },
    ],
  },
]

/** The name of the entry in a message's Apps menu. */
export const findOnRsis = 'Find on RSIS'
