import { isSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import { splitRequest } from './request.ts'
import { readSubscription, type Wish } from './wishes/index.ts'

const saysWhole = /^(?:(?:a |the )?(?:daily|weekly|weekdays?|weekends?)|every|each|digest)\b|\bdigests?\b/iu
export const saysWhat =
  /\b(?:only|just|about|on|regarding|except|but|not|without|by|articles?|commentaries|pieces|stuff|news|updates)\b/iu
const saysHowOften =
  /\b(?:every|each|daily|weekly|weekdays?|weekends?|digest|mornings?|evenings?|(?:mon|tues?|wed|wednes|thu|thurs|fri|satur|sat|sun)(?:days?)?)\b/iu

/** When a digest should come, said without a verb: at once where it is said whole, else asked. */
export const asSchedule = (text: string): Wish | undefined => {
  if (isSchedule(text)) {
    if (/^(?:19|20)\d\d$/u.test(text)) return undefined
    if (saysWhole.test(text)) return { kind: 'run', command: `subscribe ${text}` }
    return {
      kind: 'ask',
      question: `A digest here, ${text}?`,
      choices: [
        { label: 'Change or make the digest', command: `digest set ${text}` },
        { label: 'What it is now', command: 'digest show' },
      ],
    }
  }
  const split = saysHowOften.test(text) ? splitRequest(text) : undefined
  return split !== undefined && split.schedule !== '' && saysWhat.test(split.condition)
    ? readSubscription(text)
    : undefined
}
