import type { Timeline, TimelinePost } from '../../../adapters/web/post/timeline.ts'

type Kept = TimelinePost & { readonly parent: number | undefined }

/** A timeline in memory, with the rules of the durable one. */
export const createMemoryTimeline = (): Timeline => {
  const kept: Kept[] = []
  const withThread = (post: Kept): TimelinePost => {
    const { number, key, card, postedAt } = post
    const thread = kept.filter(({ parent }) => parent === number).flatMap((reply) => reply.card.blocks)
    return { number, key, card: thread.length === 0 ? card : { ...card, thread }, postedAt }
  }
  return {
    async append({ key, card, postedAt, parent }) {
      const present = kept.find((post) => post.key === key)
      if (present !== undefined) return { number: present.number, isNew: false }
      const number = kept.length + 1
      kept.push({ number, key, card, postedAt, parent })
      return { number, isNew: true }
    },
    async replace(number, card) {
      const index = kept.findIndex((post) => post.number === number)
      const post = kept[index]
      if (post !== undefined) kept[index] = { ...post, card }
    },
    async read(number) {
      const post = kept.find((one) => one.number === number)
      const top = post?.parent === undefined ? post : kept.find((one) => one.number === post.parent)
      return top && withThread(top)
    },
    async find(key) {
      return kept.find((post) => post.key === key)
    },
    async list({ before = Number.POSITIVE_INFINITY, limit }) {
      return kept
        .filter((post) => post.parent === undefined && post.number < before)
        .toReversed()
        .slice(0, limit)
        .map(withThread)
    },
  }
}
