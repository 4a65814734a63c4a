import { ImpossibleSchedule } from './impossible.ts'

const onDays = 'a digest comes on days of the week; e.g. weekdays 08:00, or weekly on friday 17:00'
const atTimes = 'name the times, e.g. 8am and 5pm; instant posts each commentary as it appears'

/** Periods that people ask for and that are not available, each with the nearest available one. */
const others: readonly (readonly [pattern: RegExp, fix: string])[] = [
  [
    /\b(?:(?:bi)?month(?:ly|s)?|\d{1,2}(?:st|nd|rd|th)|quarter(?:ly)?(?! past| to)|year(?:ly)?|annual(?:ly)?)\b/u,
    onDays,
  ],
  [/\b(?:every other \p{L}+|every second \p{L}+|alternate \p{L}+)/u, onDays],
  [/\b(?:bi-?weekly|fortnight(?:ly)?|every (?:\d+|two|three|four|few|couple of) (?:weeks?|days?))\b/u, onDays],
  [
    /\b(?:hourly|every (?:(?:\d+|two|three|four|six|twelve|few) ?)?(?:hours?|hrs?|min(?:ute)?s?|half hour))\b/u,
    atTimes,
  ],
  [
    /\b(?:tomorrow|today|tonight|yesterday|(?:next|this|last) (?:week|mon|tue|wed|thu|fri|sat|sun)\p{L}*)\b/u,
    'a digest repeats every week on its days; e.g. mon 08:00',
  ],
  [
    /\d[\d:.]*\s?(?:[ap]\.?m\.?)?\s(?:to|till|until)\s\d\S*/u,
    'name one time, e.g. 08:00, or several, e.g. 8am and 5pm',
  ],
  [/\bbetween \S+ and \S+/u, 'name one time, e.g. 08:00, or several, e.g. 8am and 5pm'],
]

/** The period's name in the answer. */
const called: Readonly<Record<string, string>> = {
  fortnight: 'every two weeks (fortnight)',
  fortnightly: 'every two weeks (fortnightly)',
}

/** @throws UserError about a period that a digest cannot have, such as `monthly`; it names an available one. */
export const refuseOtherPeriods = (text: string): void => {
  for (const [pattern, fix] of others) {
    const found = pattern.exec(text)?.[0]
    if (found === undefined) continue
    const name = /^\d+(?:st|nd|rd|th)/u.test(found) ? `${found} of the month` : (called[found] ?? found)
    throw new ImpossibleSchedule('Schedule', `“${name}” is not available`, fix)
  }
}
