import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'

const sentenceSchema = z.object({
  text: z.string(),
  /** How well the sentence would do as a key claim: 2 core claim, 1 acceptable, 0 background. */
  grade: z.literal([0, 1, 2]),
  kind: z.enum(['assessment', 'forecast', 'recommendation', 'quoted-view', 'fact']),
  /** `author`, or the name of the person or body whose view is reported. */
  holder: z.string(),
})

const sampleSchema = z.object({
  id: z.string().regex(/^CO\d{5}$/u),
  overline: z.string().optional(),
  title: z.string(),
  slug: z.string(),
  centre: z.string(),
  authors: z.array(z.string()).min(1),
  published: z.iso.date(),
  updated: z.iso.date().optional(),
  synopsis: z.string().optional(),
  sections: z.array(z.object({ heading: z.string().nullable(), paragraphs: z.array(z.array(sentenceSchema).min(1)) })),
  about: z.array(z.string()),
  categories: z.array(z.string()),
  correction: z
    .object({ updated: z.iso.date(), replace: z.array(z.object({ from: z.string(), to: z.string() })) })
    .optional(),
})

/** A commentary of our own writing, annotated sentence by sentence. */
export type Sample = z.infer<typeof sampleSchema>

const folder = new URL('samples/', import.meta.url)

/** The bundled commentaries in the order of their numbers. */
export const readSamples = async (): Promise<Sample[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => sampleSchema.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8')))),
  )
}

/** A paragraph as printed: its sentences joined by spaces. */
export const paragraphText = (sentences: readonly { readonly text: string }[]): string =>
  sentences.map((sentence) => sentence.text).join(' ')

/** The sample after the publisher's correction. */
export const corrected = (sample: Sample): Sample => {
  if (sample.correction === undefined) return sample
  const { updated, replace } = sample.correction
  const correct = (text: string): string => replace.reduce((done, { from, to }) => done.replace(from, to), text)
  return {
    ...sample,
    updated,
    sections: sample.sections.map((section) => ({
      ...section,
      paragraphs: section.paragraphs.map((sentences) =>
        sentences.map((sentence) => ({ ...sentence, text: correct(sentence.text) })),
      ),
    })),
  }
}

const dayMs = 86_400_000

/** Moves all dates by whole weeks, so that the newest sample is less than a week old and weekdays stay the same. */
export const moveToPresent = (samples: readonly Sample[], now: Date): Sample[] => {
  const newest = Math.max(...samples.map((sample) => Date.parse(sample.published)))
  const weeks = Math.floor((now.getTime() - newest) / (7 * dayMs))
  const move = (date: string): string => new Date(Date.parse(date) + weeks * 7 * dayMs).toISOString().slice(0, 10)
  return samples.map(({ updated, correction, ...sample }) => ({
    ...sample,
    published: move(sample.published),
    ...(updated === undefined ? {} : { updated: move(updated) }),
    ...(correction === undefined ? {} : { correction: { ...correction, updated: move(correction.updated) } }),
  }))
}
