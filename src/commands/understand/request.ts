import { plainInput } from '../../subscriptions/schedule/normalise-input.ts'
import { isSchedule } from '../../subscriptions/schedule/parse-schedule.ts'

/** A wish split into when and what; each empty where nothing is said of it. */
export type Request = { readonly schedule: string; readonly condition: string }

/** Where the words of when or of what may begin. */
const joints = /(?<=^|[ ,;])(?=\S)/gu

const marker =
  /^(?:but |and |with |if |when )?(?:only|just|about|on|regarding|concerning|mentioning|matching|with|except|but|not|no|excluding|without|by|from|for|to|filter(?:ed)? (?:by|to|on)|anything|everything|all|articles?|commentaries|stuff|things|pieces|news|updates)\b/iu

/** Words between the two that belong to neither. */
const bare = (text: string): string =>
  text.replaceAll(/^[\s,;:-]+|[\s,;:-]+$|[\s,;]+(?:and|but|with|for|on|at|to)$/giu, '').trim()

/**
 * A wish as when and what, in either order: `daily at 8am, only maritime`, `nickel articles every morning`; undefined where
 * its words are neither.
 */
export const splitRequest = (typed: string): Request | undefined => {
  const text = plainInput(typed)
  if (text === '') return { schedule: '', condition: '' }
  if (isSchedule(text)) return { schedule: text, condition: '' }
  const places = [...text.matchAll(joints)].map(({ index }) => index)
  const first = places.find((at) => {
    const [head, tail] = [bare(text.slice(0, at)), text.slice(at)]
    return marker.test(tail) && (head === '' || isSchedule(head)) && !isSchedule(tail)
  })
  const last = places.find((at) => at > 0 && isSchedule(bare(text.slice(at))) && bare(text.slice(0, at)) !== '')
  if (last !== undefined && (first === undefined || first === 0)) {
    return { schedule: bare(text.slice(last)), condition: bare(text.slice(0, last)) }
  }
  if (first !== undefined) return { schedule: bare(text.slice(0, first)), condition: bare(text.slice(first)) }
  return undefined
}
