import type { BodySentence } from '../text/body.ts'
import { type Speaker, speakersOf } from '../text/speakers.ts'
import { countWords } from '../text/words.ts'
import type { NumberedText } from './number-sentences.ts'
import { type Finding, guess, hint, type Pair, sure } from './pair.ts'
import { isSame, readTokens, type Token } from './tokens.ts'

/** Computed once for each text, because every claim on it needs them. */
const known = new WeakMap<NumberedText, readonly Speaker[]>()

const speakers = (numbered: NumberedText): readonly Speaker[] => {
  const found = known.get(numbered)
  if (found !== undefined) return found
  const sentences = numbered.sentences.map(({ text, start, end, blockIndex, section }): BodySentence => {
    const isSame = (offset: number) => numbered.sentences.some((other) => other.blockIndex === blockIndex + offset)
    return {
      text,
      start,
      end,
      length: countWords(text),
      section: 0,
      heading: section,
      hasRunIn: false,
      paragraph: blockIndex,
      isFirstOfSection: !isSame(-1),
    }
  })
  const made = speakersOf(sentences, numbered.text)
  known.set(numbered, made)
  return made
}

const namesOf = (text: string): Token[] => {
  const content = readTokens(text).filter((token) => token.isContent)
  const names = content.filter((token) => token.isCapital)
  return names.length > 0 ? names : content
}

const sharesName = (one: readonly Token[], other: readonly Token[]): boolean =>
  one.some((token) => other.some((word) => isSame(token, word)))

export type Attribution = {
  /** Whose view the claim gives; undefined for the author's. */
  readonly holder: string | undefined
  readonly findings: readonly Finding[]
}

const ofAuthor = (speaker: Speaker | undefined, pair: Pair): Attribution => {
  if (speaker?.type === 'unsure' && speaker.isInTurn === true) {
    const message = `gives as the author's own what another person says in ${pair.label}, in an interview or a debate`
    return { holder: undefined, findings: [sure('HOLDER', message)] }
  }
  if (speaker?.type === 'unsure') {
    const message = `gives as the author's own what may be the view of others in ${pair.label}; look whose it is`
    return { holder: undefined, findings: [guess('HOLDER', message)] }
  }
  if (speaker?.type !== 'quoted') return { holder: undefined, findings: [] }
  if (sharesName(namesOf(speaker.name), pair.claim.tokens)) return { holder: speaker.name, findings: [] }
  const message = `gives as the author's own what ${pair.label} has from ${speaker.name}; name them as the holder, and in the claim`
  return { holder: undefined, findings: [sure('HOLDER', message)] }
}

const isOfAuthor = ({ lower }: Token): boolean => /^authors?$/u.test(lower)

const ofNamed = (speaker: Speaker | undefined, pair: Pair, drafted: string): Attribution => {
  const names = namesOf(drafted)
  const isNear = sharesName(names, pair.source.tokens) || sharesName(names, pair.context)
  if (speaker?.type === 'quoted') {
    const isMeant = sharesName(names, namesOf(speaker.name)) || sharesName(names, pair.source.tokens)
    if (isMeant) return { holder: speaker.name, findings: [] }
    const message = `gives to ${drafted} what ${pair.label} has from ${speaker.name}`
    // “In his view”: who that is, a judge has to say.
    const isPointed = isNear && pair.source.tokens.some(({ lower }) => /^(?:he|his|him|she|her)$/u.test(lower))
    return isPointed
      ? { holder: drafted.trim(), findings: [hint('HOLDER', message)] }
      : { holder: undefined, findings: [sure('HOLDER', message)] }
  }
  const message = `gives the view to ${drafted}; look whether ${pair.label} does`
  if (!isNear) return { holder: undefined, findings: [sure('HOLDER', message)] }
  return { holder: drafted.trim(), findings: speaker?.type === 'unsure' ? [] : [guess('HOLDER', message)] }
}

/**
 * Compares the holder that the claim names with the one that the text names. The name is used as the text writes it; a
 * name that is not in the text is rejected, and so is a claim about the author that would be shown as somebody else's.
 */
export const attribute = (pair: Pair, numbered: NumberedText, sentence: number, drafted: string): Attribution => {
  const speaker = speakers(numbered)[sentence - 1]
  const isAuthors = /^(?:the )?authors?$/iu.test(drafted.trim()) || drafted.trim() === ''
  const found = isAuthors ? ofAuthor(speaker, pair) : ofNamed(speaker, pair, drafted)
  const speaksOfAuthor = pair.claim.tokens.some(isOfAuthor) && !pair.source.tokens.some(isOfAuthor)
  if (found.holder === undefined || !speaksOfAuthor) return found
  const message = `speaks of the author, but its holder is ${found.holder}; name them in the claim`
  return { holder: undefined, findings: [sure('HOLDER', message)] }
}
