import { upToTwelve as hours } from '../../archive/query/number-words.ts'
import { clock } from './parse-time.ts'

const minutes: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  fifteen: 15,
  quarter: 15,
  'a quarter': 15,
  twenty: 20,
  'twenty-five': 25,
  'twenty five': 25,
  thirty: 30,
  half: 30,
  'forty-five': 45,
  'forty five': 45,
}

const hour = `(${hours.join('|')}|\\d{1,2})`
const minute = `(${Object.keys(minutes).join('|')}|\\d{1,2}(?= (?:min|past|to )))`
const behind = '(?![\\p{L}\\d:.]|-)'

const hourOf = (word: string): number => {
  const at = hours.indexOf(word.toLowerCase())
  return at < 0 ? Number(word) : at + 1
}

const minuteOf = (word: string): number => minutes[word.toLowerCase()] ?? Number(word)

const before = (at: number, count: number): string => clock((at + 23) % 24, 60 - count)

const pastOrTo = new RegExp(
  `(?<![\\p{L}\\d])${minute}(?: min(?:ute)?s?)? (past|after|to|before) ${hour}${behind}`,
  'giu',
)
const halfHour = new RegExp(`(?<![\\p{L}\\d])half[ -]${hour}${behind}`, 'giu')
const together = new RegExp(`(?<![\\p{L}\\d])(${hours.join('|')})[ -](fifteen|thirty|forty[ -]five)(?!\\p{L})`, 'giu')
const spelt = new RegExp(
  `(?<![\\p{L}\\d])(${hours.join('|')})(?= (?:o'?clock|[ap]\\.?m\\b|in the |sharp))|(?<=(?:\\bat|@|around|by|and) )(${hours.join('|')})(?! (?:times?|days?|weeks?|hours?|months?)\\b)(?!\\p{L})`,
  'giu',
)

/** Times in words as figures: `half past eight` is `8:30`, `ten to nine` is `8:50`, `at eight` is `at 8`. */
export const speltTimes = (text: string): string =>
  text
    .replaceAll(pastOrTo, (_, count: string, side: string, of: string) =>
      /^(?:past|after)$/iu.test(side) ? clock(hourOf(of) % 24, minuteOf(count)) : before(hourOf(of), minuteOf(count)),
    )
    .replaceAll(halfHour, (_, of: string) => clock(hourOf(of) % 24, 30))
    .replaceAll(together, (_, of: string, count: string) => clock(hourOf(of) % 24, minuteOf(count.replace('-', ' '))))
    .replaceAll(spelt, (_, alone: string | undefined, after: string | undefined) =>
      String(hourOf(alone ?? after ?? '')),
    )
