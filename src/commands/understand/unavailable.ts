import type { Sentence } from './sentence.ts'
import { standsFor } from './tokens.ts'

/** Two lines for each thing that is not available: a pattern of its words; its name, what is available instead, and a command. */
const table = String.raw`
\b(?:(?:by|from) \p{L}+(?:an|ese|ish|ian|i|non-\p{L}+)|female|male|women|young|junior|senior|local|foreign) (?:authors?|writers?|scholars?|experts?|analysts?|women|men)\b
a search by where authors come from, or who they are | You can search for authors only by name. | /rsis search author:lim
\b(?:e-?mail|mail|inbox|outlook|sms|whatsapp|telegram|teams)\b
e-mail and other ways to send | The bot posts in channels and direct messages of Slack and Discord. | /rsis subscribe
\bco ?\d{5} ?(?:to|-|–|until|till|through) ?(?:co ?)?\d{5}\b
a range of numbers | Commentaries are shown one at a time. A search lists those of a period. | /rsis search since:2026-10-01 until:2026-10-31
\b(?:contact details|(?:e-?mail|phone|postal) (?:address|number)|phone number)\b
how to reach an author | The original page of a commentary may say it. | /rsis show latest
\bpage numbers?\b
page numbers | Commentaries are web pages without page numbers. A quote names its section. | /rsis show latest
^(?:(?:a|the) )?(?:chart|graph|plot|map|table|diagram|infographic|slides?(?: deck)?|image|picture)s? (?:of|on|for|about|showing)\b
charts, maps and pictures | A search result can be exported as a file that a spreadsheet opens. | /rsis export nickel as csv
^(?:sort|order|rank)\b|^.*\b(?:alphabetical(?:ly)?|by (?:title|length|popularity))\b
that order | A search shows the best matches first. To sort by date, add sort:new or sort:old. | /rsis search nickel sort:old
https?:\/\/(?!\S*rsis)\S+
pages that are not in its feeds | It briefs RSIS commentaries, and the items of feeds that this workspace added. | /rsis feeds add fulcrum.sg
\bquiet hours\b|\bdo not disturb\b
quiet hours | A digest is posted only at its times. A mute stops all posts until a time. | /rsis subscribe digest weekdays 08:00
^(?:delete|remove|erase|forget|take down)\b.*\b(?:co ?\d{5}|archive)\b
deleting from the archive | The people who run this bot can do it, with npm run forget. | /rsis help
^(?:export|download|save|print|backup)\b|\b(?:pdf|csv|excel|xlsx?|docx?|word file|powerpoint|spreadsheet|rss feed)\b
that export | A search result can be exported as CSV, JSON, Markdown, BibTeX or RIS. A commentary’s page links to its PDF. | /rsis export author:lim
\btranslat\p{L}+|\b(?:in(?:to)?|to) (?:malay|chinese|mandarin|tamil|french|german|spanish|japanese|bahasa|indonesian|vietnamese|thai|hindi|arabic|korean)\b|\b(?:change|set|switch) (?:the )?language\b
a translation | Commentaries are shown in the words of their authors. | /rsis help
\bremind(?:er|ers)?\b|^(?:schedule a|book)\b
a reminder | A digest is posted at a time of your choice. A watch posts when something new matches. | /rsis digest set weekdays 08:00
\bin (?:\p{L}+ )?(?:\d+|one|two|three|four|five|a few) (?:bullets?|bullet points|points|sentences?|words|lines|paragraphs?)\b|\bbullet points?\b
another length or form of a briefing | A briefing has a short synopsis, and each key claim with its quote. | /rsis show latest
^(?:(?:what|which|who|was|is|has|were)\b.*)?\bcorrect(?:ed|ions?)\b
a list of corrections | When a commentary is corrected, the bot edits its posts, and they say so. | /rsis latest
^(?:compare|contrast)\b|\b(?:vs\.?|versus|difference between)\b
a comparison | Each briefing is shown separately. /rsis claims shows who says what about a subject, and /rsis timeline shows how that changed. | /rsis claims nickel
\b(?:trending|random|most (?:popular|read|viewed|cited|shared|prolific)|popular|top (?:\d+ )?(?:commentaries|articles|stories|posts|pieces|ones)|best (?:of|commentaries|articles)|statistics|stats|longest|shortest|average|median)\b
a ranking by readers or length | The bot can list the newest commentaries, and those that match your words best. | /rsis latest
^(?:write|draft|compose|generate|create|prepare|make|produce)\b (?:me |us )?(?:an? |the |some )
writing | Briefings show what the authors say, sentence by sentence. | /rsis show latest
^(?:analy[sz]e|predict|calculate|estimate|evaluate|assess|critique|rank|rate|vote|explain|discuss|answer|what do you think|do you (?:think|agree|know|like))\b
an opinion of its own | It shows what the authors write, and finds where they write it. | /rsis help
\b(?:weather|joke|sing|song|music|recipe|football|stock price|dark mode|theme|logo|avatar|nickname|password|account|log ?in)\b
that | It searches and posts RSIS commentaries. | /rsis help
^(?:forward|share|tweet|repost|resend|announce|publish)\b(?! (?:me|us)\b)|^(?:send|post) (?:(?:it|this|that|them|the (?:latest|newest|last)|co ?\d+|\d)\b(?! (?:at|every|on|once|daily|weekly)\b))
sending something on | The Share button of an answer posts it in the channel. | /rsis latest
\S+@\S+|(?:^|\s)@\p{L}|\bto (?:my|our|the) (?:colleagues?|boss|team|director|minister|manager|staff)\b
messages to somebody | A post comes to a channel and mentions nobody; a watch posts at once. Everybody may ask the bot, in a direct message too. | /rsis watch add nickel
`
const lines = table.trim().split('\n')

type Row = { readonly pattern: RegExp; readonly what: string; readonly instead: string; readonly command: string }

const rows: readonly Row[] = lines.flatMap((line, at) => {
  const [what = '', instead = '', command = ''] = lines[at + 1]?.split(' | ') ?? []
  return at % 2 === 0 ? [{ pattern: new RegExp(line, 'iu'), what, instead, command }] : []
})

/** Something unavailable as it was `said`, and what is available `instead`. */
export type Unavailable = {
  readonly what: string
  readonly instead: string
  readonly command: string
  readonly said: string
  readonly isFirst: boolean
}

/** The unavailable thing that a text asks for, with its replacement; undefined if none is recognised. */
export const unavailable = ({ text, tokens }: Sentence, isInstruction: boolean): Unavailable | undefined => {
  // Among other words that do not ask, such a word may belong to a subject.
  const isAsked =
    isInstruction ||
    standsFor(tokens[0], 'change', 'start') ||
    tokens.length === 1 ||
    tokens.some((token) => token.concepts.has('site') && !token.concepts.has('ref')) ||
    /@/u.test(text) ||
    tokens.every((token) => token.isSilent || token.concepts.size > 0)
  for (const { pattern, what, instead, command } of rows) {
    const found = pattern.exec(text)
    if (found !== null && (isAsked || found.index === 0))
      return { what, instead, command, said: found[0], isFirst: found.index === 0 }
  }
  return undefined
}
