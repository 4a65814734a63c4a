import type { Timeline, TimelinePost } from '../../../adapters/web/timeline.ts'

/** A timeline in memory, with the rules of the durable one. */
export const createMemoryTimeline = (): Timeline => {
  const posts: TimelinePost[] = []
  return {
    async append({ key, card, postedAt }) {
      const present = posts.find((post) => post.key === key)
      if (present !== undefined) return { number: present.number, isNew: false }
      const number = posts.length + 1
      posts.unshift({ number, key, card, postedAt })
      return { number, isNew: true }
    },
    async find(key) {
      return posts.find((post) => post.key === key)
    },
    async list({ before = Number.POSITIVE_INFINITY, limit }) {
      return posts.filter((post) => post.number < before).slice(0, limit)
    },
  }
}
