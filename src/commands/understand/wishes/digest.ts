import { UserError } from '../../../errors.ts'
import { isSchedule, parseSchedule } from '../../../subscriptions/schedule/parse-schedule.ts'
import { zonesNamed } from '../../../subscriptions/schedule/parse-zone.ts'
import { ask, createReader, run, type Wish } from './wish.ts'

const changing =
  /^(?:make|change|set|move|switch|have|do|use|put|send|get|post)(?: (?:it|this|that|them|(?:the |my |our )?digests?))?(?: (?:to|at|for|on|be))? /iu

const isZone = (name: string): boolean => zonesNamed(name).length > 0 || /^(?:utc|gmt)?[+-]\d/iu.test(name)

/** The option of `digest set` that a slot and its value make. */
const optionOf = (slot: string, value: string): string => {
  const bare = value.replaceAll('"', '')
  if (/^(?:time ?)?zone|^tz/iu.test(slot)) return `zone:"${bare}"`
  if (/^(?:time|hour)/iu.test(slot)) return isSchedule(bare) && /[^\d:., apm]/iu.test(bare) ? bare : `time:"${bare}"`
  return /^day/iu.test(slot) && !isSchedule(bare) ? `days:"${bare}"` : bare
}

const changed = (slot: string, value: string): Wish => ({
  kind: 'run',
  command: `digest set ${optionOf(slot, value.replace(/^(?:to|at|for|on|be|by|:|=)+ /iu, ''))}`,
  needsDigest: true,
})

const instant = ask('Post each commentary as it appears, without a digest?', {
  label: 'Each as it appears',
  command: 'subscribe instant',
})

const isMistaken = (words: string): boolean => {
  try {
    parseSchedule(words)
    return false
  } catch (error) {
    if (error instanceof UserError) return true
    throw error
  }
}

/** What is said of a digest without its name: asked, for it may be about something else. */
const askWhen = (typed: string): Wish | undefined => {
  const words = typed.replace(changing, '')
  if (/^(?:to )?instant(?:ly)?$/iu.test(words)) return instant
  if (!isSchedule(words) || /^\d{1,4}$/u.test(words)) return undefined
  if (isMistaken(words)) return { kind: 'run', command: `digest set ${words}`, needsDigest: true }
  return ask(
    `Change when the digest comes: ${words}?`,
    { label: 'Change the digest', command: `digest set ${words}` },
    { label: 'Digest alone, nothing at once', command: `subscribe digest ${words}` },
  )
}

/** Wishes about the digest: when it comes, and whether at all. */
export const readDigestWish = createReader([
  [
    [
      '(?:when|what time|how often|what day)(?: exactly)? (?:is|are|does|do|will|can|comes?).*(?:digests?|it come|newsletter)(?: .*)?',
      '(?:the |my |our )(?:next )?digest(?: (?:time|settings?|schedule|status))?',
      'when(?: is|.s)? (?:the )?next (?:post|briefing|update|summary|one|message)|next (?:post|briefing|update)',
      'next digest|digest (?:time|settings?|schedule|status)',
      "(?:show|see|what is|what'?s|check) {our}(?:next )?digest(?: (?:time|schedule|settings?))?",
      '(?:is there|do (?:i|we) (?:have|get)) {our}{digest}',
    ],
    () => run('digest show'),
  ],
  [
    [
      "{change} {our}{digest}(?:'s)?(?: (?:time|days?|zone|time ?zone|schedule|hours?))?",
      '{change} {our}(?:time|days?|schedule)',
    ],
    () => ({ kind: 'run', command: 'digest set', needsDigest: true }),
  ],
  [
    [
      '(?:{stop}|leave|un-?follow) (?:{sending} )?{our}(?:{digest}|(?:daily|weekly|morning)(?: (?:ones?|{docs}))?)(?: (?:e-?mails?|posts?))?',
    ],
    () => run('digest off'),
  ],
  [
    ['{stop} (?:{sending} )?{our}instant(?:ly)?(?: {docs})?', '(?:digest|summary) only|only {our}{digest}'],
    () =>
      ask(
        'Post the digest alone, and nothing at once?',
        { label: 'The digest alone', command: 'subscribe digest' },
        { label: 'What comes now', command: 'list' },
      ),
  ],
  [
    [
      '(?:send|post|give|get|publish|run|deliver|push) {our}{digest} (?:right now|now|right away|today|immediately|at once)',
    ],
    () => ask('Post now what waits for the digest?', { label: 'Post it now', command: 'digest now' }),
  ],
  [
    [
      "{change} {our}(?:{digest}(?:'s)? )?(?<slot>time ?zones?|tz|zone|times?|days?|hours?|schedule|delivery time|posting time)(?: of {our}{digest})? ?(?:to|at|for|on|=|:|from .+ to)? (?<value>.+)",
    ],
    ({ slot = '', value = '' }) => changed(slot, value),
  ],
  [
    [
      "(?:{change}|send|post|get|have|deliver|schedule|want|make it) {our}(?:{digest}|it|them|everything|posts|updates)(?:'s)?(?: (?:back|forward|up|out))?,? ?(?:to|at|for|on|by|be|come|=|:)*,? (?<value>.+)",
    ],
    ({ value = '' }) => (isSchedule(value) ? run(`digest set ${value}`) : undefined),
  ],
  [
    [
      '(?<value>.+?),? (?:instead|rather|please)(?: of .+)?',
      '(?:{change}|do|use|go for|try|go)(?: (?:it|this))?(?: (?:to|back to|with|over to))* (?<value>.+)',
      "(?:(?:i|we)(?:'d| would)? )?(?:rather|prefer|like|want)(?: to)?(?: (?:have|get|receive))?(?: (?:it|this|them|{our}{digest}))? (?<value>.+)",
      '(?<value>.+) (?:is|would be|works) (?:better|best|fine|good|nicer|enough|plenty|sufficient|ok(?:ay)?)(?: .*)?',
      '(?<value>(?:only|just|not) on .+|on .+ only)',
    ],
    ({ value = '' }) => askWhen(value),
  ],
  [
    [
      "(?:(?:it|this|we|i)(?:'s|'re|'m| is| are| am)? (?:in|moved to|now in) |make it (?:in )?|use )(?<zone>[\\p{L} ]+?)(?: (?:time|zone|time ?zone|now))?(?:,? .*(?:zone|time|tz|digest).*)?",
      '(?:change|set|update|adjust) {our}(?:time ?zone|zone|tz)(?: to (?<zone>.+?))?(?:,? (?:we|i|as|because|since) .*)?',
    ],
    ({ zone = '' }) =>
      isZone(zone)
        ? ask(`Change the digest’s time zone to ${zone}?`, {
            label: 'Change the zone',
            command: `digest set zone:"${zone}"`,
          })
        : undefined,
  ],
])
