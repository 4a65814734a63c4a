import { isClaimable, trialOf } from './corpus.ts'
import type { Source, Text, Trial } from './corpus.ts'

const lowerFirst = (text: string): string =>
  /^(?:I\b|\p{Lu}{2}|\p{Lu}\p{Ll}+(?:’s)? \p{Lu})/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

/** The same words in other typography; all must pass. */
const typography: Readonly<Record<string, (quote: string) => string | undefined>> = {
  'as it stands': (quote) => quote,
  'straight marks': (quote) =>
    /[“”‘’]/u.test(quote) ? quote.replaceAll(/[“”]/gu, '"').replaceAll(/[‘’]/gu, "'") : undefined,
  'no-break spaces': (quote) => quote.replaceAll(' ', '\u00A0'),
  'double spaces': (quote) => quote.replaceAll(' ', '  '),
  'other dashes': (quote) => (/[–—─-]/u.test(quote) ? quote.replaceAll(/[–—─]/gu, '-') : undefined),
  'soft hyphens': (quote) => quote.replaceAll(/(\p{Ll}{4})(\p{Ll}{4})/gu, '$1\u00AD$2'),
  'zero-width spaces': (quote) => quote.replaceAll(/(\p{Ll}{3}) /gu, '$1\u200B '),
  'full-width letters': (quote) =>
    quote.replaceAll(/[a-f]/gu, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0)),
  'ellipsis at both ends': (quote) => `… ${quote.replace(/[.]$/u, '')} …`,
  'outer marks': (quote) => `“${quote}”`,
  'bracketed first letter': (quote) =>
    /^\p{Lu}\p{Ll}/u.test(quote) ? `[${quote.charAt(0).toLowerCase()}]${quote.slice(1)}` : undefined,
  'no final stop': (quote) => quote.replace(/[.]$/u, ''),
  'lower first letter': (quote) => quote.charAt(0).toLowerCase() + quote.slice(1),
  ligatures: (quote) => (/f[il]/u.test(quote) ? quote.replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ') : undefined),
  'decomposed letters': (quote) => (quote.normalize('NFD') === quote ? undefined : quote.normalize('NFD')),
}

const synonyms: readonly (readonly [RegExp, string])[] =
  `repair|mend quick|fast cheap|inexpensive purchase|buy roughly|about danger|threat harm|damage needs|requires big|large begin|start
  help|aid chief|main annual|yearly enough|sufficient firms|companies vessel|ship vessels|ships states|countries price|cost often|frequently
  mostly|mainly rapid|quick vote|ballot pact|treaty objection|protest ready|prepared quickly|fast nearly|almost begins|starts costly|expensive`
    .trim()
    .split(/\s+/u)
    .map((pair) => pair.split('|'))
    .map(([from = '', to = '']) => [new RegExp(`\\b${from}\\b`, 'u'), to] as const)

const aliases: readonly (readonly [RegExp, string])[] = [
  [/\bWashington\b/u, 'the US'],
  [/\bthe U\.S\. (?=\w)/u, 'Washington '],
  [/\bBeijing\b/u, 'China'],
  [/\bJakarta\b/u, 'Indonesia'],
  [/\bHanoi\b/u, 'Vietnam'],
  [/\bMoscow\b/u, 'Russia'],
  [/\bKuala Lumpur\b/u, 'Malaysia'],
  [/\bBangkok\b/u, 'Thailand'],
  [/\bNew Delhi\b/u, 'India'],
  [/\bDhaka\b/u, 'Bangladesh'],
]

const digits: readonly (readonly [RegExp, string])[] = [
  [/(?<!-)\btwo\b(?!-)/u, '2'],
  [/(?<!-)\bthree\b(?!-)/u, '3'],
  [/(?<!-)\bfour\b(?!-)/u, '4'],
  [/(?<!-)\bfive\b(?!-)/u, '5'],
  [/(?<!-)\bsix\b(?!-)/u, '6'],
  [/(?<!-)\bten\b(?!-)/u, '10'],
  [/(?<!-)\btwelve\b(?!-)/u, '12'],
  [/(?<![.,-])\b2\b(?![.,-]?\d)/u, 'two'],
  [/\bper cent\b/u, '%'],
]

const swapped = (text: string, list: readonly (readonly [RegExp, string])[]): string | undefined => {
  for (const [pattern, by] of list) if (pattern.test(text)) return text.replace(pattern, by).replace(' %', '%')
  return undefined
}

const changed = (text: string, pattern: RegExp, by: string): string | undefined =>
  pattern.test(text) ? text.replace(pattern, by) : undefined

const isOwn = ({ holder, sentence }: Source): boolean =>
  holder === 'author' && !sentence.text.includes('?') && !/\b(?:I|we|our|my|me|us|you)\b/iu.test(sentence.text)

/** Paraphrases that a careful editor would accept. */
const paraphrases: Readonly<Record<string, (text: string, source: Source) => string | undefined>> = {
  'the author argues': (text, source) => (isOwn(source) ? `The author argues that ${lowerFirst(text)}` : undefined),
  'according to the author': (text, source) =>
    isOwn(source) ? `According to the author, ${lowerFirst(text)}` : undefined,
  'the author named': (text, source) =>
    isOwn(source) ? `${source.numbered.authors[0] ?? 'The author'} argues that ${lowerFirst(text)}` : undefined,
  'brackets dropped': (text) => changed(text, / \([^()]{3,60}\)/u, ''),
  'aside dropped': (text) => changed(text, / [─—–] [^─—–]{5,80} [─—–](?= )/u, ''),
  'connective dropped': (text) => {
    const rest = /^(?:But|Yet|And|However,|Moreover,|Indeed,|Then|Still,|First,|Second,|Third,) (.+)$/u.exec(text)?.[1]
    return rest === undefined ? undefined : rest.charAt(0).toUpperCase() + rest.slice(1)
  },
  'digits for words': (text) => swapped(text, digits),
  alias: (text) => swapped(text, aliases),
  synonym: (text) => swapped(text, synonyms),
  'weaker modality': (text) => changed(text, /\bwill (?!not)/u, 'may '),
  'weaker assertion': (text) =>
    /\b(?:not|no|never|if)\b/iu.test(text) ? undefined : changed(text, /^(The \w+ )(is|are) /u, '$1may be '),
  contraction: (text) => changed(text, /\b(is|are|does|do|did|was|were|has|have) not\b/u, '$1n’t'),
  'contraction undone': (text) => changed(text, /\b(is|are|does|do|did|was|were|has|have)n[’']t\b/u, '$1 not'),
  'first half of a semicolon': (text) => {
    const [first] = text.split(';')
    return first === undefined || first === text || first.split(' ').length < 6 || /[“”()]/u.test(text)
      ? undefined
      : `${first}.`
  },
}

/** Faithful drafts made by rules: the sentences themselves in every typography, and safe paraphrases. */
export const faithfulTrials = (texts: readonly Text[]): Trial[] =>
  texts.flatMap(({ sources }) =>
    sources.filter(isClaimable).flatMap((source, turn) => {
      const { text } = source.sentence
      const variants = Object.entries(typography).flatMap(([kind, vary], index) => {
        // The unchanged sentence is tried everywhere, each variant on every third sentence.
        if (index > 0 && (turn + index) % 3 !== 0) return []
        const quote = vary(text)
        return quote === undefined ? [] : [trialOf(`typography: ${kind}`, source, text, { quote })]
      })
      const told = Object.entries(paraphrases).flatMap(([kind, tell]) => {
        const claim = tell(text, source)
        return claim === undefined || claim.split(/\s+/u).length > 34
          ? []
          : [trialOf(`paraphrase: ${kind}`, source, claim)]
      })
      return [...variants, ...told]
    }),
  )
