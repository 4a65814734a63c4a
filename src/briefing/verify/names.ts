import { tagWords } from '../text/grammar.ts'
import { type Finding, guess, type Pair, type Side, sure } from './pair.ts'
import type { Token } from './tokens.ts'

/** Titles and ranks, which are not names. */
const ranks =
  /^(?:mr|mrs|ms|dr|prof|professor|president|prime|minister|general|secretary|chief|sir|king|queen|state|government|author|internet)$/u

/**
 * Whether the tagger takes the word for a name as it is written, and for a name or noun in lower case. The first is not enough: it takes
 * “Stories” and “Unable” at the beginning of a sentence for names.
 */
const isReadAsName = (text: string): boolean => {
  const [plain] = tagWords(text.charAt(0).toLowerCase() + text.slice(1))
  return (
    tagWords(text)[0]?.tag === 'PROPN' && /^(?:NOUN|PROPN)$/u.test(plain?.tag ?? '') && plain?.lemma === plain?.lower
  )
}

/**
 * Whether a capitalised first word is a name: it contains another capital, is followed by the rest of a name, is
 * capitalised inside a sentence elsewhere, or is tagged as a name.
 */
const isNameFirst = ({ text, tokens: [first, second] }: Side, whole: readonly Token[]): boolean => {
  if (first === undefined) return false
  if (/\p{Lu}.*\p{Lu}/u.test(first.raw) || (second?.isCapital === true && second.clause === first.clause)) return true
  if (whole.some(({ raw }) => raw === first.lower)) return false
  const isWritten = whole.some(
    (other, at) => other.isCapital && other.lower === first.lower && whole[at - 1]?.clause === other.clause,
  )
  return isWritten || isReadAsName(text)
}

/** The words of a text that are names, by their capital letters. */
const namesOf = (side: Side, whole: readonly Token[]): number[] =>
  [...side.tokens.entries()].flatMap(([at, token]) =>
    token.isCapital && token.isContent && !ranks.test(token.lower) && (at > 0 || isNameFirst(side, whole)) ? [at] : [],
  )

/** `Pakistan`, `Pakistani`: one is the other with a suffix. */
const isSameName = (a: Token, b: Token): boolean =>
  a.key === b.key ||
  (Math.min(a.lower.length, b.lower.length) >= 4 && (a.lower.startsWith(b.lower) || b.lower.startsWith(a.lower)))

const initialsOf = (tokens: readonly Token[], from: number): string[] => {
  let initials = ''
  const all: string[] = []
  for (let at = from; at < tokens.length && at < from + 9; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.isCapital) initials += token.raw.charAt(0)
    else if (!/^(?:of|the|for|and|on|in|to)$/u.test(token.lower)) break
    if (initials.length >= 2) all.push(initials)
  }
  return all
}

const abbreviationsIn = (tokens: readonly Token[]): ReadonlySet<string> =>
  new Set(tokens.flatMap((token, at) => (token.isCapital ? initialsOf(tokens, at) : [])))

/** `WTO` for “World Trade Organization”, or the reverse. */
const isSpeltOut = (tokens: readonly Token[], at: number, others: readonly Token[]): boolean => {
  const raw = (tokens[at]?.raw ?? '').replaceAll('.', '')
  if (/^\p{Lu}{2,7}s?$/u.test(raw)) return abbreviationsIn(others).has(raw.replace(/s$/u, ''))
  const starts = [at, at - 1, at - 2, at - 3, at - 4].filter((from) => tokens[from]?.isCapital)
  const known = new Set(others.map((token) => token.raw))
  return starts.some((from) =>
    initialsOf(tokens, from).some((initials) => known.has(initials) && initials.length > at - from),
  )
}

const has = (tokens: readonly Token[], claim: readonly Token[], at: number): boolean => {
  const token = claim[at]
  return token !== undefined && (tokens.some((other) => isSameName(token, other)) || isSpeltOut(claim, at, tokens))
}

const isPlace = ({ key }: Token): boolean => key.startsWith('@')

/** The claim has a place of its own, and the sentence one that the claim leaves out. */
const isOtherPlace = (token: Token | undefined, { claim, source }: Pair): boolean =>
  token !== undefined &&
  isPlace(token) &&
  source.tokens.some((other) => isPlace(other) && claim.tokens.every(({ key }) => key !== other.key))

/**
 * Checks that each name of the claim is in its sentence, or near enough to be the antecedent of its pronouns; a name
 * that is nowhere is invented.
 */
export const checkNames = (pair: Pair): Finding[] => {
  const { claim, source, context, whole, label } = pair
  const names = namesOf(claim, whole)
  const strange = names.filter((at) => !has(source.tokens, claim.tokens, at))
  const message = (at: number): string => `names “${claim.tokens[at]?.raw ?? ''}”; ${label} does not`
  return strange.flatMap((at) => {
    if (!has(whole, claim.tokens, at)) return [sure('NAME_UNKNOWN', message(at))]
    const isGiven = has(context, claim.tokens, at) && !isOtherPlace(claim.tokens[at], pair)
    return isGiven ? [] : [guess('NAME_ELSEWHERE', message(at))]
  })
}
