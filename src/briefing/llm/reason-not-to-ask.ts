import { type Commentary, isPart, textOf } from '../../commentary/commentary.ts'
import { countWords } from '../text/words.ts'
import { shortestArgument } from '../extractive/index.ts'
import { isEnglish } from '../text/language.ts'
import type { FaultCode } from '../record.ts'
import type { ModelInput } from './model-input.ts'

/** With fewer sentences that may be evidence there is nothing to choose from. */
const fewestSentences = 5

/**
 * Why a model is not asked about a text: the checks of its answer only work for English, and announcements and
 * corrections contain no claims. Undefined if it is asked.
 */
export const reasonNotToAsk = (
  commentary: Commentary,
  input: ModelInput,
): { readonly code: FaultCode; readonly detail: string } | undefined => {
  if (isPart(commentary)) return { code: 'too-short', detail: 'only an excerpt or abstract of the text is known' }
  const words = commentary.sections.flatMap(({ paragraphs }) => paragraphs).map(countWords)
  const isLong = words.reduce((sum, count) => sum + count, 0) >= shortestArgument
  if (!isLong || input.sentences.filter(({ block }) => block === 'paragraph').length < fewestSentences) {
    return { code: 'too-short', detail: 'there is too little text to be argued' }
  }
  return isEnglish(textOf(commentary).text)
    ? undefined
    : { code: 'not-english', detail: 'claims in another language than English cannot be checked' }
}
