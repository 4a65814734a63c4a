import { paragraphText, readSamples, type Sample } from '../../src/demo/samples.ts'

/** A commentary of the run, and all that the checker needs of it. */
export type Publication = {
  readonly number: number
  readonly sample: Sample
  readonly path: string
  /** When it was published, by the program's clock. */
  readonly publishedAt: number
  /** Every word of it, of each edition: the last one is what its page says now. */
  readonly texts: readonly string[]
  /** Words that were shown, and that its publisher took out since. */
  readonly withdrawn: readonly string[]
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
  return { number, sample, path, publishedAt, texts: [textOf(sample)], withdrawn: [] }
}

/** So many words in a row are shown of no other sentence. */
const telling = 6

/** Words of the sentence that the messages show. */
const shownWords = (sentence: string, shown: string): string | undefined => {
  const words = sentence.split(' ')
  return Array.from({ length: Math.max(1, words.length - telling + 1) }, (_, from) =>
    words.slice(from, from + telling).join(' '),
  ).find((part) => shown.includes(part))
}

const replacement = 'The publisher took back a sentence here, and left the rest of this text as it was.'

/** The publication after its publisher took out every sentence that `shown`, all that messages say of it, holds words of. */
export const correct = (publication: Publication, shown: string): Publication => {
  const { sample, texts, withdrawn } = publication
  // What the synopsis says as well would rightly stay.
  const isKept = (text: string): boolean => shownWords(text, sample.synopsis ?? '') !== undefined
  const gone: string[] = []
  const sections = sample.sections.map((section) => ({
    ...section,
    paragraphs: section.paragraphs.map((sentences) =>
      sentences.map((sentence) => {
        const words = isKept(sentence.text) ? undefined : shownWords(sentence.text, shown)
        if (words === undefined) return sentence
        gone.push(words)
        return { ...sentence, text: replacement }
      }),
    ),
  }))
  const corrected = { ...sample, sections, updated: sample.published }
  return { ...publication, sample: corrected, texts: [...texts, textOf(corrected)], withdrawn: [...withdrawn, ...gone] }
}
