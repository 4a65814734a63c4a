import { stemsOf } from '../text/words.ts'

/** The stems that show what a text is about: those of its title, and the most frequent ones. */
export type Topic = { readonly title: ReadonlySet<string>; readonly common: ReadonlySet<string> }

const commonStems = 10

/** `sentences`: the stems of each sentence of the body. */
export const topicOf = (title: string, sentences: readonly (readonly string[])[]): Topic => {
  const counts = [...Map.groupBy(sentences.flat(), (stem) => stem)].toSorted(([, a], [, b]) => b.length - a.length)
  return { title: new Set(stemsOf(title)), common: new Set(counts.slice(0, commonStems).map(([stem]) => stem)) }
}

/** How many different stems of the sets a sentence contains. */
export const shared = (stems: readonly string[], ...sets: readonly ReadonlySet<string>[]): number =>
  new Set(stems.filter((stem) => sets.some((set) => set.has(stem)))).size

/** How many stems of the topic a sentence contains. */
export const topicality = (stems: readonly string[], { title, common }: Topic): number => shared(stems, title, common)
