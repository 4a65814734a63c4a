import { z } from 'zod'

/** What a page's structured data say of its article. */
export type ArticleData = {
  readonly headline: string | undefined
  readonly authors: readonly string[]
  readonly published: string | undefined
  readonly modified: string | undefined
  /** False where the publisher says that the text is for subscribers. */
  readonly isFree: boolean
}

const text = z.string().max(2000).optional().catch(undefined)
const article = z.object({
  '@type': z.union([z.string(), z.array(z.string())]),
  headline: text,
  author: z.unknown().optional(),
  datePublished: text,
  dateModified: text,
  isAccessibleForFree: z.unknown().optional(),
})
const person = z.object({ name: z.string().max(300) })

const articleTypes = new Set([
  'Article',
  'NewsArticle',
  'BlogPosting',
  'OpinionNewsArticle',
  'AnalysisNewsArticle',
  'ReportageNewsArticle',
  'ScholarlyArticle',
  'Report',
])
const caps = { scripts: 20, length: 500_000, nodes: 5000 }

const namesOf = (author: unknown): readonly string[] => {
  if (typeof author === 'string') return author.length <= 300 ? [author] : []
  if (Array.isArray(author))
    return author.slice(0, 20).flatMap((one: unknown) => (Array.isArray(one) ? [] : namesOf(one)))
  const parsed = person.safeParse(author)
  return parsed.success ? [parsed.data.name] : []
}

/** Every object of the data, however deep lists and `@graph` hold it, up to a cap. */
const objectsIn = (data: unknown): readonly unknown[] => {
  const waiting = [data]
  const objects: unknown[] = []
  for (let node = waiting.shift(); node !== undefined && objects.length < caps.nodes; node = waiting.shift()) {
    if (Array.isArray(node)) waiting.push(...node.slice(0, caps.nodes).filter((one: unknown) => one !== undefined))
    else if (typeof node === 'object' && node !== null) {
      objects.push(node)
      for (const value of [Reflect.get(node, '@graph'), Reflect.get(node, 'mainEntity')]) {
        if (typeof value === 'object' && value !== null) waiting.push(value)
      }
    }
  }
  return objects
}

/**
 * The first article among a page's JSON-LD scripts; undefined where none describes one or all are broken.
 * Source: schema.org/Article.
 */
export const readArticleData = (scripts: readonly string[]): ArticleData | undefined => {
  for (const script of scripts.slice(0, caps.scripts)) {
    if (script.length > caps.length) continue
    let data: unknown
    try {
      data = JSON.parse(script)
    } catch {
      continue
    }
    for (const object of objectsIn(data)) {
      const parsed = article.safeParse(object)
      if (!parsed.success || ![parsed.data['@type']].flat().some((type) => articleTypes.has(type))) continue
      const { headline, author, datePublished, dateModified, isAccessibleForFree } = parsed.data
      return {
        headline,
        authors: namesOf(author),
        published: datePublished,
        modified: dateModified,
        isFree: !['false', false].includes(isAccessibleForFree as string | boolean),
      }
    }
  }
  return undefined
}
