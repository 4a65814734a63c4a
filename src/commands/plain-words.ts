import type { Card } from '../card/card.ts'

/** What people say to a bot that is neither a command nor a search: the command that they mean, or a plain answer. */
type Meaning = { readonly command: string } | { readonly card: Card }

const say = (title: string, ...lines: readonly string[]): Meaning => ({
  card: { title: { text: title }, blocks: lines.map((line) => ({ type: 'copy', text: line })) },
})

const meanings: readonly (readonly [pattern: RegExp, meaning: Meaning])[] = [
  [/^(?:h|help|help me|help please|please help|menu|commands?|man|usage|start|get started)$/u, { command: 'help' }],
  [/^(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening))(?: (?:there|rsis|bot))?$/u, { command: 'help' }],
  [/^(?:what (?:can|do) you do|how (?:does (?:this|it) work|do i use (?:this|it)))$/u, { command: 'help' }],
  [
    /^(?:thanks|thank you|thx|ty|cheers|great|ok|okay)(?: (?:a lot|so much|very much|rsis|bot))?$/u,
    say('You are welcome'),
  ],
  [/^(?:version|v|about)$/u, { command: 'status' }],
  [
    /^(?:export|download|save|print)$/u,
    say('There is no export here; a citation of one commentary to paste:', '/rsis cite latest'),
  ],
  [/^(?:settings?|config|configure|preferences|setup|options)$/u, { command: 'list' }],
  [/^(?:(?:what am i|what are we) subscribed to|(?:show )?(?:my |our )?subscriptions)$/u, { command: 'list' }],
  [
    /^(?:(?:set|change) )?(?:the |my )?(?:timezone|time zone|tz)$/u,
    say('A digest has its own time zone; name it with its time:', '/rsis digest set zone:Asia/Singapore'),
  ],
  [/^(?:rss|feeds?|sources?|ping|are you (?:working|there|up|alive|ok))$/u, { command: 'status' }],
  [
    /^(?:next|more|next page|show more|previous|prev|back|last page|page \d+)$/u,
    say('Press the button under the list, or say which page:', '/rsis latest 20 page:2'),
  ],
  [
    /^(?:cancel|delete)(?: (?:it|this|(?:my |our |the )?subscriptions?))?$/u,
    say('To end what this channel gets:', '/rsis unsubscribe'),
  ],
  [/^who is subscribed$/u, { command: 'list' }],
  [/^undo$/u, say('Nothing is undone by itself; see what this channel gets:', '/rsis list')],
  [
    /^(?:summari[sz]e|summary|tl;?dr|brief me|digest this)$/u,
    say('Say which commentary; its briefing is:', '/rsis show latest'),
  ],
  [/^(?:translate|translation|remind(?: me)?)$/u, say('That is not available; see /rsis help')],
  [
    /^(?:what'?s new|what is new|anything new|(?:show (?:me )?)?the (?:latest|newest)|most recent|news)$/u,
    { command: 'latest' },
  ],
  [/^(?:send|do|run|post) (?:me )?a test$/u, { command: 'test' }],
  [
    /^(?:stop|cancel|end|no more|turn off|switch off) (?:the |my )?(?:daily |weekly )?digests?$/u,
    { command: 'digest off' },
  ],
]

/** The text without the signs around it, for comparison with what people say. */
const spoken = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[‘’`´]/gu, "'")
    .replaceAll(/^[\s"“”/\u2010-\u2015-]+|[\s"“”.,!?:…]+$/gu, '')
    .replaceAll(/\s+/gu, ' ')

/** What such words mean; undefined for all others. */
export const plainMeaning = (text: string): Meaning | undefined => {
  const words = spoken(text)
  return meanings.find(([pattern]) => pattern.test(words))?.[1]
}

/** A search without the words that only ask for one: `tell me about nickel` is `nickel`. */
export const withoutAsking = (text: string): string =>
  text.replace(
    /^(?:please )?(?:look(?:ing)? for|search(?:ing)? for|find me|tell me (?:more )?about|(?:is there )?anything (?:on|about)|something (?:on|about)|info(?:rmation)? (?:on|about))\s+/iu,
    '',
  )

/** The command that a question is: `what’s the latest on myanmar`, `how do I subscribe`, `summarise the latest`. */
export const askedCommand = (text: string): string | undefined => {
  const words = spoken(text)
  const latest = /^(?:what'?s|what is) (?:new|the latest|latest)(?: (?:on|about|in|for|with))? (.+)$/u.exec(words)?.[1]
  if (latest !== undefined) return `latest ${latest}`
  const newest = /^show (?:me )?(?:the )?(?:latest|newest) (?!one$|commentary$|briefing$)(.+)$/u.exec(words)?.[1]
  if (newest !== undefined) return `latest ${newest}`
  const shown = /^(?:(?:can|could) you |please )?(?:summari[sz]e|sum up|brief me on) (.+)$/u.exec(words)?.[1]
  if (shown !== undefined && !/\d{5}/u.test(shown)) return `show ${shown}`
  const verb = /^how (?:do|can|to) (?:(?:i|we) )?(\p{L}+).*$/u.exec(words)?.[1]
  return verb === undefined ? undefined : `help ${verb}`
}

/** Whether a person asks when a digest should come, such as `every weekday at 8am` or `daily digest`. */
export const asksForDigest = (text: string): boolean =>
  /^(?:every|each) (?:day|week|weekday|weekend|morning|evening|mon|tue|wed|thu|fri|sat|sun)/iu.test(text) ||
  /^(?:a |the )?(?:every|each|daily|weekly|weekdays?)\b.*(?:\d|\bnoon\b|\bmidnight\b|\bmorning|\bevening|\bdigest)/iu.test(
    text,
  )

/** The options of `digest set` that `change time to 9am` or `set timezone to Singapore` mean; undefined for all other texts. */
export const asksToChange = (text: string): string | undefined => {
  const [, what = '', value] =
    /^(?:please )?(?:change|set|move) (?:the |my |our )?(?:digest )?(time ?zone|times?|zone|days?) (?:to )?(.+)$/iu.exec(
      text,
    ) ?? []
  if (value === undefined) return undefined
  const option = /zone/iu.test(what) ? 'zone' : /^time/iu.test(what) ? 'time' : 'days'
  return `${option}:"${value.replaceAll('"', '')}"`
}
