import { paragraphText, readSamples, type Sample } from '../../src/demo/samples.ts'

/** A commentary of the run, and all that the checker needs of it. */
export type Publication = {
  readonly number: number
  readonly sample: Sample
  readonly path: string
  /** When it was published, by the program's clock. */
  readonly publishedAt: number
  /** Every word of it. */
  readonly text: string
}

const samples = await readSamples()

const firstNumber = 30_000

/** The words of the commentary, white space folded: what a quote must be a slice of. */
const textOf = (sample: Sample): string =>
  [
    sample.synopsis ?? '',
    ...sample.sections.flatMap(({ paragraphs }) => paragraphs.map((sentences) => paragraphText(sentences))),
  ].join('\n')

/** The bundled samples again and again, each time with a number, title and opening of its own. */
export const createPublication = (number: number, publishedAt: number): Publication => {
  const template = samples[number % samples.length]
  if (template === undefined) throw new Error('there are no samples')
  const { updated: _, correction: __, ...rest } = template
  const opening = {
    text: `Reading ${number} of this series was written for a trial of patience.`,
    grade: 0 as const,
    kind: 'fact' as const,
    holder: 'author',
  }
  const sample: Sample = {
    ...rest,
    id: `CO${firstNumber + number}`,
    title: `${template.title}, Part ${number}`,
    slug: `${template.slug}-part-${number}`,
    published: new Date(publishedAt).toISOString().slice(0, 10),
    sections: template.sections.map((section, index) =>
      index === 0 ? { ...section, paragraphs: [[opening], ...section.paragraphs] } : section,
    ),
  }
  const path = `/rsis-publication/${sample.centre}/${sample.slug}/`
  return { number, sample, path, publishedAt, text: textOf(sample) }
}
