import { textOf } from '../commentary/commentary.ts'
import { authorSynopsis, publisherSynopsis } from './extractive/synopsis.ts'
import { type Engine, synopsisOnlyVersion } from './port.ts'

/** Makes briefings for an installation without permission to quote: only the author's or publisher's own summary. */
export const synopsisOnly: Engine = async (commentary) => ({
  engine: 'extractive',
  version: synopsisOnlyVersion,
  synopsis: authorSynopsis(commentary, textOf(commentary)) ?? publisherSynopsis(commentary),
  claims: [],
  gap: 'no-permission',
})
