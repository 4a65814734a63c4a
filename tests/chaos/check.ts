import type { Message } from './platforms/port.ts'
import type { Publication } from './publication.ts'

export type Records = {
  /** Everything that was published and could be seen, in order. */
  readonly owed: readonly Publication[]
  /** Everything that was published. */
  readonly published: readonly Publication[]
  /** The numbers of those whose page could not be read at first; they may come late. */
  readonly late?: ReadonlySet<number>
  /** The places that should get each of them. */
  readonly places: readonly string[]
  /** Whether a post has a thread; a digest has none. */
  readonly hasThreads: boolean
  /** The accepted messages, in order. */
  readonly messages: readonly Message[]
}

/** The result of the comparison, with each fault as a sentence. */
export type Verdict = {
  readonly owed: number
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  readonly outOfOrder: readonly string[]
  /** Quotes that are not a slice of their text. */
  readonly unverified: readonly string[]
  /** Commentaries that the title of a digest or catch-up counts, but neither it nor its thread names. */
  readonly unnamed: readonly string[]
  /** Messages that still show what was removed, or whose thread does not mention the correction. */
  readonly uncorrected: readonly string[]
  /** The longest time from publication to acceptance, by the program's clock; 0 if nothing was accepted. */
  readonly worstDelayMs: number
}

/** Double quotation marks inside a quote are shown as single ones. */
const folded = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[“”"‘’]/gu, "'")
    .trim()

/** The words between the “…” that mark where a quote begins or ends inside a sentence. */
const withoutCutMarks = (quote: string): string => quote.replace(/^… /u, '').replace(/ …$/u, '')

const times = (count: number): string => `${count} times`

/** The note on a post that later posts may have overtaken. */
const lateMark = 'Posted late'

/** Checks one place: every publication must have a post, in the order of publication. */
const judgePlace = (place: string, { owed, messages, late }: Records) => {
  const posts = messages.filter((message) => message.place === place && message.parent === undefined)
  const first = owed.map((publication) => {
    const at = posts.findIndex(({ about }) => about.includes(publication.number))
    return { publication, at, message: posts[at] }
  })
  const found = first.filter(({ message }) => message !== undefined)
  // A long catch-up names its oldest commentaries in its thread, only by title; the thread of a post has quotes.
  const named = messages
    .filter((message) => message.place === place && message.parent !== undefined && message.quotes.length === 0)
    .flatMap(({ about }) => about)
  const inTime = found.filter(
    ({ publication, message }) => late?.has(publication.number) !== true && message?.text.includes(lateMark) !== true,
  )
  return {
    lost: first
      .filter(({ message, publication }) => message === undefined && !named.includes(publication.number))
      .map(({ publication }) => `${publication.sample.id} in ${place}`),
    outOfOrder: inTime
      .filter(({ at }, index) => inTime.slice(0, index).some((earlier) => earlier.at > at))
      .map(({ publication }) => `${publication.sample.id} in ${place}`),
    delays: found.map(({ publication, message }) => (message?.at ?? 0) - publication.publishedAt),
  }
}

/** The title of a catch-up or digest, with how many it names. */
const statedCount = /(?:Caught up|igest, [^\n:]*): (\d+) commentar/u

/** All places get the same: if one has a reply, so must the others that have a separate post. */
const lostReplies = ({ owed, places, messages, hasThreads }: Records): string[] => {
  if (!hasThreads) return []
  const has = (place: string | undefined, number: number, isReply: boolean): boolean =>
    messages.some(
      (message) =>
        (place === undefined || message.place === place) &&
        (message.parent !== undefined) === isReply &&
        message.about.includes(number) &&
        message.about.length === 1 &&
        // A list with one commentary has no thread with claims.
        !statedCount.test(message.text),
    )
  return owed
    .filter(({ number }) => has(undefined, number, true))
    .flatMap(({ number, sample }) =>
      places
        .filter((place) => has(place, number, false) && !has(place, number, true))
        .map((place) => `reply of ${sample.id} in ${place}`),
    )
}

/** Publications that were posted twice to a place, and messages, including replies, that came twice with one key. */
const duplicates = ({ published, messages, places }: Records): string[] => {
  const posts = places.flatMap((place) =>
    published.flatMap(({ number, sample }) => {
      const found = messages.filter(
        (message) => message.place === place && message.parent === undefined && message.about.includes(number),
      )
      return found.length > 1 ? [`${sample.id} in ${place}, ${times(found.length)}`] : []
    }),
  )
  const byKey = Map.groupBy(
    messages.filter(({ parent }) => parent !== undefined),
    ({ key }) => key,
  )
  const replies = [...byKey].filter(([, found]) => found.length > 1)
  return [...posts, ...replies.map(([key, found]) => `reply ${key} in ${found[0]?.place}, ${times(found.length)}`)]
}

const unverified = ({ published, messages }: Records): string[] =>
  messages.flatMap(({ place, about, quotes }) => {
    const texts = published.filter(({ number }) => about.includes(number)).flatMap((one) => one.texts.map(folded))
    return quotes
      .filter((quote) => !texts.some((text) => text.includes(withoutCutMarks(folded(quote)))))
      .map((quote) => `“${quote}” in ${place}`)
  })

/** Lists that, together with their threads, name fewer commentaries than their title counts. */
const unnamed = ({ messages }: Records): string[] =>
  messages.flatMap(({ place, id, about, text }) => {
    const stated = Number(statedCount.exec(text)?.[1] ?? 0)
    const thread = messages.filter((message) => message.place === place && message.parent === id)
    const missing = stated - new Set([...about, ...thread.flatMap((page) => page.about)]).size
    return missing > 0 ? [`${missing} of ${stated} in ${place}`] : []
  })

/** The beginning of the note in the thread of a corrected post; it quotes what was removed. */
const noteMark = 'The publisher corrected this commentary'

/** Removed text that a message still shows, and posts whose thread does not mention the correction. */
const uncorrected = ({ published, messages }: Records): string[] => {
  const isNote = ({ text }: Message): boolean => text.includes(noteMark)
  return published.flatMap(({ number, sample, withdrawn }) => {
    const naming = messages.filter((message) => message.about.includes(number) && !isNote(message))
    const stale = naming.filter(({ text }) => withdrawn.some((words) => folded(text).includes(folded(words))))
    const hasNote = ({ id, place }: Message): boolean =>
      messages.some((message) => message.place === place && message.parent === id && isNote(message))
    const own = naming.filter(({ parent, about }) => parent === undefined && about.length === 1)
    const untold = withdrawn.length === 0 ? [] : own.filter((post) => !hasNote(post))
    return [
      ...stale.map(({ place }) => `${sample.id} in ${place}`),
      ...untold.map(({ place }) => `no note of ${sample.id} in ${place}`),
    ]
  })
}

/** The number of faults of any kind. */
export const faultCount = ({ lost, duplicated, outOfOrder, unverified, unnamed, uncorrected }: Verdict): number =>
  [lost, duplicated, outOfOrder, unverified, unnamed, uncorrected].flat().length

/** Judges a run only by what the counterparts recorded, not by what the program says about itself. */
export const judge = (records: Records): Verdict => {
  const places = records.places.map((place) => judgePlace(place, records))
  return {
    owed: records.owed.length * records.places.length,
    lost: [...places.flatMap(({ lost }) => lost), ...lostReplies(records)],
    duplicated: duplicates(records),
    outOfOrder: places.flatMap(({ outOfOrder }) => outOfOrder),
    unverified: unverified(records),
    unnamed: unnamed(records),
    uncorrected: uncorrected(records),
    worstDelayMs: Math.max(0, ...places.flatMap(({ delays }) => delays)),
  }
}
