import { month, weekday } from '../../archive/query/dates.ts'
import { spelledOut } from './contractions.ts'
import { longestRequest } from './longest-request.ts'

const before = [
  'hey|hi(?:ya)?|hello|(?:good |gd )?(?:morning|afternoon|evening|day)(?=[,!.])|dear|ok(?:ay)?|so|um+|and|then|just|quickly|actually|maybe|perhaps|kindly|plea?se|pleas|pls|plz',
  'sorry(?= \\d)|(?:no){2,}|(?:oh|ah|h+m+)+|(?:rsis |the )?bot|rsis|team|everyone|folks|there',
  "thanks?,|quick question|(?:i am|i'm|we are|we're) new(?: here| (?:in|to) (?:the|this|our) \\p{L}+)?(?=[,!.;])",
  // The next words correct the words before.
  "(?:that's|this is|it's|that is) (?:wrong|not (?:it|right|what i (?:meant|wanted)))(?=,? i meant)",
  '(?:(?:no|sorry|oops|wait|nope),? )*(?:i|we) (?:mean|meant|was asking (?:for|about))(?: to say)?|(?:no|sorry|oops|wait|correction|scratch that|i take that back|my (?:bad|mistake)|excuse me)(?=[,:.!;-])',
  '(?:can|could|would|will|may|might|should|cn) (?:you|u|(?:i|we)(?! (?:quote|use|reuse|copy|reproduce|republish)\\b)|it|the bot)(?: (?:please|pls|kindly|also|just|maybe|possibly))*(?: be able to)?',
  "(?:i|we)(?: would|'d|d)? ?(?:really |just |also )?(?:like|love|want|need|prefer|wish|have)(?: (?:you|it|this|the bot))? to",
  "(?:i am|i'm|im|we are|we're) (?:just |only )?(?:trying|hoping|wondering|going)(?: to| if you (?:can|could)| whether you (?:can|could))",
  '(?:is|would) (?:it|there)(?: be)?(?: a| any)? (?:possible|way)(?: for (?:you|me|us))? to',
  '(?:grateful|thankful) for|(?:i|we)(?: would|.d) (?:appreciate|be grateful for|be interested in)',
  'would you mind|do you mind|go ahead and|feel free to|try to|help (?:me|us)(?: to)?(?= (?:find|get|see|set|sub|unsub|sign|stop|cite))|wanna|want to|need to',
  '(?:(?:please )?advise|(?:do|would) you know|any idea|(?:i|we) (?:wonder|want to know)|(?:may|can) (?:i|we) know)(?= (?:what|when|where|who|which|why|how|if)\\b)',
  '(?:tell (?:me|us)|let (?:me|us) know)(?= (?:what|where|who|which|why|how)\\b)',
  "(?:i )?hope (?:you(?:'re| are)?|this|all|everything)(?: is)?(?: \\p{L}+){0,3}? (?:well|fine|good|great)(?=[,!.])",
  "let(?: me|'s|s| us)(?! know)|lemme|gimme(?= the)",
]

const leading = new RegExp(String.raw`^(?:${before.map((one) => `(?:${one})`).join('|')})(?:[,!.:;\s-]+)(?=\S)`, 'iu')

const trailing =
  /[\s,.!-]+(?:plea?se|pls|plz|kindly|thanks?(?: a lot| so much| in advance)?|thank you(?: very much| so much)?|thx|tks|tq|ty|cheers|asap|no (?:rush|hurry|worries)|(?:[:;]-?[)(DP])|if (?:possible|you can|you could|that'?s ok(?:ay)?)|for (?:me|us)|mate|tq|lah|k|from now on|going forward|or not)$/iu

/** The text without thanks at its end. */
export const withoutThanks = (typed: string): string =>
  typed.length > longestRequest ? typed : typed.replace(trailing, '')

/** What people correct within a line: a date, a time of day, a day of the week, a span of time. */
const correctable = [
  String.raw`(?<![\p{L}\d])\d{1,2} ?${month}\b(?: \d{4})?`,
  String.raw`(?<![\p{L}\d])(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?(?!\p{L})| ?hrs?\b)?|noon|midnight)(?![\p{L}\d:]| ?(?:min|h|d|w|m|y|${month})\p{L}*)`,
  String.raw`\b${weekday}s?\b`,
  String.raw`(?<![\p{L}\d])(?:\d+|an?|one|two|three|four) ?(?:hours?|days?|weeks?|wks?|months?)\b`,
]
const correcting = String.raw`[\s,.;!–-]+(?:(?:no|oops|wait|hm+|nope),? )*(?:(?:sorry,? )?(?:i|we) (?:mean|meant)|sorry|actually|(?:or )?rather|make (?:it|that)|scratch that|correction)[,:]? (?:(?:make|set) (?:it|that) |to |at )?`
const withdrawn = correctable.map(
  (value) => new RegExp(`^(.*)${value}((?:(?!${value}).)*?)${correcting}(${value})(.*)$`, 'isu'),
)

/** `at 8, sorry i mean 9.30`: the later value stands for the earlier one of its kind. */
const withoutWithdrawn = (text: string): string =>
  withdrawn.reduce((read, pattern) => read.replace(pattern, '$1$3$2$4'), text)

const rest = String.raw`(?:(?:all )?the (?:rest|others)|everything else|all else)`
/** `only nickel, drop the rest`, `the rest we do not need`, `and nothing else`. */
const restIsOut = new RegExp(
  String.raw`[\s,.;:!-]+(?:(?:and|but) )?(?:please )?(?:(?:drop|skip|ignore|omit|remove|exclude|hide|no|leave out) ${rest}|leave ${rest} out|nothing else|${rest} (?:(?:is|are) not (?:needed|wanted|relevant)|(?:can|may) go|(?:i|we) do(?: not|n't) (?:need|want)(?: it)?))$`,
  'iu',
)
/** `no nickel, but keep the rest`, `the rest can stay`. */
const restStays = new RegExp(
  String.raw`[\s,.;:!-]+(?:(?:and|but) )?(?:please )?(?:(?:keep|leave) ${rest}(?: as (?:it is|is|before))?|${rest} (?:(?:is|are) (?:fine|ok|okay|good)|(?:can|may|should) stay))$`,
  'iu',
)

/** What is said of everything else only repeats that the line excludes something, or that it wants nothing else. */
const withoutRest = (text: string): string => {
  const wanted = text.replace(restIsOut, '')
  if (wanted === text) return text.replace(restStays, '')
  return /\bonly\b|\bjust\b/iu.test(wanted)
    ? wanted
    : `only ${wanted.replace(/^(?:keep|post|send|show)(?: us| me)? /iu, '')}`
}

/** `i meant nickel, not rice` corrects a slip: rice is not to be excluded. */
const corrected = /^((?:(?:no|sorry|oops|wait),? )*(?:i|we) (?:mean|meant) .+?),? (?:and )?not .+$/iu
/** The text with plain quotation marks, without punctuation at its end, and without words that are only polite. */
export const withoutManners = (typed: string): string => {
  let text = typed
    .replaceAll(/[‘’`´]/gu, "'")
    .replaceAll(/[“”„«»]/gu, '"')
    .replaceAll(/[\u2010-\u2015]/gu, '-')
    .replaceAll(' + ', ' and ')
    .replace(/^[\s/-]+/u, '')
    .trim()
  if (text.length > longestRequest) return text
  text = withoutWithdrawn(spelledOut(text)).replace(corrected, '$1')
  for (let last = ''; last !== text; ) {
    last = text
    text = text
      .replace(/[\s,;:?!.…]+$/u, '')
      .replace(trailing, '')
      .replace(leading, '')
  }
  return withoutRest(text)
}
