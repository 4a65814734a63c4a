import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ClaimKind } from '../../src/briefing/port.ts'
import { paragraphText } from '../../src/demo/samples.ts'
import { type MarkedText, markedText } from './texts.ts'

/** Real commentaries may not be copied here: they are used if somebody put them beside the repository or its worktrees. */
const places = ['../../../shared/real-texts/', '../../../../shared/real-texts/'].map(
  (path) => new URL(path, import.meta.url),
)

const kinds: Readonly<Record<string, ClaimKind>> = { A: 'assessment', F: 'forecast', R: 'recommendation', T: 'fact' }

const lineSchema = z.object({
  id: z.string(),
  title: z.string(),
  authors: z.string(),
  sections: z.array(
    z.object({
      heading: z.string().nullable(),
      sentences: z.array(
        z.object({
          text: z.string(),
          grade: z.literal([0, 1, 2]).optional(),
          /** `sA|holder`: clear alone or dependent, kind, and whose view it is if not the author’s. */
          mark: z
            .string()
            .regex(/^[sd][AFRT](?:\|.+)?$/u)
            .optional(),
        }),
      ),
    }),
  ),
})

const read = (line: z.infer<typeof lineSchema>, hasSynopsis: boolean): MarkedText =>
  markedText(
    {
      id: line.id,
      url: undefined,
      title: line.title,
      authors: [line.authors],
      published: undefined,
      updated: undefined,
      synopsis: hasSynopsis ? `${line.title}.` : undefined,
      sections: line.sections.map(({ heading, sentences }) => ({
        heading: heading ?? undefined,
        paragraphs: [paragraphText(sentences)],
      })),
      aboutAuthors: [],
      categories: [],
      pdfUrl: undefined,
      extent: 'full',
    },
    line.sections.map(({ sentences }) =>
      sentences.map(({ text, grade, mark }) => ({
        text,
        grade,
        isClear: mark === undefined ? undefined : mark.startsWith('s'),
        kind: kinds[mark?.charAt(1) ?? ''],
        holder: mark === undefined ? undefined : (mark.split('|')[1] ?? 'author'),
      })),
    ),
  )

/**
 * The graded real commentaries, or the ungraded ones; undefined if they are not available. They have no synopsis;
 * with `hasSynopsis` each gets its title as one, because most RSIS commentaries have one by their author, which leaves the whole
 * tenth of the body to claims.
 */
export const readRealTexts = (
  hasSynopsis = false,
  name: 'graded' | 'ungraded' = 'graded',
): MarkedText[] | undefined => {
  const file = places.map((place) => new URL(`${name}.jsonl`, place)).find((place) => existsSync(place))
  if (file === undefined) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => read(lineSchema.parse(JSON.parse(line)), hasSynopsis))
}
