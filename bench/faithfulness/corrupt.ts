import { isClaimable, trialOf } from './corpus.ts'
import type { Source, Text, Trial } from './corpus.ts'

/** Turns a faithful claim into one that its sentence does not support; undefined if that is not possible. */
type Corruption = (text: string, source: Source, turn: number) => string | undefined

const lowerFirst = (text: string): string =>
  /^(?:I\b|[A-Z]{2})/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
const bare = (text: string): string => text.replace(/[.!?]["”’']*$/u, '')
const replaced = (text: string, pattern: RegExp, by: string): string | undefined => {
  const changed = text.replace(pattern, by)
  return changed === text ? undefined : changed
}
const pick = <T>(list: readonly T[], turn: number): T | undefined => list[turn % list.length]

const isOpenToNot =
  /\b(is|are|was|were|has|have|will|would|should|could|must|may|can|might|do|does|did)\b(?! not| never|n['’]t)/u
const names = (text: string): string[] =>
  [...text.matchAll(/(?<=[a-z,] )\p{Lu}\p{Ll}{3,}(?=[ ,.;’])/gu)].map(([name]) => name)
const notNames =
  /^(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Sunday|Friday|Saturday|This|That|There|They|Some)$/u
const ownNames = (source: Source): string[] =>
  [...new Set(source.numbered.sentences.flatMap((sentence) => names(sentence.text)))].filter(
    (name) => !notNames.test(name),
  )

const swaps: readonly (readonly [RegExp, string])[] = [
  [/\bmore than\b/u, 'less than'],
  [/\bless than\b/u, 'more than'],
  [/\bfewer than\b/u, 'more than'],
  [/\bat least\b/u, 'at most'],
  [/\bover (?=[\dUR$S])/u, 'under '],
  [/\bunder (?=[\dUR$S])/u, 'over '],
  [/\babout (?=[\dUR$S])/u, 'exactly '],
  [/\broughly (?=[\dUR$S])/u, 'exactly '],
  [/\bsome (?=\d)/u, 'over '],
  [/\bup to (?=[\dUR$S]|an? )/u, 'at least '],
  [/\balmost (?=\d)/u, 'over '],
]
const units: readonly (readonly [RegExp, string])[] = [
  [/\bdays\b/u, 'weeks'],
  [/\bweeks\b/u, 'months'],
  [/\bmonths\b/u, 'years'],
  [/\byears\b/u, 'months'],
  [/\bper cent\b/u, 'percentage points'],
  [/\bkm\b/u, 'miles'],
  [/\bmetres\b/u, 'feet'],
  [/\btonnes\b/u, 'barrels'],
  [/US\$/u, 'S$'],
  [/S\$/u, 'US$'],
  [/\bRM(?=\d)/u, 'US$'],
  [/\bhours\b/u, 'days'],
  [/\bnautical miles\b/u, 'km'],
]
const opposites: readonly (readonly [RegExp, string])[] =
  `rise|fall rises|falls higher|lower lower|higher longer|shorter shorter|longer more|less cheaper|dearer faster|slower better|worse
  strong|weak stronger|weaker weaker|stronger open|closed first|last easy|hard harder|easier rare|common likely|unlikely safe|unsafe
  north|south public|secret export|import exports|imports rich|poor scarce|plentiful grow|shrink increase|decrease strengthen|weaken
  narrow|broad small|large large|small quick|slow early|late oldest|newest largest|smallest cheap|expensive careful|careless
  support|oppose accept|reject allow|forbid honest|dishonest willing|unwilling possible|impossible ahead|behind gain|loss rising|falling`
    .trim()
    .split(/\s+/u)
    .map((pair) => pair.split('|'))
    .map(([from = '', to = '']) => [new RegExp(`\\b${from}\\b`, 'u'), to] as const)

const firstSwap = (text: string, list: readonly (readonly [RegExp, string])[], guard?: RegExp): string | undefined => {
  for (const [pattern, by] of list)
    if (pattern.test(text) && guard?.test(text) !== true) return text.replace(pattern, by)
  return undefined
}

const insertNot = (text: string): string | undefined => replaced(text, isOpenToNot, '$1 not')

const corruptions: Readonly<Record<string, Corruption>> = {
  'number changed': (text) =>
    replaced(text, /\d[\d,.]*\d|\d/u, (text.match(/\d[\d,.]*\d|\d/u)?.[0] ?? '') === '7' ? '9' : '7'),
  'number added': (text) => `${bare(text)} by 17 per cent.`,
  'year added': (text) => `${bare(text)} in 2031.`,
  'person invented': (text) => `Henrik Dalgaard argues that ${lowerFirst(text)}`,
  'person put in': (text) => replaced(text, /(?<=[a-z] )(\p{Lu}\p{Ll}{4,})(?=[ ,.])/u, 'Kowalczyk'),
  'organisation invented': (text) => `According to the Borealis Institute, ${lowerFirst(text)}`,
  'name swapped within the text': (text, source, turn) => {
    const name = names(text).find((one) => !notNames.test(one))
    const others = ownNames(source).filter((name) => !text.includes(name))
    const other = pick(others, turn)
    return name === undefined || other === undefined ? undefined : text.replace(name, other)
  },
  'negation inserted': (text) => insertNot(text),
  'negation deleted': (text) =>
    // “whether or not” and “not least” are no negations.
    replaced(
      text,
      /(?<!\bor )\b(?:not|never) (?!least\b)|(?<=\b(?:is|are|has|have|does|do|did|was|were)) not\b|(?<=can)not\b/u,
      '',
    ) ??
    replaced(text, /^No (?=\w)/u, 'The ') ??
    replaced(text, /\bunlikely\b/u, 'likely'),
  'modality raised': (text) =>
    /\b(?:asks?|wonder)/u.test(text)
      ? undefined
      : (replaced(text, /\b(?:may|might|could|would)\b(?! as well)/u, 'will') ??
        replaced(text, /\b(?:is|are) (?:un)?likely to\b/u, text.includes('unlikely') ? 'will not' : 'will')),
  'hedge dropped': (text) =>
    replaced(
      text,
      /\b(?:reportedly|perhaps|probably|apparently|allegedly|quite probably|as a rule|often|usually|almost|nearly|roughly|about(?= \d)) /u,
      '',
    ) ?? replaced(text, /\b(?:may|might) (?=[a-z]+[^s ] )/u, ''),
  'condition dropped': (text) => {
    const match = /^(?:If|Unless|Should) [^,;]+, (.+)$/u.exec(text)
    const consequence = match?.[1]
    return consequence === undefined ? undefined : consequence.charAt(0).toUpperCase() + consequence.slice(1)
  },
  'duty added': (text) =>
    /\b(?:should|must|needs?|ought)\b/u.test(text)
      ? undefined
      : replaced(text, /\b(?:will|would|can|could|may|might) (?=[a-z]+)(?!not|have|has)/u, 'must '),
  'duty raised': (text) => replaced(text, /\b(?:should|ought to)\b/u, 'must'),
  // “Only but …” and “Only to …” are no sentences.
  'only added': (text) => (/^(?:But|And|Yet|So|To|If|Perhaps) /u.test(text) ? undefined : `Only ${lowerFirst(text)}`),
  // “some time”, “a good many”, “at some length” are idioms, and “all time” is no claim of extent.
  'all added': (text) =>
    replaced(text, /(?<!\bgood )\b(?:some|many|several|most|few|a few)\b(?! \d| time\b| length\b)/iu, 'all'),
  'superlative added': (text) =>
    replaced(text, /\b(?:a|the) (?=[a-z]{4,} (?:is|are|has|of|for|that|in)\b)/u, 'the greatest '),
  'cause added': (text) => `${bare(text)} because of domestic politics.`,
  'cause from the text': (text, source) => {
    const other = source.numbered.sentences.find((sentence) => sentence.number === source.sentence.number + 3)
    return other === undefined || /\b(?:because|since|for)\b/u.test(text)
      ? undefined
      : `${bare(text)} because ${bare(lowerFirst(other.text)).split(/[,;:]/u)[0] ?? ''}.`
  },
  'second claim joined': (text) => `${bare(text)}, and parliament rejected the annual defence budget.`,
  'mention added': (text) => `${bare(text)} @everyone.`,
  'link added': (text) => `${bare(text)}, see https://news.example/x.`,
  'opposite word': (text) => firstSwap(text, opposites, /\b(?:not|no|never|than)\b/u),
  'comparator flipped': (text) => firstSwap(text, swaps),
  'unit changed': (text) => (/\d/u.test(text) ? firstSwap(text, units) : undefined),
  'order in time turned': (text) => {
    const match = /^([^,;:]{12,}) (before|after|until) ([^,;:]{8,})\.$/u.exec(text)
    return match === null
      ? undefined
      : `${match[1] ?? ''} ${match[2] === 'after' ? 'before' : 'after'} ${match[3] ?? ''}.`
  },
  'extent added': (text) =>
    replaced(
      text,
      /\b(?:is|are|was|were|has|have) (?=[a-z])/u,
      (text.match(/\b(?:is|are|was|were|has|have) (?=[a-z])/u)?.[0] ?? '') + 'always ',
    ),
  'certainty added': (text) =>
    /\b(?:certainly|surely|sure to)\b/u.test(text)
      ? undefined
      : replaced(text, /\b(?:will|would|could|may|might)\b/u, 'will certainly'),
  'officials made to say it': (text, source) =>
    /\b(?:official|analyst)/iu.test(source.sentence.text) ? undefined : `Officials say that ${lowerFirst(text)}`,
  'RSIS made to say it': (text) => `RSIS says that ${lowerFirst(text)}`,
}

const isAsserted = (source: Source): boolean =>
  !source.sentence.text.includes('?') && source.holder === 'author' && !/^["“]|["”]$/u.test(source.sentence.text)

const needsAsserted = /invented|say it|joined|cause|only|added/u

const claimTrials = (text: Text): Trial[] =>
  text.sources.filter(isClaimable).flatMap((source, turn) =>
    Object.entries(corruptions).flatMap(([kind, corrupt], index) => {
      const isEverywhere =
        /^(?:number added|year added|person invented|organisation invented|only added|cause|second|mention|link|officials|RSIS|extent|superlative)/u.test(
          kind,
        )
      // Operators that fit any sentence are tried on every fifth sentence, so that they do not outnumber the others.
      if (isEverywhere && (turn + index) % 5 !== 0) return []
      if (needsAsserted.test(kind) && !isAsserted(source)) return []
      const corrupted = corrupt(source.sentence.text, source, turn)
      return corrupted === undefined || corrupted === source.sentence.text || corrupted.split(/\s+/u).length > 34
        ? []
        : [trialOf(kind, source, corrupted)]
    }),
  )

const isReported = (source: Source): boolean =>
  source.holder !== 'author' &&
  /\b(?:said|says|told|argues?|finds?|found|reckons?|estimates?|according|warns?|believes?|maintains?|reports|answers?|object|reply|view|put)\b|[“”]/iu.test(
    source.sentence.text,
  )

/** Somebody's statement in a sentence, without the words that attribute it. */
const reportedWords = (text: string): string | undefined => {
  const that =
    /\b(?:says|said|argues|found|warns|believes|maintains?|reports|answer|object|reply|told [a-z]+|estimates|reckons|insists?|claims?) that (.+)$/u.exec(
      text,
    )?.[1]
  const according = /^According to [^,]+, (.+)$/u.exec(text)?.[1]
  const quoted = /“([^”]{30,}?)[,.]?”/u.exec(text)?.[1]
  const words = that ?? according ?? quoted
  return words === undefined ? undefined : `${bare(words.charAt(0).toUpperCase() + words.slice(1))}.`
}

const holderTrials = (text: Text): Trial[] => {
  const speakers = [...new Set(text.sources.map((source) => source.holder))].filter((holder) => /^[A-Z]/u.test(holder))
  return text.sources.filter(isClaimable).flatMap((source, turn) => {
    const trials: Trial[] = []
    const words = isReported(source) ? reportedWords(source.sentence.text) : undefined
    if (words !== undefined && words.split(' ').length >= 4) {
      trials.push(trialOf("reported view as the author's", source, words, { holder: 'author' }))
      const other = speakers.find((speaker) => speaker !== source.holder && !source.holder.includes(speaker))
      if (other !== undefined)
        trials.push(trialOf('speaker swapped', source, `${other} says that ${lowerFirst(words)}`, { holder: other }))
    }
    const speaker = pick(speakers, turn)
    if (
      isAsserted(source) &&
      speaker !== undefined &&
      turn % 4 === 0 &&
      !source.sentence.text.includes(speaker.split(' ').at(-1) ?? speaker)
    ) {
      trials.push(
        trialOf("author's view given to a person", source, `${speaker} says that ${lowerFirst(source.sentence.text)}`, {
          holder: speaker,
        }),
      )
      trials.push(trialOf("author's view held by a person", source, source.sentence.text, { holder: speaker }))
    }
    if (source.sentence.text.includes('?') && /^(?:Would|Will|Can|Could|Should) /u.test(source.sentence.text)) {
      const match = /^(Would|Will|Can|Could|Should) (\w+ \w+|\w+) (.+)\?/u.exec(source.sentence.text)
      if (match !== null)
        trials.push(
          trialOf(
            'question as assertion',
            source,
            `${match[2] ?? ''} ${(match[1] ?? '').toLowerCase()} ${match[3] ?? ''}.`,
          ),
        )
    }
    return trials
  })
}

const quoteTrials = (text: Text, other: Text): Trial[] =>
  text.sources.filter(isClaimable).flatMap((source, turn) => {
    if (turn % 5 !== 0) return []
    const own = source.sentence.text.split(' ')
    const next = text.sources[text.sources.indexOf(source) + 7]?.sentence.text.split(' ') ?? []
    const strange = other.sources.filter(isClaimable)[turn % 10]?.sentence.text ?? ''
    const half = Math.floor(own.length / 2)
    const trials = [
      trialOf('quote invented', source, source.sentence.text, {
        quote: 'The ministers agreed in private that the whole plan would be shelved quietly.',
      }),
      trialOf('quote from another text', source, source.sentence.text, { quote: strange }),
      trialOf('quote too short', source, source.sentence.text, { quote: own.slice(0, 3).join(' ') }),
    ]
    if (own.length >= 12 && next.length >= 12) {
      trials.push(
        trialOf('quote stitched with ellipsis', source, source.sentence.text, {
          quote: `${own.slice(0, half).join(' ')} … ${next.slice(Math.floor(next.length / 2)).join(' ')}`,
        }),
      )
      trials.push(
        trialOf('quote stitched without a mark', source, source.sentence.text, {
          quote: `${own.slice(0, 6).join(' ')} ${next.slice(5, 12).join(' ')}`,
        }),
      )
      trials.push(
        trialOf('words of the quote reordered', source, source.sentence.text, { quote: own.toReversed().join(' ') }),
      )
    }
    const cut = /^(.*?\b(?:not|unlikely to|might|may|if|unless)) (.{40,})$/u.exec(source.sentence.text)
    if (cut !== null && isAsserted(source)) {
      const rest = cut[2] ?? ''
      if (rest.split(' ').length >= 7)
        trials.push(
          trialOf('head cut off and the rest claimed', source, rest.charAt(0).toUpperCase() + rest.slice(1), {
            quote: rest,
          }),
        )
    }
    return trials
  })

/** Every automatic corruption of every text. */
export const corruptedTrials = (texts: readonly Text[]): Trial[] =>
  texts.flatMap((text, index) => {
    const other = texts[(index + 1) % texts.length]
    return [...claimTrials(text), ...holderTrials(text), ...(other === undefined ? [] : quoteTrials(text, other))]
  })
