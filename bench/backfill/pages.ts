import { samplePage } from '../../src/demo/page.ts'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import { createRandom } from '../random.ts'

const samples = await readSamples()
const sections = samples.flatMap((sample) => sample.sections)
type Sentence = Sample['sections'][number]['paragraphs'][number][number]
const sentences = sections.flatMap(({ paragraphs }) => paragraphs.flat())
const words = [...new Set(sentences.flatMap(({ text }) => text.split(/[^a-z]+/u).filter(({ length }) => length > 5)))]
const random = createRandom(1)
const pick = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** A sentence with a unique word, because no two commentaries share a sentence. */
const own = (sentence: Sentence): Sentence => ({
  ...sentence,
  text: sentence.text.replace(/(?= \S+$)/u, ` ${pick(words)} ${pick(words)}`),
})

/** A commentary of about a thousand words, as long as those of the series: sentences of the samples in a different order. */
const makeSample = (number: number): Sample => {
  const model = pick(samples)
  const [year, month] = [Math.floor(number / 250), (number % 12) + 1]
  return {
    ...model,
    id: `CO${String(year + 5).padStart(2, '0')}${String((number % 250) + 1).padStart(3, '0')}`,
    title: `${model.title}, part ${number}`,
    published: `${2005 + year}-${String(month).padStart(2, '0')}-${String((number % 28) + 1).padStart(2, '0')}`,
    sections: Array.from({ length: 4 }, () => ({
      ...pick(sections),
      paragraphs: Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => own(pick(sentences)))),
    })),
  }
}

/** That many pages of different commentaries, the same with each call. */
export async function* makePages(count: number): AsyncGenerator<string> {
  for (let number = 0; number < count; number += 1) yield samplePage(makeSample(number))
}
