import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** A text for the search. */
export type Doc = { readonly id: string; readonly title: string; readonly text: string }
export type Judgment = { readonly query: string; readonly doc: string; readonly grade: number }

const shared = new URL('../../../shared/', import.meta.url)

const readLines = <T>(path: string, schema: z.ZodType<T>): T[] => {
  const bytes = readFileSync(new URL(path, shared))
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))
}

/** Documents, queries and graded judgments; undefined if the collection is not available. */
export const readCollection = (name: string) => {
  const folder = `collections/${name}`
  if (!existsSync(new URL(folder, shared))) return undefined
  return {
    docs: readLines<Doc>(`${folder}/docs.jsonl.gz`, z.object({ id: z.string(), title: z.string(), text: z.string() })),
    queries: readLines(`${folder}/queries.jsonl.gz`, z.object({ id: z.string(), text: z.string() })),
    judgments: readLines<Judgment>(
      `${folder}/qrels.jsonl.gz`,
      z.object({ query: z.string(), doc: z.string(), grade: z.number() }),
    ),
  }
}

const realText = z.object({
  id: z.string(),
  title: z.string(),
  sections: z.array(
    z.object({
      heading: z.string().nullish(),
      paragraphs: z.array(z.string()).optional(),
      sentences: z.array(z.object({ text: z.string() })).optional(),
    }),
  ),
})

/** Real commentaries, without duplicates; none if they are not available. */
export const readRealTexts = (): Doc[] => {
  if (!existsSync(new URL('real-texts', shared))) return []
  const files = ['graded', 'ungraded', 'claims-texts'].map((name) => `real-texts/${name}.jsonl`)
  const docs = files.flatMap((file) =>
    readLines(file, realText).map(({ id, title, sections }) => ({
      id,
      title,
      text: sections
        .flatMap(({ heading, paragraphs, sentences }) => [
          ...(heading == null ? [] : [heading]),
          ...(paragraphs ?? [(sentences ?? []).map(({ text }) => text).join(' ')]),
        ])
        .join('\n'),
    })),
  )
  return [...new Map(docs.map((doc) => [doc.id, doc])).values()]
}
