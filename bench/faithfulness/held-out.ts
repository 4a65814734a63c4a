import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { caseSchema, resolved } from './catalogue.ts'
import type { CatalogueTrial } from './catalogue.ts'
import type { Text } from './corpus.ts'

const heldOutSchema = caseSchema.extend({
  id: z.string().regex(/^CO\d{5}-[RPJ]\d{3}$/u),
  /** The fault of the claim, or the way in which a fair claim was reworded. */
  kind: z.string().min(3),
})

const readTrials = (folder: string, texts: readonly Text[]): CatalogueTrial[] => {
  const files = new URL(`${folder}/`, import.meta.url)
  const cases = readdirSync(files)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => z.array(heldOutSchema).parse(JSON.parse(readFileSync(new URL(name, files), 'utf8'))))
  return [...Map.groupBy(cases, ({ kind }) => kind)]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([kind, ofKind]) => resolved(kind, ofKind, texts))
}

/**
 * Claims about the held-out commentaries, written by somebody who had seen neither the rules nor the other cases.
 * They measure the rules and must never influence them. Throws if a file or a case is not valid.
 */
export const heldOutTrials = (texts: readonly Text[]): CatalogueTrial[] => readTrials('held-out', texts)

/** Claims that were written blind like the held-out ones and then used to correct the rules, so they prove nothing any more. */
export const openedTrials = (texts: readonly Text[]): CatalogueTrial[] => readTrials('opened', texts)
