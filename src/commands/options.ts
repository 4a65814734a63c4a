import { fieldNames } from '../archive/query/lexer.ts'
import { shown } from '../archive/query/text.ts'
import { UserError } from '../errors.ts'
import { inWeekOrder, type Weekday, weekdays, weekend, workdays } from '../subscriptions/cadence.ts'
import { dayRange } from '../subscriptions/schedule/day-names.ts'
import { parseDays, parseTimes } from '../subscriptions/schedule/parse-schedule.ts'
import { parseZone } from '../subscriptions/schedule/parse-zone.ts'
import { suggestZones } from '../subscriptions/schedule/suggest-zones.ts'
import { daysText, describeDays } from './describe-days.ts'
import type { CommandOption, CommandSpec, Suggestion, Values } from './port.ts'

/** A commentary, in any form in which people name one. */
export const commentaryOption: CommandOption = {
  name: 'id',
  description: 'A number such as CO26201, the page’s address, words of the title, or latest',
  writing: 'words',
  isRequired: true,
  completes: 'commentary',
}

export const channelOption: CommandOption = {
  name: 'channel',
  description: 'For another channel than this one, such as a forum',
  writing: 'channel',
}

/** The fields of a search; they are written among its words. */
export const searchOptions: readonly CommandOption[] = [
  { name: 'author', description: 'Only by this author', writing: 'term', completes: 'author' },
  { name: 'topic', description: 'Only on this topic', writing: 'term', completes: 'topic' },
  { name: 'since', description: 'Published on or after this day, month or year, such as 2026-03', writing: 'term' },
  { name: 'until', description: 'Published on or before this day, month or year, such as 2026-09', writing: 'term' },
]

/** The choices to offer; the present value comes first if it is not among them. */
const withKnown = (
  known: readonly string[],
  offered: readonly Suggestion[],
  labelOf: (value: string) => string,
): readonly Suggestion[] => [
  ...[...new Set(known)]
    .filter((value) => value !== '' && offered.every((one) => one.value !== value))
    .map((value) => ({ label: labelOf(value), value })),
  ...offered,
]

const dayChoice = (some: readonly Weekday[]): Suggestion => {
  const label = describeDays(some)
  return { label: `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`, value: daysText(some) }
}

const dayChoices = [weekdays, workdays, dayRange('sun', 'thu'), weekend, ...weekdays.map((day) => [day])].map((some) =>
  dayChoice(inWeekOrder(some)),
)

/** The label of a choice of days; the text itself if it names no days. */
const labelOfDays = (text: string): string => {
  try {
    return dayChoice(parseDays(text)).label
  } catch {
    return text
  }
}

/** Whether the schedule has a meaning: posts that come as commentaries appear have none. */
const isOfDigest = ({ mode }: Values): boolean => mode !== 'instant'

const days: CommandOption = {
  name: 'days',
  description: 'The days of the digest, such as weekdays, sun-thu or mon,wed,fri',
  writing: 'named',
  check: parseDays,
  field: {
    label: 'Days of the digest',
    choices: (known) => withKnown(known, dayChoices, labelOfDays),
    isUsed: isOfDigest,
  },
}

const time: CommandOption = {
  name: 'time',
  description: 'When the digest comes, such as 08:00, or 8am,5pm',
  writing: 'named',
  check: parseTimes,
  field: { label: 'Time of the digest', placeholder: '08:00', isUsed: isOfDigest },
}

const zone: CommandOption = {
  name: 'zone',
  description: 'The time zone of that time, such as Asia/Singapore',
  writing: 'named',
  completes: 'zone',
  check: (value) => parseZone(value.replaceAll('_', ' ')),
  field: {
    label: 'Time zone',
    hint: 'Any other zone can be typed: /rsis digest set zone:Europe/Vilnius',
    choices: (known) => withKnown(known, suggestZones(''), (value) => value),
    isUsed: isOfDigest,
  },
}

/** The options that say when a digest is posted. */
export const scheduleOptions: readonly CommandOption[] = [
  { name: 'when', description: 'In words, such as weekdays 08:30 SGT; instead of the options below', writing: 'words' },
  days,
  time,
  zone,
  {
    name: 'empty',
    description: 'Whether a digest without anything new is posted',
    writing: 'named',
    choices: [
      { label: 'Post it', value: 'post' },
      { label: 'Skip it', value: 'skip' },
    ],
    field: { label: 'A digest without anything new', isUsed: isOfDigest },
  },
]

const usageOf = ({ name, writing, isRequired }: CommandOption): string => {
  if (writing === 'words') return isRequired === true ? `<${name}>` : `[${name}]`
  return writing === 'flag' ? `[${name}]` : `[${name}:…]`
}

/** What a person types after `/rsis`: `show <id>`, `digest set|show|off|now`. */
export const usage = ({ verb, options, actions = [] }: CommandSpec): string => {
  if (actions.length > 0) return `${verb} ${actions.map((action) => action.verb).join('|')}`
  const typed = options.filter(({ writing }) => writing !== 'channel' && writing !== 'named' && writing !== 'term')
  const more = options.some(({ writing }) => writing === 'named' || writing === 'term') ? ['[…]'] : []
  return [verb, ...typed.map(usageOf), ...more].join(' ')
}

/** The options that are typed, with their descriptions. */
export const typedOptions = ({ options }: Pick<CommandSpec, 'options'>): readonly (readonly [string, string])[] =>
  options
    .filter(({ writing }) => writing !== 'channel')
    .map((option) => {
      const choices = option.choices?.map(({ value }) => value).join(', ')
      return [
        usageOf(option),
        choices === undefined ? option.description : `${option.description}: ${choices}`,
      ] as const
    })

/** The named options, the flags, and the remaining words that a person typed. */
export type Given = {
  readonly words: string
  readonly named: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
}

const known = (options: readonly CommandOption[]): string => {
  const named = options.filter(({ writing }) => writing === 'named').map(({ name }) => `${name}:`)
  const last = options.filter(({ writing }) => writing === 'rest').map(({ name }) => `${name}: (at the end)`)
  return [...named, ...last].join(', ')
}

/** Takes a `rest` option off the end: everything after its name, including quotation marks and colons. */
const takeRest = (text: string, options: readonly CommandOption[], named: Map<string, string>): string => {
  const rest = options.find(({ writing }) => writing === 'rest')
  const at = rest && new RegExp(`(?:^|\\s)${rest.name}:`, 'iu').exec(text)
  if (rest === undefined || at === null || at === undefined) return text
  named.set(rest.name, text.slice(at.index + at[0].length).trim())
  return text.slice(0, at.index)
}

const namedPattern = /(?<![^\s,;])(\p{L}+):("[^"]*"|\S*)/giu

/**
 * Reads the words after a verb into its options. `isStrict`: a `name:` that is not an option is a mistake, not a word.
 * @throws UserError for an unknown option, or an option without a value.
 */
export const readOptions = (text: string, options: readonly CommandOption[], isStrict = false): Given => {
  const named = new Map<string, string>()
  const flags = new Set<string>()
  const before = takeRest(text.replaceAll(/[“”]/gu, '"'), options, named)
  let words = before.replaceAll(namedPattern, (whole: string, typed: string, value: string) => {
    const option = options.find(({ name, writing }) => writing === 'named' && name === typed.toLowerCase())
    if (option === undefined) {
      if (!isStrict) return whole
      if (fieldNames.includes(typed.toLowerCase())) {
        throw new UserError('Option', `${typed}: is part of a search`, `put filter: before it, e.g. filter:${whole}`)
      }
      throw new UserError('Option', `there is no “${shown(typed)}:”`, `known are ${known(options)}`)
    }
    const bare = value.replaceAll('"', '').trim()
    if (bare === '')
      throw new UserError('Option', `${option.name}: has no value`, `e.g. ${option.name}:${exampleOf(option)}`)
    named.set(option.name, bare)
    return ' '
  })
  for (const { name } of options.filter(({ writing }) => writing === 'flag')) {
    const flag = new RegExp(`(?<!\\S)${name}(?!\\S)`, 'giu')
    if (!flag.test(words)) continue
    flags.add(name)
    words = words.replaceAll(flag, ' ')
  }
  return { words: words.replaceAll(/\s+/gu, ' ').trim(), named, flags }
}

const examples: Readonly<Record<string, string>> = {
  days: 'weekdays',
  time: '08:00',
  zone: 'Asia/Singapore',
  dates: 'en-SG',
}

const exampleOf = ({ name, choices, range }: CommandOption): string =>
  choices?.[0]?.value ?? (range === undefined ? (examples[name] ?? 'value') : String(range[0] + 1))
