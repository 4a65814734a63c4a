import { describe, expect, it } from 'vitest'
import { GoneError, RefusedError, RetryableError } from '../../../src/errors.ts'
import { textOf } from '../../fakes/discord-server.ts'
import { channelTypes } from '../../fakes/discord/world.ts'
import { postCard, threadCard } from './cards.ts'
import { echo, placeIn, startDiscord, startForTest, type Started, waitUntil } from './harness.ts'
import { failureOf } from '../../failure-of.ts'

const key = 'k3v6zq2m4n5b7c2d3f2g3h4j'
const threadKey = 'aaaabbbbccccddddeeeeffff'

const start = (options: Parameters<typeof startForTest>[0] = {}): Promise<Started> => startForTest(options)

describe('a post', () => {
  it('is one message with the card, and carries its key in a button', async () => {
    const { discord, general, server } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    const [message] = general.messages
    expect(receipt.id).toBe(`${general.id}/${message?.id}`)
    expect(general.messages).toHaveLength(1)
    expect(textOf(message ?? { content: '', components: [] })).toContain('Who Mends the Cable?')
    expect(server.idsOf(message ?? { components: [] }).every((id) => id.includes(` ${key} `))).toBe(true)
  })

  it('has further claims in a thread of its message, made once', async () => {
    const { discord, general, server } = await start()
    const parent = await discord.post(placeIn(general), postCard, key)
    const first = await discord.post(placeIn(general), threadCard, threadKey, parent)
    const again = await discord.post(placeIn(general), threadCard, threadKey, parent)
    const thread = server.world.channels.get(general.messages[0]?.id ?? '')
    expect(thread?.messages).toHaveLength(1)
    expect(again).toEqual(first)
    expect(general.messages).toHaveLength(1)
  })

  it('has further claims in a reply where no thread may be made', async () => {
    const { discord, general } = await start()
    general.refusals.thread = 50013
    const parent = await discord.post(placeIn(general), postCard, key)
    const below = await discord.post(placeIn(general), threadCard, threadKey, parent)
    expect(general.messages[1]?.replyTo).toBe(general.messages[0]?.id)
    expect(await discord.find(placeIn(general), threadKey, parent)).toEqual(below)
  })

  it('has further claims in a reply if its thread accepts none, and none if the thread was deleted', async () => {
    const { discord, general, server } = await start()
    const parent = await discord.post(placeIn(general), postCard, key)
    await discord.post(placeIn(general), threadCard, threadKey, parent)
    const thread = server.world.channels.get(general.messages[0]?.id ?? '')
    if (thread === undefined) throw new Error('no thread')
    thread.refusals.post = 50013
    await discord.post(placeIn(general), threadCard, 'ccccddddeeeeffffgggghhhh', parent)
    expect(general.messages[1]?.replyTo).toBe(general.messages[0]?.id)
    thread.refusals.post = 50083
    const error = await failureOf(discord.post(placeIn(general), threadCard, 'iiiijjjjkkkkllllmmmmnnnn', parent))
    expect(error).toMatchObject({ name: 'RefusedError', code: '50083' })
  })

  it('goes into a thread that is subscribed, with replies there', async () => {
    const { discord, general, thread } = await start()
    const place = { ...placeIn(general), thread: thread.id }
    const parent = await discord.post(place, postCard, key)
    await discord.post(place, threadCard, threadKey, parent)
    expect(thread.messages).toHaveLength(2)
    expect(thread.messages[1]?.replyTo).toBe(thread.messages[0]?.id)
    expect(general.messages).toHaveLength(0)
  })

  it('is a post of its own in a forum, with the tag that the forum wants, and is found there', async () => {
    const { discord, forum, server } = await start()
    forum.flags = 16
    forum.tags = [
      { id: '11', name: 'Staff only', moderated: true },
      { id: '12', name: 'Reading', moderated: false },
    ]
    const parent = await discord.post(placeIn(forum), postCard, key)
    await discord.post(placeIn(forum), threadCard, threadKey, parent)
    const posts = [...server.world.channels.values()].filter((channel) => channel.parent === forum.id)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.appliedTags).toEqual(['12'])
    expect(posts[0]?.messages).toHaveLength(2)
    expect(await discord.find(placeIn(forum), key)).toEqual(parent)
    expect(await discord.find(placeIn(forum), threadKey)).toBeUndefined()
    if (posts[0] !== undefined) posts[0].isDeleted = true
    expect(await failureOf(discord.post(placeIn(forum), threadCard, 'c'.repeat(24), parent))).toMatchObject({
      name: 'RefusedError',
    })
    if (posts[0] !== undefined) posts[0].isDeleted = false
    expect((await discord.find(placeIn(forum), threadKey, parent))?.id).toBe(
      `${posts[0]?.id}/${posts[0]?.messages[1]?.id}`,
    )
  })

  it('is found in a forum among the posts that Discord archived, however many others there are', async () => {
    const { discord, forum, server } = await start()
    const parent = await discord.post(placeIn(forum), postCard, key)
    const posts = () => [...server.world.channels.values()].filter((channel) => channel.parent === forum.id)
    for (const post of posts()) post.isArchived = true
    expect(await discord.find(placeIn(forum), key)).toEqual(parent)
    for (let count = 0; count < 230; count += 1)
      server.world.addChannel({
        guild: forum.guild ?? '',
        type: channelTypes.publicThread,
        parent: forum.id,
        owner: '5',
      })
    for (const post of posts()) post.isArchived = true
    expect(await discord.find(placeIn(forum), key)).toEqual(parent)
    expect(await discord.find(placeIn(forum), threadKey)).toBeUndefined()
  })

  it('reads the tags of a forum again when they changed, and reports if there are none', async () => {
    const { discord, forum, server } = await start()
    await discord.post(placeIn(forum), postCard, key)
    forum.flags = 16
    forum.tags = [{ id: '12', name: 'Reading', moderated: false }]
    const error = await failureOf(discord.post(placeIn(forum), postCard, threadKey))
    expect(error).toMatchObject({ name: 'RetryableError', notAccepted: true })
    await discord.post(placeIn(forum), postCard, threadKey)
    expect([...server.world.channels.values()].filter(({ parent }) => parent === forum.id)).toHaveLength(2)
    forum.tags = []
    await failureOf(discord.post(placeIn(forum), postCard, 'c'.repeat(24)))
    const none = await start()
    none.forum.flags = 16
    expect(await failureOf(none.discord.post(placeIn(none.forum), postCard, key))).toMatchObject({ code: '40067' })
    await discord.stop()
    await server.close()
  })

  it('reaches a person directly', async () => {
    const { discord, server } = await start()
    const place = {
      platform: 'discord',
      tenant: '700000000000000001',
      channel: '700000000000000001',
      isDirect: true,
    } as const
    const receipt = await discord.post(place, postCard, key)
    expect(server.direct('700000000000000001').messages).toHaveLength(1)
    expect(await discord.find(place, key)).toEqual(receipt)
  })

  it('never leaves its server, whatever the channel’s id says', async () => {
    const { discord, server, general } = await start()
    const other = server.world.addGuild('Another team')
    const error = await failureOf(discord.post({ ...placeIn(general), tenant: other.id }, postCard, key))
    expect(error).toBeInstanceOf(GoneError)
    expect(general.messages).toHaveLength(0)
  })
})

describe('a lost answer', () => {
  for (const behaviour of ['resetAfter', 'errorAfter', 'htmlAfter', 'cutAfter', 'foreignAfter'] as const) {
    it(`leaves one message, found by its key (${behaviour})`, async () => {
      const { discord, general, server } = await start()
      server.script('POST /channels/:id/messages', behaviour)
      const error = await failureOf(discord.post(placeIn(general), postCard, key))
      expect(error).toBeInstanceOf(RetryableError)
      expect((error as RetryableError).notAccepted).toBe(false)
      expect(server.of('POST /channels/:id/messages')).toHaveLength(1)
      server.closeNonceWindow()
      const found = await discord.find(placeIn(general), key)
      expect(found?.id).toBe(`${general.id}/${general.messages[0]?.id}`)
      expect(general.messages).toHaveLength(1)
    })
  }

  it('leaves one message when it is sent again within the nonce’s time', async () => {
    const { discord, general, server } = await start()
    server.script('POST /channels/:id/messages', 'resetAfter')
    await failureOf(discord.post(placeIn(general), postCard, key))
    await discord.post(placeIn(general), postCard, key)
    expect(general.messages).toHaveLength(1)
  })

  it('that never comes is uncertain', async () => {
    const { discord, general, server } = await start({ requestMs: 300 })
    await discord.post(placeIn(general), postCard, threadKey)
    server.script('POST /channels/:id/messages', 'hangAfter')
    const error = await failureOf(discord.post(placeIn(general), postCard, key))
    expect(error).toMatchObject({ name: 'RetryableError', notAccepted: false })
    expect(await discord.find(placeIn(general), key)).toEqual({ id: expect.stringMatching(/^\d+\/\d+$/u) })
  })

  it('is looked for among hundreds of messages of others, and not taken from them', async () => {
    const { discord, general, server } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    const [ours] = general.messages
    for (let count = 0; count < 250; count += 1)
      server.world.addMessage(general, { content: 'chat', components: ours?.components }, '5')
    expect(await discord.find(placeIn(general), key)).toEqual(receipt)
    expect(await discord.find(placeIn(general), threadKey)).toBeUndefined()
  })

  it('is left to a person where the channel’s history may not be read, or is too long to be sure', async () => {
    const { discord, general, server } = await start()
    await discord.post(placeIn(general), postCard, key)
    general.isReadable = false
    expect(await failureOf(discord.find(placeIn(general), key))).toMatchObject({ code: 'cannot-look' })
    general.refusals.read = 50013
    expect(await failureOf(discord.find(placeIn(general), key))).toMatchObject({ code: 'cannot-look' })
    general.refusals = {}
    general.isReadable = true
    for (let count = 0; count < 2100; count += 1) server.world.addMessage(general, { content: 'chat' }, '5')
    expect(await failureOf(discord.find(placeIn(general), key))).toMatchObject({ code: 'cannot-look' })
  })

  it('is known to be absent from a channel whose messages were all deleted', async () => {
    const { discord, general } = await start()
    await discord.post(placeIn(general), postCard, key)
    general.messages = []
    expect(await discord.find(placeIn(general), key)).toBeUndefined()
    general.isReadable = false
    expect(await failureOf(discord.find(placeIn(general), key))).toMatchObject({ code: 'cannot-look' })
  })

  it('is found where it arrives while the empty channel is looked at', async () => {
    const { discord, general } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    const { messages } = general
    let looks = 0
    Object.defineProperty(general, 'messages', { get: () => ((looks += 1) === 1 ? [] : messages) })
    expect(await discord.find(placeIn(general), key)).toEqual(receipt)
  })

  it('is not left to a person if the channel was closed to the bot: that pauses the place', async () => {
    const { discord, general } = await start()
    await discord.post(placeIn(general), postCard, key)
    general.refusals.read = 50001
    expect(await failureOf(discord.find(placeIn(general), key))).toMatchObject({ name: 'GoneError', code: '50001' })
  })

  it('is looked for as far back as it may have been sent, however long ago that was', async () => {
    const { discord, general, server } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    const since = new Date(server.world.now())
    server.pass(40 * 86_400_000)
    for (let count = 0; count < 150; count += 1) server.world.addMessage(general, { content: 'chat' }, '5')
    expect(await discord.find(placeIn(general), key, undefined, since)).toEqual(receipt)
  })

  it('is not in a channel where nothing was ever said', async () => {
    const { discord, general } = await start()
    expect(await discord.find(placeIn(general), key)).toBeUndefined()
  })

  it('is not an empty list if the list cannot be read', async () => {
    const { discord, general, server } = await start()
    server.script('GET /channels/:id/messages', 'htmlBefore')
    expect(await failureOf(discord.find(placeIn(general), key))).toMatchObject({ name: 'RetryableError' })
  })

  it('of a message that somebody deleted is not sent again', async () => {
    const { discord, general } = await start()
    await discord.post(placeIn(general), postCard, key)
    general.messages = []
    expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
      name: 'RefusedError',
      code: '10008',
    })
    expect(general.messages).toHaveLength(0)
  })
})

describe('what Discord answers', () => {
  const route = 'POST /channels/:id/messages'
  const table = [
    { behaviour: { code: 10003, status: 404 }, name: 'GoneError', code: '10003', scope: 'place' },
    { behaviour: { code: 10004, status: 404 }, name: 'GoneError', code: '10004', scope: 'tenant' },
    { behaviour: { code: 50001, status: 403 }, name: 'GoneError', code: '50001' },
    { behaviour: { code: 50013, status: 403 }, name: 'GoneError', code: '50013' },
    { behaviour: { code: 50083, status: 400 }, name: 'GoneError', code: '50083' },
    { behaviour: { code: 50007, status: 403 }, name: 'GoneError', code: '50007' },
    { behaviour: 'cloudflare', name: 'RetryableError', notAccepted: true },
    { behaviour: 'cloudflareJson', name: 'RetryableError', notAccepted: true, code: '40333' },
    { behaviour: 'limitedForLong', name: 'RetryableError', notAccepted: true, code: 'rate-limited' },
    { behaviour: { code: 20016, status: 400 }, name: 'RetryableError', notAccepted: true },
    { behaviour: 'errorBefore', name: 'RetryableError', notAccepted: false },
    { behaviour: 'resetBefore', name: 'RetryableError', notAccepted: false },
  ] as const
  for (const { behaviour, ...meaning } of table) {
    it(`${JSON.stringify(behaviour)} means ${JSON.stringify(meaning)}`, async () => {
      const { discord, general, server } = await start()
      server.script(route, behaviour)
      const error = await failureOf(discord.post(placeIn(general), postCard, key))
      expect(error).toMatchObject(meaning)
      expect(server.of(route)).toHaveLength(1)
      if (error instanceof GoneError) expect(error.fix).not.toBe('')
    })
  }

  it('says how long to wait', async () => {
    const { discord, general, server } = await start()
    server.script(route, 'limitedForLong')
    const error = await failureOf(discord.post(placeIn(general), postCard, key))
    expect((error as RetryableError).retryAfterMs).toBeGreaterThan(800_000)
  })

  it('a short limit, of a channel or of all, is waited for and doubles nothing', async () => {
    const { discord, general, server } = await start()
    server.script(route, 'limited', 'limitedGlobally')
    await discord.post(placeIn(general), postCard, key)
    expect(general.messages).toHaveLength(1)
  })

  it('a layout that is refused goes out once more as plain text, under the same key', async () => {
    const { discord, general, server } = await start()
    server.script(route, 'refused')
    const receipt = await discord.post(placeIn(general), postCard, key)
    expect(general.messages).toHaveLength(1)
    expect(general.messages[0]?.content).toContain('Who Mends the Cable?')
    expect(await discord.find(placeIn(general), key)).toEqual(receipt)
  })

  it('a message that is refused in both forms is refused', async () => {
    const { discord, general, server } = await start()
    server.script(route, 'refused', 'refused')
    expect(await failureOf(discord.post(placeIn(general), postCard, key))).toBeInstanceOf(RefusedError)
  })

  it('one 401 fails that call alone: the token is asked about, and the next post goes out', async () => {
    const { discord, general, server } = await start()
    server.script('GET /channels/:id', 'unauthorized')
    expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
      name: 'RetryableError',
      code: '401',
      notAccepted: true,
      retryAfterMs: undefined,
    })
    await discord.post(placeIn(general), postCard, key)
    expect(general.messages).toHaveLength(1)
    await waitUntil(() => server.of('GET /users/@me').length === 1, 'asked about')
    expect(discord.state().fault).toBeUndefined()
  })

  it('a token that Discord refuses itself is shown with its fix, holds posts back, and works again by itself', async () => {
    const { discord, general, server } = await start()
    server.script('GET /channels/:id', 'unauthorized')
    server.script('GET /users/@me', 'unauthorized', 'errorBefore', 'unauthorized')
    await failureOf(discord.post(placeIn(general), postCard, key))
    await waitUntil(() => discord.state().fault !== undefined, 'shown')
    expect(discord.state()).toMatchObject({ isReady: false, fault: { code: '401' } })
    expect(discord.state().fault?.fix).toContain('DISCORD_TOKEN')
    expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
      name: 'RetryableError',
      code: '401',
      notAccepted: true,
      retryAfterMs: expect.any(Number),
    })
    expect(server.of('GET /channels/:id')).toHaveLength(1)
    await waitUntil(() => discord.state().fault === undefined, 'accepted again')
    await discord.post(placeIn(general), postCard, key)
    expect(general.messages).toHaveLength(1)
  })

  it('commands are acknowledged and answered while the token is refused', async () => {
    const { discord, general, server, heard } = await start({ answer: echo, reconnectMs: 10_000 })
    server.script('GET /channels/:id', 'unauthorized')
    server.script('GET /users/@me', 'unauthorized')
    await failureOf(discord.post(placeIn(general), postCard, key))
    await waitUntil(() => discord.state().fault !== undefined, 'shown')
    const { original } = await server.person.type(['latest'], {}, { in: general })
    expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to latest')
    expect(heard.commands).toHaveLength(1)
  })

  it('nothing at all: surely not accepted', async () => {
    const { discord, general, server } = await startDiscord()
    await server.close()
    expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
      name: 'RetryableError',
      notAccepted: true,
    })
    await discord.stop()
  })

  it('a channel that does not accept messages is reported', async () => {
    const { discord, category } = await start()
    expect(await failureOf(discord.post(placeIn(category), postCard, key))).toMatchObject({
      name: 'GoneError',
      code: '50008',
    })
  })
})

describe('rate limits', () => {
  it('hold a burst back without loss, doubling or disorder, also when the bucket changes meanwhile', async () => {
    const { discord, general, server } = await start()
    server.buckets.set({ limit: 3, perMs: 150 })
    const posts = Array.from({ length: 12 }, async (_, index) =>
      discord.post(
        placeIn(general),
        { ...postCard, title: { text: `Number ${index}` } },
        `burst${index}`.padEnd(24, 'x'),
      ),
    )
    await posts[2]
    server.buckets.set({ limit: 2, perMs: 100 })
    expect(discord.state().waiting).toBeGreaterThan(0)
    const receipts = await Promise.all(posts)
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(12)
    expect(general.messages).toHaveLength(12)
    expect(discord.state().waiting).toBe(0)
  })
})

describe('an edit', () => {
  const corrected = { ...postCard, title: { text: 'Who Mends the Cable? (corrected)' } }

  it('puts the card in the message’s place, and changes nothing more when it is repeated', async () => {
    const { discord, general } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    await discord.edit(placeIn(general), receipt, corrected, key)
    await discord.edit(placeIn(general), receipt, corrected, key)
    expect(general.messages).toHaveLength(1)
    expect(textOf(general.messages[0] ?? { content: '', components: [] })).toContain('corrected')
    expect(await discord.find(placeIn(general), key)).toEqual(receipt)
  })

  it('reaches a message in a thread that was archived meanwhile', async () => {
    const { discord, general, server } = await start()
    const parent = await discord.post(placeIn(general), postCard, key)
    const below = await discord.post(placeIn(general), threadCard, threadKey, parent)
    const thread = server.world.channels.get(general.messages[0]?.id ?? '')
    if (thread === undefined) throw new Error('no thread')
    thread.isArchived = true
    await discord.edit(placeIn(general), below, corrected, threadKey, parent)
    expect(textOf(thread.messages[0] ?? { content: '', components: [] })).toContain('corrected')
  })

  it('in a thread that was deleted is refused, and the channel continues', async () => {
    const { discord, general, server } = await start()
    const parent = await discord.post(placeIn(general), postCard, key)
    const below = await discord.post(placeIn(general), threadCard, threadKey, parent)
    const thread = server.world.channels.get(general.messages[0]?.id ?? '')
    if (thread !== undefined) thread.isDeleted = true
    expect(await failureOf(discord.edit(placeIn(general), below, corrected, threadKey, parent))).toMatchObject({
      name: 'RefusedError',
    })
    await discord.post(placeIn(general), postCard, 'c'.repeat(24))
    expect(general.messages).toHaveLength(2)
  })

  it('of a message that somebody deleted is refused, and nothing is posted for it', async () => {
    const { discord, general } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    general.messages = []
    expect(await failureOf(discord.edit(placeIn(general), receipt, corrected, key))).toMatchObject({
      name: 'RefusedError',
    })
    expect(await failureOf(discord.post(placeIn(general), threadCard, threadKey, receipt))).toMatchObject({
      name: 'RefusedError',
    })
    expect(general.messages).toHaveLength(0)
  })
})
