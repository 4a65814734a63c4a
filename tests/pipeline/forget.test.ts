import { beforeEach, expect, test } from 'vitest'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import { findCommentary, latestCommentaries } from '../../src/archive/store/commentaries.ts'
import { archiveSpan } from '../../src/archive/store/counts.ts'
import { htmlText } from '../../adapters/web/render/html.ts'
import { renderCommentary } from '../../adapters/web/render/pages/commentary.ts'
import { postCard, showCard } from '../../src/card/briefing-card.ts'
import { citation } from '../../src/card/credit.ts'
import { cardText } from '../../src/card/plain-text.ts'
import type { Card } from '../../src/card/card.ts'
import { takeDown, wantedToForget } from '../../src/pipeline/forget.ts'
import { createMemory } from '../../src/store/memory.ts'
import { type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000
const nobody = { ids: [], author: undefined, series: undefined, from: undefined, to: undefined }

let running: Running
beforeEach(async () => {
  running = await startJourney()
  await running.publish([running.sample('CO26221')])
  await running.poll()
  await running.publish([running.sample('CO26221'), running.sample('CO26222')])
  await running.poll()
  // As if they had been sent.
  await running.db.updateTable('deliveries').set({ state: 'sent', receipt: '1' }).execute()
})

const forget = async (id: string): Promise<number> => {
  const [wanted] = await wantedToForget(running.db, { ...nobody, ids: [id] }, running.now())
  const { title } = wanted ?? expect.fail(`no ${id}`)
  const { messages } = await running.db.transaction().execute((tx) => takeDown(tx, id, title, running.now()))
  return messages
}

/** Every text in every table. */
const everything = async (): Promise<string> => {
  const { db } = running
  const tables = [
    await db.selectFrom('commentaries').selectAll().where('id', '=', 'CO26222').execute(),
    await db.selectFrom('briefings').selectAll().where('commentary_id', '=', 'CO26222').execute(),
    await db.selectFrom('corrections').selectAll().execute(),
    await db.selectFrom('deliveries').selectAll().execute(),
    await db.selectFrom('posts').selectAll().execute(),
    await db.selectFrom('remembered').selectAll().execute(),
    await db.selectFrom('kv').selectAll().execute(),
    await db.selectFrom('entries').selectAll().where('commentary_id', '=', 'CO26222').execute(),
  ]
  return JSON.stringify(tables)
}

test('what was taken down is in no copy, and its messages are edited to say so', async () => {
  const before = await findCommentary(running.db, 'CO26222')
  const { title = '', authors = [] } = before?.commentary ?? {}
  const quotes = before?.briefing?.claims.map(({ quote }) => quote.text) ?? []
  expect(quotes.length).toBeGreaterThan(0)
  await createMemory(running.db, 'slack', running.now).add('shown:x', `{"card":"CO26222 ${title}"}`, dayMs)
  expect(await everything()).toContain(title)

  expect(await forget('CO26222')).toBeGreaterThan(0)
  const held = await everything()
  for (const text of [title, ...authors, ...quotes.map((quote) => JSON.stringify(quote).slice(1, -1))])
    expect(held).not.toContain(text)

  const edits = (await running.rows()).filter(({ kind, state }) => kind === 'edit' && state === 'due')
  expect(edits.map(({ card_json }) => cardText(JSON.parse(card_json) as Card)).join('\n')).toContain(
    'It was taken down. Nothing of its text is kept.',
  )
  expect((await running.rows()).map(({ card_json }) => card_json).join('\n')).toMatch(/Taken down/u)
})

test('nothing is offered of what was taken down, and nobody is said to have corrected it', async () => {
  await forget('CO26222')
  const archived = (await findCommentary(running.db, 'CO26222')) ?? expect.fail('not in the archive')
  const page = await htmlText(renderCommentary(archived))
  expect(page).toContain('It was taken down. Nothing of its text is kept.')
  for (const part of ['Corrected', 'quotes below', 'Cite', 'Export', 'Author not named', 'The views are', 'Our copy'])
    expect(page, part).not.toContain(part)

  const { commentary, briefing = expect.fail('no notice') } = archived
  const card = showCard(commentary, briefing, { isCorrected: true })
  expect(card).toMatchObject({ footer: [], actions: [] })
  expect(postCard(commentary, briefing)).toMatchObject({ actions: [] })
  expect(cardText(card)).not.toMatch(/Author not named|corrected|views/u)
  expect(citation(commentary)).toMatch(/^Taken down, RSIS Commentary No\. 222\/2026 \(CO26222\), \d+ October 2026$/u)
})

test('no feed and no import brings it back, and it is not posted again', async () => {
  await forget('CO26222')
  const before = await running.rows()
  const shown = await (await fetch(`${running.server.origin}/feed/`)).text()
  const body = shown.replaceAll('<description>', '<description>New words. ')
  running.server.answer('/feed/', { headers: { 'content-type': 'application/rss+xml' }, body })
  running.server.answer('/other/', {
    headers: { 'content-type': 'application/rss+xml' },
    body: body.replaceAll('<guid isPermaLink="false">', '<guid isPermaLink="false">other'),
  })
  const sources = [
    ...running.journey.sources,
    { id: 'other', steps: [{ kind: 'feed' as const, url: `${running.server.origin}/other/` }] },
  ]
  for (let poll = 0; poll < 4; poll += 1) await running.poll(dayMs, { sources })
  expect((await findCommentary(running.db, 'CO26222'))?.commentary).toMatchObject({
    title: 'Taken down',
    extent: 'none',
  })
  expect((await running.rows()).length).toBe(before.length)
})

test('what was taken down is neither counted nor listed nor found', async () => {
  const { db } = running
  const { commentaries } = await archiveSpan(db)
  await forget('CO26222')
  expect(await archiveSpan(db)).toMatchObject({ commentaries: commentaries - 1 })
  const { items, total } = await latestCommentaries(db, { limit: 100, offset: 0 })
  expect([items.length, total]).toEqual([commentaries - 1, commentaries - 1])
  expect(items.map(({ commentary }) => commentary.id)).not.toContain('CO26222')
  const { hits, span } = await search(db, parseQuery('title:taken'), { limit: 10, offset: 0 })
  expect(hits).toEqual([])
  expect(span.commentaries).toBe(commentaries - 1)
})

test('is chosen by id, author, series or dates, all of which must match', async () => {
  const {
    authors = [],
    categories = [],
    published = '',
  } = (await findCommentary(running.db, 'CO26222'))?.commentary ?? {}
  const [author, series] = [authors[0] ?? '', categories[0] ?? '']
  const found = async (selection: Partial<typeof nobody> | object) =>
    (await wantedToForget(running.db, { ...nobody, ...selection }, running.now())).map(({ id }) => id)
  expect(await found({ ids: ['CO26222', 'CO26221'] })).toEqual(['CO26221', 'CO26222'])
  expect(await found({ author })).toContain('CO26222')
  expect(await found({ author: author.toUpperCase() })).toContain('CO26222')
  const family = author.split(' ').at(-1) ?? ''
  for (const typed of [family, family.toLowerCase(), family.toUpperCase(), `${family.slice(0, -1)}*`, ` "${author}" `])
    expect(await found({ author: typed }), typed).toContain('CO26222')
  expect(await found({ author: `${author} Nobody` })).toEqual([])
  expect(await found({ series })).toContain('CO26222')
  expect(await found({ series: series.toUpperCase() })).toContain('CO26222')
  expect(await found({ series: series.split(' ')[0] })).toContain('CO26222')
  expect(await found({ series: 'nothing of that name' })).toEqual([])
  expect(await found({ from: published, to: published })).toEqual(['CO26222'])
  const [year = '', month = ''] = published.split('-')
  for (const typed of [year, `${year}-${month}`, 'this year', '365d'])
    expect(await found({ from: typed }), typed).toContain('CO26222')
  expect(await found({ to: year })).toContain('CO26222')
  expect(await found({ to: String(Number(year) - 1) })).toEqual([])
  await expect(found({ from: '2020-13-01' })).rejects.toThrow(/^--from: “2020-13-01” is not a date; e\.g\. 2026-05-31/u)
  await expect(found({ to: 'sometime' })).rejects.toThrow(/^--to: “sometime” is not a date/u)
  await expect(found({ from: '2026', to: '2025' })).rejects.toThrow(
    /^--from: 2026-01-01 is later than --to 2025-12-31/u,
  )
  await expect(found({ author: ' "" ' })).rejects.toThrow(/^--author: has no word in it; e\.g\. --author cheang$/u)
  expect(await found({ ids: ['CO26221'], from: published })).toEqual([])
})
