import { readSentence, type Sentence } from './sentence.ts'
import { standsFor } from './tokens.ts'

/** Words with which a line addresses the bot, or refers to something here and now. */
const address =
  /^(?:me|my|mine|you|your|yours|i|i'?m|i'?ve|i'?d|i'?ll|we|we'?re|our|pls|please|bot|this|that|it|here|these|those)$/u
const ownNoun = ['digest', 'sub', 'filter', 'watchn', 'zone', 'bot', 'settings', 'resume']
const action =
  'stop except start add change send show alerting inform pause brief compare translate export compose remind find list'.split(
    ' ',
  )

/**
 * Whether a line is an instruction, or addresses the bot: such a line is not searched for, because its words are not a subject.
 */
export const isInstruction = ({ text, tokens }: Sentence): boolean => {
  if (/^["“]/u.test(text)) return false
  const isShouted = !/\p{Ll}/u.test(text)
  const [first, second] = tokens
  const spoken = tokens.some((token, at) => {
    const { start, end, word } = token
    if (standsFor(token, 'date')) return false
    const typed = text.slice(start, end)
    return (
      address.test(isShouted ? word : typed) ||
      (typed === 'I' && tokens[at + 1]?.isSilent === false) ||
      (typed !== typed.toUpperCase() &&
        standsFor(token, ...ownNoun) &&
        (tokens.length < 3 || /^(?:the|my|our)$/u.test(tokens[at - 1]?.word ?? '')))
    )
  })
  const isImperative =
    first !== undefined &&
    standsFor(first, ...action) &&
    second !== undefined &&
    (second.isSilent || /^\d/u.test(second.word) || standsFor(second, 'all', 'ref', 'rows', 'until', 'cadence'))
  return spoken || isImperative
}

/** Whether typed words are an instruction. */
export const soundsLikeInstruction = (text: string): boolean => isInstruction(readSentence(text))
