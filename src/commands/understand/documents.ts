import { phrase } from './phrases.ts'

/** What is to be done with a commentary, and how the commentary is called. */
export type DocumentWish = {
  readonly verb: 'show' | 'cite' | 'related' | 'why'
  readonly name: string
  /** What the verb is told beside the name. */
  readonly options: string
  /** Whether a name that no commentary has is a subject to search for. */
  readonly isSubject: boolean
}

const asking =
  "(?:(?:give|get|show|send|find|fetch|provide|need|tell|what is|what'?s|what are|have|i need|we need|want|i want)(?: (?:me|us))? )?"

const rows: readonly (readonly [verb: DocumentWish['verb'], pattern: string])[] = [
  [
    'why',
    "(?:why|how come) (?:did|didn't|was|wasn't|is|isn't|have|haven't|has|hasn't)(?: (?:we|i|it|you|{our}channel))?(?: not)? (?:get|got|receive|received|see|seen|post|posted) (?:the|that|an?) (?:one|{docs}) (?:about|on|by|called|titled) (?<name>.+)",
  ],
  [
    'cite',
    `${asking}{our}(?:(?:rsis |full |proper |apa |mla |chicago |harvard )*(?:citations?|references?|bibliography|biblio|footnotes?|cite|attribution))(?: line)?(?: (?:for|of|to|on))? (?<name>.+)`,
  ],
  [
    'cite',
    `${asking}{our}(?:apa|mla|chicago|harvard|bibtex|ris)(?: (?:style|format|version))?(?: (?:for|of))? (?<name>.+)`,
  ],
  [
    'cite',
    '(?:how (?:do|should|can|to|would) (?:i |we |you |one )?(?:cite|reference|quote)|cite|reference|quote from) (?:for |me )?(?<name>.+)',
  ],
  [
    'related',
    `${asking}(?:(?:more|something|anything|others?|ones?|another(?: one)?|{docs}|what else(?: is)?|any|some) )*(?:like|similar(?: (?:ones|{docs}))? ?(?:to)?|related(?: (?:ones|{docs}))? ?(?:to)?|along the lines of|on the same (?:subject|topic)(?: as)?|close to|connected to|see also) (?<name>.+)`,
  ],
  [
    'show',
    `${asking}{our}(?:(?:short |quick |brief |main |key |central |core |full |whole )*(?:summar(?:y|ies)|gist|tl;?dr|rundown|low-?down|key points|points?|claims?|arguments?|takeaways?|messages?|highlights|synopsis|details?|overview|briefing|text|content|quotes?|link|url|pdf|address|web ?page|source|original|authors?|date|publication date|title))(?: (?:of|for|to|in|from|on|about))* (?<name>.+)`,
  ],
  ['show', '(?:compare|contrast|(?:what is |tell me )?(?:the )?differences? between) (?<name>.+)'],
  [
    'show',
    '(?:summari[sz]e|sum up|brief (?:me )?on|tl;?dr:?|tldr|open(?: up)?|read(?: me)?|view|see|pull up|bring up|display|expand(?: on)?|elaborate on|explain|go to|click(?: on)?|pick|choose|select|more (?:about|on|of)|tell me (?:more )?about|(?:i|we) (?:want|need)(?: to (?:see|read))?|what about|full) (?<name>.+)',
  ],
  [
    'show',
    "(?:what (?:is|was|does|did)|what'?s|who(?:'s| is)? (?:wrote|the author of|authored|published|behind)|when (?:was|did)|where (?:is|can i (?:find|read))|is) (?<name>.+?)(?: (?:about|say|saying|argue|published|written|come out|out|online|on about)(?: .*)?)?",
  ],
  ['show', '(?:show|give|get|send|fetch|find|post)(?: (?:me|us))? (?<name>.+)'],
]

const styleAsked = /\b(apa|mla|chicago|bibtex|ris)\b/iu

/** In which style a citation is asked for, behind what is cited. */
export const inStyle = / (?:(?:in|as|using) )?(?:the )?(?:apa|mla|chicago|harvard|bibtex|ris)(?: (?:style|format))?$/iu

/** The option of `cite` for the style that words name; empty where they name none, and for other verbs. */
export const styleIn = (verb: string, text: string): string => {
  const style = verb === 'cite' ? styleAsked.exec(text)?.[1] : undefined
  return style === undefined ? '' : ` style:${style.toLowerCase()}`
}

/** How somebody wants it told is no part of the name. */
const manner =
  / (?:in (?:\p{L}+ )?(?:\d+|one|two|three|four|five|a few|simple|plain|short|brief|bullet|detail|full|a nutshell|layman)\b.*|briefly|in detail|(?:as|with) (?:bullets?|bullet points|a list)|to me|for (?:me|us|my .+|the .+))$/iu

const subject =
  /^(?:summari[sz]e|sum up|brief|tl;?dr|tell|more|explain|what about|show me|give me|get me|send me|fetch|read me|find me|pull up|bring up|elaborate|expand)\b/iu

const table = rows.map(([verb, pattern]) => [verb, phrase(pattern)] as const)

/** All that a text can mean as a wish about one commentary, the narrowest first; whether there is one so called is not known here. */
export const documentWishes = (text: string): readonly DocumentWish[] =>
  table.flatMap(([verb, pattern]) => {
    const name = pattern.exec(text)?.groups?.['name']?.replace(inStyle, '').replace(manner, '')
    if (name === undefined) return []
    return [{ verb, name, options: styleIn(verb, text), isSubject: subject.test(text) }]
  })
