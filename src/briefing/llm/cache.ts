import { createHash } from 'node:crypto'
import { type Commentary, textOf } from '../../commentary/commentary.ts'

/** Everything that the answers depend on, besides the commentary. */
export type AskedOf = {
  readonly prompts: string
  readonly schema: string
  readonly model: string
  readonly judgeModel: string | undefined
  readonly server: string
}

/**
 * The key under which the answers for a commentary are stored: from its title, its exact text, the prompts and the
 * models.
 */
export const answerKey = (commentary: Commentary, { prompts, schema, model, judgeModel, server }: AskedOf): string => {
  const parts = [commentary.title, textOf(commentary).text, prompts, schema, model, judgeModel ?? '', server]
  return `answers ${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}

/** How long answers are stored. Long enough for corrections; a text is rarely briefed again. */
export const answersMs = 180 * 24 * 60 * 60_000
