import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { requeue } from '../../src/delivery/store.ts'
import { cardOf, openOutbox, type Outbox, place, scriptedPoster } from './harness.ts'

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
  await outbox.owe('a', 'post')
  await outbox.owe('a', 'thread', { kind: 'thread', targetKey: 'post' })
})
afterEach(() => outbox.close())

const states = async (): Promise<string[]> =>
  (await outbox.rows()).map(({ key, state, reason_code }) => [key, state, reason_code].filter(Boolean).join(' '))

const enqueueEdits = async (): Promise<void> => {
  await outbox.owe('a', 'edit of post', { kind: 'edit', targetKey: 'post', card: cardOf('corrected post') })
  await outbox.owe('a', 'edit of thread', { kind: 'edit', targetKey: 'thread', card: cardOf('corrected thread') })
  await outbox.owe('a', 'note', { kind: 'note', targetKey: 'post' })
}

describe('a reply', () => {
  test('goes into the thread of its post, after it', async () => {
    const { poster, calls } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a post', 'post a thread under m1'])
  })

  test('waits for its post’s receipt while that is uncertain, and is looked for in its thread', async () => {
    const { poster, calls, messages } = scriptedPoster({ post: ['accept, lost', 'accept, lost'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual([
      'post a post: accept, lost',
      'find a',
      'post a thread under m1: accept, lost',
      'find a under m1',
    ])
    expect(messages.map(({ key, parent }) => [key, parent])).toEqual([
      ['post', undefined],
      ['thread', 'm1'],
    ])
  })

  test('is not sent where its post is refused, and says so; requeued, both are sent in order', async () => {
    const { poster, calls } = scriptedPoster({ post: ['refused'] })
    const dispatcher = outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a post: refused'])
    expect(await states()).toEqual(['post dead too-long', 'thread dead parent-not-posted'])
    expect(await requeue(outbox.db, place('a'), undefined, outbox.now())).toBe(2)
    dispatcher.wake()
    await outbox.quiet()
    expect(calls).toEqual(['post a post: refused', 'post a post', 'post a thread under m1'])
  })

  test('is not sent if it is unknown whether its post arrived', async () => {
    const { poster } = scriptedPoster({ post: ['lost'], find: ['cannotLook'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(await states()).toEqual(['post unconfirmed unconfirmed', 'thread dead parent-not-posted'])
  })

  test('does not delay other posts', async () => {
    await outbox.owe('a', 'other post')
    const { poster, calls } = scriptedPoster({ post: ['refused'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a post: refused', 'post a other post'])
  })
})

describe('an edit', () => {
  test('puts the card into each message in place, and its note into the thread', async () => {
    await enqueueEdits()
    const { poster, calls, messages } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls.slice(2)).toEqual([
      'edit a m1 to corrected post',
      'edit a m2 to corrected thread under m1',
      'post a note under m1',
    ])
    expect(messages.map(({ key, card }) => [key, card.title?.text])).toEqual([
      ['post', 'corrected post'],
      ['thread', 'corrected thread'],
      ['note', 'note'],
    ])
  })

  test.each(['lost', 'accept, lost', 'strange'])(
    'whose answer is “%s” is repeated, and never looked for',
    async (step) => {
      await enqueueEdits()
      const { poster, calls, messages } = scriptedPoster({ edit: [step] })
      outbox.start(poster)
      await outbox.quiet()
      expect(calls.slice(2)).toEqual([
        `edit a m1 to corrected post: ${step}`,
        'edit a m1 to corrected post',
        'edit a m2 to corrected thread under m1',
        'post a note under m1',
      ])
      expect(messages).toHaveLength(3)
    },
  )

  test('after a crash in the middle of it is done again', async () => {
    await enqueueEdits()
    const { poster, calls } = scriptedPoster()
    await outbox.db.updateTable('deliveries').set({ state: 'sent', receipt: 'm1' }).where('key', '=', 'post').execute()
    await outbox.db
      .updateTable('deliveries')
      .set({ state: 'sent', receipt: 'm2' })
      .where('key', '=', 'thread')
      .execute()
    await outbox.db.updateTable('deliveries').set({ state: 'sending' }).where('key', '=', 'edit of post').execute()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual([
      'edit a m1 to corrected post',
      'edit a m2 to corrected thread under m1',
      'post a note under m1',
    ])
  })

  test('waits until its post is sent, which shows what it showed when it was enqueued', async () => {
    await enqueueEdits()
    const { poster, calls } = scriptedPoster({ post: ['busy'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a post: busy'])
    await outbox.later(30_000)
    expect(calls.slice(1, 4)).toEqual(['post a post', 'post a thread under m1', 'edit a m1 to corrected post'])
  })

  test('of a message that somebody deleted is given up, and the place continues', async () => {
    await enqueueEdits()
    await outbox.owe('a', 'next')
    const { poster, calls } = scriptedPoster({ edit: ['refused', 'refused'] })
    outbox.start(poster)
    await outbox.quiet()
    expect((await outbox.row('edit of post')).state).toBe('dead')
    expect(calls.at(-1)).toBe('post a next')
  })

  test('of a message that never was is given up without a word to the platform', async () => {
    await enqueueEdits()
    const { poster, calls } = scriptedPoster({ post: ['refused'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a post: refused'])
    expect((await states()).slice(2)).toEqual([
      'edit of post dead parent-not-posted',
      'edit of thread dead parent-not-posted',
      'note dead parent-not-posted',
    ])
  })
})
