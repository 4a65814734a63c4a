import { paragraphText, readSamples, type Sample } from '../../src/demo/samples.ts'

/** A commentary of the run, with what the checker needs. */
export type Publication = {
  readonly number: number
  readonly sample: Sample
  readonly path: string
  /** When it was published, by the program's clock. */
  readonly publishedAt: number
  /** The complete text of each edition; the last one is what its page shows now. */
  readonly texts: readonly string[]
  /** Words that were shown and that the publisher has removed since. */
  readonly withdrawn: readonly string[]
}

const samples = await readSamples()

const firstNumber = 30_000

/** The words of the commentary, white space folded; each quote must be a slice of it. */
const textOf = (sample: Sample): string =>
  [
    sample.synopsis ?? '',
    ...sample.sections.flatMap(({ paragraphs }) => paragraphs.map((sentences) => paragraphText(sentences))),
  ].join('\n')

/** The bundled samples again and again, each time with another number, title and opening. */
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

/** This many consecutive words identify a sentence. */
const telling = 6

/** Words of the sentence that the messages show. */
const shownWords = (sentence: string, shown: string): string | undefined => {
  const words = sentence.split(' ')
  return Array.from({ length: Math.max(1, words.length - telling + 1) }, (_, from) =>
    words.slice(from, from + telling).join(' '),
  ).find((part) => shown.includes(part))
}

const replacement = 'The publisher took back a sentence here, and left the rest of this text as it was.'

/**
 * The publication after its publisher removed every sentence of which `shown`, the text of all messages, contains
 * words.
 */
export const correct = (publication: Publication, shown: string): Publication => {
  const { sample, texts, withdrawn } = publication
  // Words that are also in the synopsis would stay, and correctly so.
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
