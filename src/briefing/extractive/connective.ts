import { contrasts } from '../text/speech-words.ts'

/** Words that add, count, compare or illustrate: what follows is one point among others. */
const additions = [
  'additionally|again|also|besides|equally|finally|first|firstly|second|secondly|third|thirdly|fourth|fourthly',
  'fifth|further|furthermore|moreover|in addition|in contrast|in essence|in particular|in the same vein|in turn',
  'last but not least|lastly|likewise|similarly|correspondingly|specifically|notably|on the one hand',
  'for example|for instance|to illustrate',
].join('|')
/**
 * Words or phrases at the beginning of a sentence, with their comma, that connect it to the one before. Without them
 * the rest is a complete sentence.
 */
const words = [
  contrasts,
  additions,
  'accordingly|admittedly|clearly|consequently|crucially|equally importantly|hence|importantly|in conclusion',
  'in effect|in fact|in other words|in short|in sum|in summary|in the end|in the final analysis|indeed|instead',
  'just as importantly|meanwhile|more importantly|more broadly|most importantly|naturally|of course|on balance',
  'on the whole|overall|rather|then|therefore|thus|to be sure|to conclude|to sum up|ultimately|unfortunately',
  'fortunately|and yet|on a larger note|on a broader note|all in all|above all|after all|at the same time',
  'by extension|by the same token|by implication|so|and|regardless',
].join('|')

const withComma = new RegExp(`^(?:${words})(?:, (?:though|however|then|too))?,\\s+`, 'iu')
/**
 * Without a comma only if nothing else can be meant: “But for the levy, …” and “Yet another port …” are complete as
 * they are.
 */
const bare =
  /^(?:(?:[Bb]ut|[Aa]nd|[Yy]et)\s+(?!(?:another|for|so|still|yet)(?![\p{L}]))|(?:[Tt]hus|[Hh]ence|[Tt]herefore|[Mm]oreover|[Ff]urthermore|[Nn]evertheless|[Nn]onetheless|[Cc]onsequently)\s+(?!far(?![\p{L}]))|[Ss]o\s+(?=(?:(?:the|a|an|this|that|these|those|it|they|he|she|we|there|no|any|all|both|in|on|at|for|to|if|while|as|even|with)(?![\p{L}])|\p{Lu})))/u
const adding = new RegExp(`^(?:${additions}|alternatively|conversely|by contrast|on the other hand)(?![\\p{L}])`, 'iu')
/** Whether a sentence says by its own words that it is one point among others. */
export const addsToOthers = (sentence: string): boolean => adding.test(sentence)

/** The number of characters of the connectives at its beginning, all of them: “However, third, ”; 0 for none. */
export const connectiveLength = (sentence: string): number => {
  let at = 0
  for (let step = 0; step < 2; step += 1) {
    const rest = sentence.slice(at)
    const found = withComma.exec(rest) ?? bare.exec(rest)
    if (found === null) break
    at += found[0].length
  }
  return at
}
