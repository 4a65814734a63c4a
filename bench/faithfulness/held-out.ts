import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { caseSchema, resolved } from './catalogue.ts'
import type { CatalogueTrial } from './catalogue.ts'
import type { Text } from './corpus.ts'

const heldOutSchema = caseSchema.extend({
  id: z.string().regex(/^CO\d{5}-[RPJ]\d{3}$/u),
  /** The one fault that was made, or the way in which a fair claim was reworded. */
  kind: z.string().min(3),
})

const folder = new URL('held-out/', import.meta.url)

/**
 * Claims on the held-out commentaries, written by somebody who had seen neither the rules nor the other cases.
 * They judge the rules and must never shape them. Throws where a file or a case does not hold.
 */
export const heldOutTrials = (texts: readonly Text[]): CatalogueTrial[] => {
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => z.array(heldOutSchema).parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  return [...Map.groupBy(cases, ({ kind }) => kind)]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([kind, ofKind]) => resolved(kind, ofKind, texts))
}
