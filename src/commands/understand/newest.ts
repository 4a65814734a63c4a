import type { Wish } from './wishes/wish.ts'

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const period = `(?:today|yesterday|(?:this|last|past|previous) (?:week|month|year|\\d{1,3} (?:days?|weeks?|months?|years?))|since (?:(?:${months})(?: \\d{4})?|\\d{4}(?:-\\d\\d)*|yesterday|last (?:week|month|year))|(?:${months})(?: \\d{4})?|(?:19|20)\\d\\d)`
const span = new RegExp(
  `^(?:(?:(?:catch|bring|get) me up(?: to (?:date|speed))? (?:on|with)|what (?:came out|was (?:published|posted|new)|happened|did (?:rsis|they|you) (?:publish|post))|(?:anything|something|everything|all|commentaries|articles|pieces|posts|show(?: me)?|and|what about|how about)(?: (?:new|published|posted))?) )*(?:(?:from|in|of|for|during|over|within) )?(?:the )?(${period})(?:'s)?(?: (?:commentaries|articles|pieces|posts|ones|stuff))?$`,
  'iu',
)

const about =
  /^(?:what'?s|what is|anything|is there anything|whats|any) (?:new|the latest|latest|newest|recent|happening|going on)(?: (?:stuff|articles|commentaries|news|thinking|work|research|pieces|papers|analysis|views|writing))?(?: (?:on|about|in|for|with|from|by|regarding))? (.+)$/iu
const shown =
  /^(?:(?:show|give|get|see|list|send|find|read|tell|fetch|pull up|bring up)(?: (?:me|us))? )?(?:the |your |rsis )?(?:(?:most )?recent|latest|newest|new|last|lastest|latests)(?: (.+))?$/iu
const nouns =
  /^(?:(?:comm?entar(?:y|ies)|articles?|pieces?|posts?|briefings?|stuff|ones?|news|papers?|publications?|updates?|items?|things?|rsis) ?)+(?=$|\s|\b)/iu
const topicNouns = / (?:comm?entar(?:y|ies)|articles?|pieces?|posts?|papers?|publications?|stuff|news|updates?)$/iu

/** `last month`, `what’s new on Myanmar`, `show me the latest articles by Lim`: the newest, narrowed; undefined for all others. */
export const newestCommand = (text: string): Wish | undefined => {
  const [, days] = span.exec(text) ?? []
  if (days !== undefined) {
    if (/^\d{4}$/u.test(text)) return undefined
    if (/^\d{4}$/u.test(days)) return { kind: 'run', command: `latest since:${days} until:${days}` }
    const named =
      new RegExp(`^(?:${months})`, 'iu').test(days) && !/^(?:today|this|last|past|previous|since)/iu.test(days)
    return { kind: 'run', command: `latest ${named ? `in ${days}` : days.replace(/^previous/iu, 'last')}` }
  }
  const subject = about.exec(text)?.[1]
  if (subject !== undefined) return { kind: 'run', command: `latest ${subject}` }
  const narrowed = shown.exec(text)
  if (narrowed === null) return undefined
  const rest = (narrowed[1] ?? '').replace(nouns, '').replace(topicNouns, '').trim()
  const isTold =
    /^(?:show|give|get|see|list|send|find|read|tell|fetch|pull|bring)/iu.test(text) ||
    /\b(?:latest|newest)\b/iu.test(text) ||
    nouns.test(narrowed[1] ?? '') ||
    /^(?:on|about|by|from|in|of|this|\d)/iu.test(rest)
  return isTold ? { kind: 'run', command: `latest ${rest}`.trim() } : undefined
}
