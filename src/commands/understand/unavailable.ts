import { alternatives } from './phrases.ts'

/** What people ask for and there is not: how it is asked for, what there is instead, with a command. */
type Row = readonly [pattern: RegExp, what: string, instead: string, command: string]

const rows: readonly Row[] = [
  [
    /\b(?:e-?mail|mail|inbox|outlook|sms|whatsapp|telegram|teams)\b/iu,
    'e-mail and other ways to send',
    'Posts come to channels and direct messages of Slack and Discord.',
    '/rsis subscribe',
  ],
  [
    /^(?:export|download|save|print|backup)\b|\b(?:pdf|csv|excel|xlsx?|docx?|word file|powerpoint|spreadsheet|rss feed)\b/iu,
    'that export',
    'A search goes into a file as CSV, JSON, Markdown, BibTeX or RIS; a commentary’s page links to its PDF.',
    '/rsis export author:lim',
  ],
  [
    /^(?:translate|translation)\b|\b(?:translat\p{L}+|in(?:to)? (?:malay|chinese|mandarin|tamil|french|german|spanish|japanese|bahasa|indonesian|vietnamese|thai|hindi|arabic|korean)|(?:change|set|switch) (?:the )?language)\b/iu,
    'a translation',
    'Commentaries are shown in the words of their authors.',
    '/rsis help',
  ],
  [
    /^(?:remind|reminder|set a reminder|schedule a|book)\b|\bremind(?:er)?\b/iu,
    'a reminder',
    'A digest comes at a time of your choice; a watch posts when something appears.',
    '/rsis digest set weekdays 08:00',
  ],
  [
    /^(?:compare|contrast)\b|\b(?:vs\.?|versus|difference between)\b/iu,
    'a comparison',
    'Each briefing can be shown by itself.',
    '/rsis search nickel',
  ],
  [
    /\b(?:trending|most (?:popular|read|viewed|cited|shared)|popular|top (?:\d+ )?(?:commentaries|articles|stories|posts|pieces|ones)|best (?:of|commentaries|articles)|recommend(?:ed|ation)?s?|statistics|stats)\b/iu,
    'a ranking by readers',
    'What is newest is listed, and what is nearest to your words.',
    '/rsis latest',
  ],
  [
    /^(?:(?:show|give|list|what is|what are|which is|which are)(?: me)? )?(?:the )?(?:very )?(?:oldest|earliest)\b/iu,
    'a list with the oldest first',
    'The newest come first; the status says since when the archive goes, and a timeline begins with the oldest about a subject.',
    '/rsis timeline nickel',
  ],
  [
    /^(?:write|draft|compose|generate|create|prepare|make|produce)\b (?:me |us )?(?:an? |the |some )/iu,
    'writing',
    'Briefings show what the authors say, sentence by sentence.',
    '/rsis show latest',
  ],
  [
    /^(?:analy[sz]e|predict|calculate|estimate|evaluate|assess|critique|rank|rate|vote|explain|discuss|answer|tell me (?:why|how|what|who|a|your)|what do you think|do you (?:think|agree|know|like))\b/iu,
    'an opinion of its own',
    'It shows what the authors write, and finds where they write it.',
    '/rsis help',
  ],
  [
    /\b(?:weather|joke|sing|song|music|recipe|football|stock price|dark mode|theme|logo|avatar|nickname|password|account|log ?in)\b/iu,
    'that',
    'It searches and posts RSIS commentaries.',
    '/rsis help',
  ],
  [
    /^(?:forward|share|send|post|tweet|repost|resend|announce|publish)\b/iu,
    'sending something on',
    'An answer has a Share button for its channel.',
    '/rsis latest',
  ],
  [
    /^(?:delete|edit|rename|approve|reject|upload|add|remove|invite|kick|ban|pin|like|follow|join|call|phone|open|buy|pay|order|play|run|install|update|upgrade|move|merge|close)\b/iu,
    'that',
    'What there is, is in the help.',
    '/rsis help',
  ],
]

/** Verbs that begin no subject, and words that are a request by themselves. */
const alone = new RegExp(
  `^(?:${alternatives(String.raw`
    top \d+\s
    oldest\s
    earliest\s
    the (?:very )?(?:oldest|earliest)\s
    e-?mail
    translate
    export
    download
    remind
    reminder
    compare
    contrast
    draft
    forward
    tweet
    print
    upload
    trending
    most popular
    popular
    pdf
    csv
    statistics
    stats
    join
    weather
    password
    log ?in
    use dark mode
    change language
    (?:list|show|who are|what are|which|what)\s
  `)})|\\b(?:pdf|most popular|trending|dark mode)\\b|^\\p{L}+$`,
  'iu',
)

/** What is asked for and not there, with what there is; undefined where nothing of it is recognised. */
export const unavailable = (
  text: string,
  isInstruction: boolean,
): { readonly what: string; readonly instead: string; readonly command: string } | undefined => {
  const row = rows.find(([pattern]) => pattern.test(text) && (isInstruction || alone.test(text)))
  return row && { what: row[1], instead: row[2], command: row[3] }
}

/** Words by which a text is an instruction or talks to the bot, and is no subject of a commentary. */
const tellsInstruction =
  /(?:^|\s)(?:me|my|mine|you|your|yours|i|i'?m|i'?ve|i'?d|i'?ll|we|we'?re|our|pls|please|bot|digests?|subscri\p{L}*|unsub\p{L}*|notif(?:y|ications?)|remind\p{L}*|unmute|time ?zone|this|that|it|here|these|those)(?=$|[\s.,!?])/u
const imperative = new RegExp(
  `^(?:${alternatives(`
    write
    draft
    translate
    repost
    resend
    summari[sz]e
    analy[sz]e
    email
    forward
    remind
    download
    export
    print
    upload
    delete
    edit
    rename
    create
    generate
    make
    set
    add
    remove
    send
    post
    turn
    switch
    change
    cancel
    give
    tell
    show
    put
    get
    start
    stop
    compare
    explain
    list
    count
    share
    schedule
    include
    exclude
    enable
    disable
  `)}) (?:a|an|the|this|that|all|every|some|it|any|my|more|less|another|to|with|up|on|off|\\d|co ?\\d)`,
  'iu',
)

/** Whether a text sounds like an instruction: it is not searched for, as its words are no subject. */
export const soundsLikeInstruction = (text: string): boolean => {
  const dateless = text.replaceAll(/\bthis (?:week|month|quarter|year)\b/giu, '')
  const lower = /\p{Ll}/u.test(dateless) ? dateless : dateless.toLowerCase()
  return imperative.test(lower) || (tellsInstruction.test(lower) && !/^["“]/u.test(text))
}
