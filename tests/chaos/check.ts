import type { Message } from './platforms/port.ts'
import type { Publication } from './publication.ts'

export type Records = {
  /** What was published and could be seen, in order. */
  readonly owed: readonly Publication[]
  /** Everything that was published. */
  readonly published: readonly Publication[]
  /** The numbers of those whose page could not be read at once: they come when they can. */
  readonly late?: ReadonlySet<number>
  /** Where each of it is owed. */
  readonly places: readonly string[]
  /** Whether a post has its thread; a digest has none. */
  readonly hasThreads: boolean
  /** What was accepted, in order. */
  readonly messages: readonly Message[]
}

/** What the records say, each fault in words. */
export type Verdict = {
  readonly owed: number
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  readonly outOfOrder: readonly string[]
  /** Quotes that are no slice of the text that they were taken from. */
  readonly unverified: readonly string[]
  /** What the title of a digest or catch-up counts, and neither it nor its thread names. */
  readonly unnamed: readonly string[]
  /** Messages that still show what was taken out, or whose thread does not tell of the correction. */
  readonly uncorrected: readonly string[]
  /** From publication to acceptance, by the program's clock; 0 where nothing was accepted. */
  readonly worstDelayMs: number
}

/** Double quotation marks within a quote are shown as single ones. */
const folded = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[“”"‘’]/gu, "'")
    .trim()

/** The words between the “…” that show where a quote begins or ends inside a sentence. */
const withoutCutMarks = (quote: string): string => quote.replace(/^… /u, '').replace(/ …$/u, '')

const times = (count: number): string => `${count} times`

/** How a post says that later ones may have passed it. */
const lateMark = 'Posted late'

/** The posts of one place about each publication: none is a loss, the order that of publication. */
const judgePlace = (place: string, { owed, messages, late }: Records) => {
  const posts = messages.filter((message) => message.place === place && message.parent === undefined)
  const first = owed.map((publication) => {
    const at = posts.findIndex(({ about }) => about.includes(publication.number))
    return { publication, at, message: posts[at] }
  })
  const found = first.filter(({ message }) => message !== undefined)
  // A long catch-up names its earliest in its thread, by their titles alone; the thread of a post quotes.
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

/** Every place gets the same: where one has a reply, so have the others that have a post of its own. */
const lostReplies = ({ owed, places, messages, hasThreads }: Records): string[] => {
  if (!hasThreads) return []
  const has = (place: string | undefined, number: number, isReply: boolean): boolean =>
    messages.some(
      (message) =>
        (place === undefined || message.place === place) &&
        (message.parent !== undefined) === isReply &&
        message.about.includes(number) &&
        message.about.length === 1 &&
        // A list of one has no claims to follow it.
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

/** Any publication posted twice to a place, owed or not; and any message, replies too, that came twice under one key. */
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

/** Every list, post and thread together, names as many as its title counts. */
const unnamed = ({ messages }: Records): string[] =>
  messages.flatMap(({ place, id, about, text }) => {
    const stated = Number(statedCount.exec(text)?.[1] ?? 0)
    const thread = messages.filter((message) => message.place === place && message.parent === id)
    const missing = stated - new Set([...about, ...thread.flatMap((page) => page.about)]).size
    return missing > 0 ? [`${missing} of ${stated} in ${place}`] : []
  })

/** How a note in a thread says that the post above it was corrected; it quotes what was taken out. */
const noteMark = 'The publisher corrected this commentary'

/** What was taken out of a publication is shown by no message, and the thread of its own post tells of it. */
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

/** How much is wrong, whatever it is. */
export const faultCount = ({ lost, duplicated, outOfOrder, unverified, unnamed, uncorrected }: Verdict): number =>
  [lost, duplicated, outOfOrder, unverified, unnamed, uncorrected].flat().length

/** Judges a run by what the counterparts recorded, and by nothing that the program says of itself. */
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
