import type { Context, Hono } from 'hono'
import type { ArchivePage } from '../../../src/commands/port.ts'
import type { AppOptions } from '../options.ts'
import { archivePath, renderArchive } from '../render/pages/archive.ts'
import { type NameField, nameFields, renderNames } from '../render/pages/names.ts'
import { badPageNumber, unknownName } from '../render/pages/problem.ts'
import { answerProblem, taking, wantsJson } from './reply.ts'

/** The page number in an address; 1 if there is none, undefined if it is not a number. */
const pageOf = (c: Context): number | undefined => {
  const typed = c.req.query('page') ?? '1'
  return /^[1-9]\d{0,6}$/u.test(typed) ? Number(typed) : undefined
}

const addNames = (app: Hono, { library, status }: AppOptions, field: NameField): void => {
  const { path, title } = nameFields[field]

  app.get(path, async (c) => {
    const names = await (await library()).names(field)
    return wantsJson(c) ? c.json({ names }) : c.html(renderNames(field, names, await status()))
  })

  app.get(`${path}/:name`, taking('page'), async (c) => {
    const name = c.req.param('name')
    const query = `${field}:"${name.replaceAll('"', '')}"`
    const page = pageOf(c)
    if (page === undefined) return answerProblem(c, badPageNumber)
    const found = await (await library()).browse(query, page)
    if ((found.card.commentaries ?? []).length === 0) return answerProblem(c, unknownName(title, name))
    const address = `${path}/${encodeURIComponent(name)}`
    return wantsJson(c) ? c.json(found) : c.html(renderArchive(found, { query, address, heading: name }))
  })
}

/** The status of an answer: 400 if the search itself is wrong. */
const statusOf = ({ card }: ArchivePage): 200 | 400 => (card.tone === 'problem' ? 400 : 200)

/**
 * `GET /archive?q=…&page=…` → one page of a search with its facets, an `ArchivePage` as data. `GET /authors`, `GET /topics` →
 * `{ names }`. `GET /authors/:name`, `GET /topics/:name` → an `ArchivePage`.
 */
export const addArchive = (app: Hono, options: AppOptions): void => {
  app.get('/archive', taking('q', 'page'), async (c) => {
    const query = (c.req.query('q') ?? '').trim()
    const page = pageOf(c)
    if (page === undefined) return answerProblem(c, badPageNumber)
    const found = await (await options.library()).browse(query, page)
    if (wantsJson(c)) return c.json(found, statusOf(found))
    const isEmpty = (found.card.commentaries ?? []).length === 0
    const status = isEmpty ? await options.status() : undefined
    return c.html(renderArchive(found, { query, address: archivePath(query), status }), statusOf(found))
  })

  addNames(app, options, 'author')
  addNames(app, options, 'topic')
}
