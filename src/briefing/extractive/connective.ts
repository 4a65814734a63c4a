/**
 * Words or phrases at the beginning of a sentence, with their comma, that connect it to the one before. Without them
 * the rest is a complete sentence.
 */
const words = [
  'accordingly|additionally|admittedly|again|also|besides|but|clearly|consequently|correspondingly',
  'crucially|equally|equally importantly|finally|firstly|first|fourthly|fourth|fifth|further|furthermore|hence|however',
  'importantly|in addition|in conclusion|in contrast|in effect|in essence|in fact|in other words',
  'in particular|in short|in sum|in summary|in the end|in the final analysis|in the same vein',
  'in turn|indeed|instead|just as importantly|last but not least|lastly|likewise',
  'meanwhile|more importantly|more broadly|moreover|most importantly|naturally|nevertheless|nonetheless|notably|of course',
  'on balance|on the contrary|on the one hand|on the other hand|on the whole|overall|rather|second|secondly|similarly',
  'specifically|still|that said|then|therefore|third|thirdly|thus|to be sure|to conclude|to sum up',
  'ultimately|unfortunately|fortunately|yet|and yet|on a larger note|on a broader note|all in all|above all|after all',
  'at the same time|by contrast|by extension|by the same token|by implication',
  'even so|so|and|for example|for instance|to illustrate|regardless',
].join('|')

const withComma = new RegExp(`^(?:${words})(?:, (?:though|however|then|too))?,\\s+`, 'iu')
/**
 * Without a comma only if nothing else can be meant: “But for the levy, …” and “Yet another port …” are complete as
 * they are.
 */
const bare =
  /^(?:(?:[Bb]ut|[Aa]nd|[Yy]et)\s+(?!(?:another|for|so|still|yet)(?![\p{L}]))|(?:[Tt]hus|[Hh]ence|[Tt]herefore|[Mm]oreover|[Ff]urthermore|[Nn]evertheless|[Nn]onetheless|[Cc]onsequently)\s+(?!far(?![\p{L}]))|[Ss]o\s+(?=(?:(?:the|a|an|this|that|these|those|it|they|he|she|we|there|no|any|all|both|in|on|at|for|to|if|while|as|even|with)(?![\p{L}])|\p{Lu})))/u
/** Of these, words that add, count, compare or illustrate: what follows is one point among others. */
const adding =
  /^(?:additionally|again|also|alternatively|besides|equally|finally|first|firstly|second|secondly|third|thirdly|fourth|fourthly|fifth|further|furthermore|moreover|in addition|in contrast|by contrast|in essence|in particular|in the same vein|in turn|last but not least|lastly|likewise|similarly|conversely|correspondingly|specifically|notably|on the one hand|on the other hand|for example|for instance|to illustrate)(?![\p{L}])/iu
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
