import type { Card } from '../../card/card.ts'
import { phrase } from './phrases.ts'

/** What people say to a bot that is neither a command nor a search: the command that they mean, or a plain answer. */
export type Said = { readonly command: string } | { readonly card: Card }

const say = (title: string, ...lines: readonly string[]): Said => ({
  card: {
    title: { text: title },
    blocks: lines.map((line) =>
      line.startsWith('/rsis') ? { type: 'copy', text: line } : { type: 'text', text: [line] },
    ),
  },
})

const about = say(
  'A program that briefs you on RSIS commentaries',
  'It reads each new commentary of the S. Rajaratnam School of International Studies, shows its claims with the sentences they rest on, and answers /rsis commands. It is no person, and not run by RSIS.',
  '/rsis help',
)

const rows: readonly (readonly [ways: readonly string[], said: Said])[] = [
  [
    [
      'h|help|help (?:me|out|pls|us)|menu|commands?|man|usage|start|get started|how|instructions?',
      "manual|guide|tutorial|examples?|what now|i(?: a|')?m (?:lost|new|confused)(?: here)?",
      'show(?: me)? (?:the )?(?:commands?|help|options)|(?:list|show)(?: me)? all commands',
    ],
    { command: 'help' },
  ],
  [
    [
      '(?:hello|hi|hey|hiya|yo|greetings|hallo|good (?:morning|afternoon|evening|day)|morning|evening|afternoon)(?: (?:there|rsis|bot|all|everyone|team))*',
    ],
    { command: 'help' },
  ],
  [
    [
      'what (?:can|do|else can) (?:you|this(?: bot)?|it|i) (?:do|ask|say|type)(?: (?:here|with (?:this|it)))?',
      'how (?:does (?:this|it|the bot) work|(?:do|can) i use (?:this|it|the bot|you)|to use(?: (?:this|it))?)',
    ],
    { command: 'help' },
  ],
  [
    [
      '(?:who|what) (?:are you|is this(?: bot)?|is rsis(?:-brief| bot)?|(?:made|built|runs|developed|created|programmed|designed|owns|wrote|maintains|invented) (?:you|this bot))',
      "what'?s (?:this|rsis)(?: bot)?|are you (?:a |an )?(?:human|bot|person|ai|robot|real|official)",
      '(?:is|are) (?:this|you)(?: an?)? (?:official|from)(?: rsis)?(?: (?:bot|account))?',
      'where (?:do|does) (?:the|these|your) (?:commentaries|articles|data|content|texts) come from',
      "(?:what(?:'s| is| are) |which )?(?:your|the) (?:data )?sources?(?: of (?:this|these|the data))?",
      'introduce yourself|about (?:you|this(?: bot)?)',
    ],
    about,
  ],
  [
    [
      '(?:are|is) (?:this|that|it|these|those|the|your|all)(?: (?:the|these|all))?(?: (?:quotes?|quotations?|claims?|summar(?:y|ies)|briefings?|texts?))? (?:(?:really|actually|all) )?(?:real|true|accurate|verbatim|reliable|checked|verified|made up|fake|invented|hallucinated|ai|machine|computer|generated|written|correct|trustworthy)(?: .*)?',
      '(?:do|does|did|can|could) (?:you|it|this|the bot|ai|an? (?:ai|model|llm))(?: .*)? (?:hallucinate|make (?:things|stuff|this|it|quotes?) up|invent)(?: .*)?',
      'how (?:do|does|are|is|can) (?:you|it|this|i|we|the (?:quotes?|claims?))(?: .*)? (?:verif(?:y|ied)|check(?:ed)?|trust(?:ed)?|made|produced|generated)(?: .*)?',
      '(?:can|should) (?:i|we) trust (?:this|it|you|the (?:quotes?|claims?|bot))(?: .*)?',
    ],
    say(
      'Each quote is the commentary’s own words, letter by letter',
      'A claim stands above the sentence that it rests on, and is checked against it before it is posted; the footer says whether a language model chose or wrote anything. Read one in its place:',
      '/rsis show latest',
      '/rsis quote "words to look up"',
    ),
  ],
  [
    [
      '(?:privacy|data protection|gdpr|pdpa)(?: .*)?',
      '(?:what|which)(?: data| information)? (?:do|does|are|is) (?:you|it|this bot|the bot) (?:stor(?:e|ing)|keep(?:ing)?|collect(?:ing)?|sav(?:e|ing)|know(?: about (?:me|us))?|record(?:ing)?|log(?:ging)?)(?: .*)?',
      '(?:do|does|can|are|is) (?:you|it|this bot|the bot) (?:read(?:ing)?|see(?:ing)?|spy(?:ing)?(?: on)?|listen(?:ing)? to|stor(?:e|ing)|track(?:ing)?) (?:my|our|the|all|every)?(?: ?(?:messages?|chats?|conversations?|channels?|everything|me|us))(?: .*)?',
    ],
    say(
      'What is kept',
      'Subscriptions with who made them, who changed what a channel gets and when, and what was posted; the list that you saw last, for twelve hours. Messages in channels are not read.',
      '/rsis list',
    ),
  ],
  [
    [
      '(?:thanks?|thank you|thx|tks|tq|thks|tnx|ta|ty|cheers|great|perfect|nice|cool|awesome|ok|okay|k|noted|got it|understood|good(?: (?:bot|job|work|one))|well done|love it|lol|haha|wow|amazing|excellent|super|fine|alright|sure|appreciated|many thanks)(?: (?:a lot|so much|very much|rsis|bot|you|much|again))*(?: for (?!nothing).+)?',
    ],
    say('You are welcome', 'Nothing was changed by this message; /rsis help shows what there is.'),
  ],
  [
    [
      '(?:bad|stupid|useless|dumb|rubbish|terrible)(?: bot)?',
      "(?:this|you|that|it)(?:'s| is| are|'re)? (?:(?:not (?:what i (?:want|meant|asked)(?: for)?|right|working|helpful))|useless|wrong|broken|bad|stupid|rubbish|(?:doesn'?t|does not|didn'?t|did not) (?:work|help))(?: .*)?",
      'wrong(?: answer)?|not what i (?:meant|wanted|asked for)|thanks for nothing',
      "(?:i (?:guess|think) )?you (?:can(?:'t|not)|don't|do not|didn't|never|know) (?:help|understand|get|know|listen|nothing|anything|work)(?: .*)?",
    ],
    say(
      'Sorry that this did not help',
      'What works and what does not is in the status; what can be asked is in the help. Nothing was changed by this message.',
      '/rsis status',
      '/rsis help',
    ),
  ],
  [
    [
      'version',
      'v',
      'about',
      'what version (?:are you|is this)',
      'which version',
      'how (?:many|big)(?: \\w+)? (?:are|is|do you have)(?: .*)?',
      'how many (?:commentaries|articles|pieces|papers|posts)(?: .*(?:there|have|archive|total|hold))?',
    ],
    { command: 'status' },
  ],
  [
    [
      'yes',
      'yep',
      'yeah',
      'y',
      'no',
      'nope',
      'nah',
      'n',
      'never ?mind',
      'nvm',
      'forget it',
      'skip it',
      'not now',
      'maybe',
      'later',
      'confirm',
      'confirmed',
      'do it',
      'go ahead',
      'correct',
      'agreed',
      'proceed',
    ],
    say(
      'Nothing was waiting for a yes or no',
      'To confirm or change something, press the button under the answer. Nothing was changed by this message.',
    ),
  ],
  [
    ['(?:bye|goodbye|good night|see you|exit|log ?out|log off|sign out|close)'],
    say('Good-bye', 'Nothing was changed. To end what is posted here:', '/rsis unsubscribe'),
  ],
  [
    ['(?:cancel|delete|quit|leave|go away|get lost)(?: (?:it|this|that))?'],
    say(
      'What shall end?',
      'Nothing was changed. To end all posts of the subscription, the digest alone, or to be silent for a while:',
      '/rsis unsubscribe',
      '/rsis digest off',
      '/rsis mute 3d',
    ),
  ],
  [
    [
      'undo',
      'revert',
      'go back',
      'oops',
      'reset',
      'start over',
      'restart',
      'undo (?:that|this|it|the last (?:one|change))',
      '(?:that|it) was a mistake',
    ],
    say('Nothing is undone by itself', 'See what this channel gets, and change it there:', '/rsis list'),
  ],
  [
    [
      'rss',
      'feeds?',
      'sources?',
      'ping',
      'why (?:so |is it so |this |is it )?(?:quiet|silent|slow|late)',
      '(?:did|have|has) (?:you|it|the bot) (?:post(?:ed)?|sen[dt]|run|work(?:ed)?|update(?:d)?)(?: .*)?',
      '(?:when|how often) (?:do|does|is|are|will|did|was) (?:you|it|this|the (?:bot|feed|archive|site|list)|new (?:articles|commentaries|ones)) (?:check(?:ed)?|updated?|poll(?:ed)?|refresh(?:ed)?|run|look|come out|appear|published|post)(?: .*)?',
      'last (?:update|check|poll)',
      'pong',
      'uptime',
      'health',
      'diagnostics?',
      'are you (?:working|there|up|alive|ok|okay|on|online|awake|running|down|dead|broken)',
      '(?:is|was) (?:it|this|that|everything|the bot|rsis|this thing|anything|the feed) (?:still )?(?:working|on|up|down|broken|ok|okay|alive|running|fine|dead|stuck)',
      '(?:you|anybody|anyone|u) (?:there|up|alive)',
      'does (?:it|this) (?:still )?work',
      'still (?:working|there|alive)',
      "what'?s (?:wrong|broken)",
      'any (?:problems?|errors?|issues?|trouble)',
    ],
    { command: 'status' },
  ],
  [
    [
      "why (?:no|is there no|isn't there (?:a|any)|are there no) (?:{digest}|{docs})(?: .*)?",
      "(?:why|how come) (?!.*\\b(?:one|{docs}) (?:about|on|by|called|titled)\\b)(?:is|was|did|didn'?t|do|don'?t|have|haven'?t|are|has|hasn'?t|does|doesn'?t) (?:nothing|i|we|it|there|no|the|this|our|my) ?(?:not )?(?:\\w+ )?(?!.*\\d{5})(?:get|got|gotten|receive[d]?|see|seen|posted|posting|post|arrive[d]?|come|came|coming|quiet|silent|anything|nothing|digest|new)(?: .*)?",
      '(?:nothing|no (?:posts?|digests?|updates?|messages?)) (?:(?:has |was |is |have )?(?:arrived?|came|comes?|posted|received?|happened|shows?|appeared|coming|here|today|yesterday|this morning)(?: .*)?)',
      "(?:i|we) (?:(?:did ?n[o']?t|have ?n[o']?t|never) (?:get|got|gotten|receive[d]?|see|seen)|(?:got|get|see|saw|received?) nothing|miss(?:ed|ing)?)(?: .*)?",
      "where (?:is|was|are) (?:the|my|our|today'?s|this (?:morning|week)'?s) (?:digests?|posts?|updates?|briefings?)(?: .*)?",
      '(?:did|has|have|was|were|is) {our}(?:(?:last|latest|newest|today.?s|yesterday.?s) )?(?:{digest}|{docs})(?: not)? (?:fail(?:ed)?|arrived?|work(?:ed)?|go(?:ne)? (?:out|through)|come|came|sent|posted|delivered|go|get)(?: .*)?',
      "(?:it|the bot|this channel) (?:has )?(?:stopped (?:working|posting)|went quiet|(?:is|'s) (?:quiet|silent|not (?:working|posting)))(?: .*)?",
    ],
    { command: 'status' },
  ],
  [
    [
      '{our}(?:settings?|config(?:uration)?|configure|preferences|setup|options|subscriptions?|sub|subs)',
      '(?:show|list|see|view|check|what are|which)(?: me)? {our}(?:settings?|subscriptions?|preferences|subs)',
      'what (?:am i|are we|is (?:this|the|our) channel|is here) (?:subscribed to|getting|receiving|following)',
      "(?:am i|are we|is (?:this|the|our) channel|who is|who'?s|is anyone) (?:subscribed|signed up|on the list)(?: (?:to .*|here))?",
      'what (?:do|does|will) (?:i|we|this channel|the channel) (?:get|receive)(?: here)?',
      'who (?:subscribed|set (?:this|it) up|added|set up|signed up)(?: .*)?',
      'what (?:did|have) (?:i|we) (?:subscribed?|signed? up|followed?|set up)(?: (?:to|for|here))*',
      "what(?:'?s| is) (?:posted|set up) here",
    ],
    { command: 'list' },
  ],
  [
    [
      'all (?:channels|subscriptions)',
      '(?:list|show|see|which|what)(?: .*)? all (?:the )?(?:channels|places)',
      '(?:which|what) channels (?:are )?(?:subscribed|get (?:this|it|posts))',
      '(?:list|show)(?: me)? (?:all|every) (?:the )?(?:subscribed )?channels?',
    ],
    { command: 'list all' },
  ],
  [
    [
      "(?:(?:set|change|what'?s|what is|what|which) )?{our}(?:time ?zones?|tz)(?: (?:is(?: (?:this|it|that|used))?(?: in)?|do you use|are you (?:in|using)))?",
    ],
    say('A digest has its own time zone; name it with its time:', '/rsis digest set zone:Asia/Singapore'),
  ],
  [
    ['(?:summari[sz]e|summary|tl;?dr|brief me|digest this|brief|key points|give me a summary)(?: (?:it|this|that))?'],
    say('Say which commentary; its briefing is:', '/rsis show latest'),
  ],
  [
    [
      "(?:what'?s|what is|anything|is there anything|got anything|whats|wats|any) (?:new|updates?|fresh|the latest|happening|going on|up|interesting|good)(?: (?:today|here|now|on))?",
      "(?:show |see |get |give |what is |what'?s )?(?:me )?(?:the )?(?:latest|newest|most recent|recent)(?: (?:stuff|ones?|things?|news|commentar(?:y|ies)|comentar(?:y|ies)|articles?|pieces?|posts?|briefings?|papers?|publications?|items?))?",
      'most recent|news|(?:catch|bring) me up(?: to speed)?|what (?:did|have) (?:i|we) miss(?:ed)?',
      'what happened(?: (?:while|since) .*)?',
      'what (?:should|can|could|do) (?:i|we) read(?: (?:today|next|now|first))?',
      '(?:is there )?(?:anything|something) (?:worth (?:reading|a read|knowing)|good|interesting|to read|i should (?:read|know))(?: (?:today|now|this (?:week|morning)))?',
      '(?:surprise me|(?:a )?random(?: (?:one|article|commentary))?)',
      '(?:the )?(?:morning|daily) briefing|what came out',
      'new(?: (?:stuff|ones|commentaries|articles|pieces|posts))?',
    ],
    { command: 'latest' },
  ],
  [
    [
      '(?:send|do|run|post|make)(?: me)? (?:a |the )?test(?: (?:post|message))?',
      '(?:test|testing)(?: (?:it|this|1 2 3|123|post|message|now|the bot))?',
      '(?:can|could) (?:you|we) (?:test|post something)(?: .*)?|post (?:something|anything)(?: so .*)?',
    ],
    { command: 'test' },
  ],
  [
    [
      '(?:who|which (?:people|users)) (?:can|may|is allowed to) (?:change|manage|set|configure|edit|do)(?: .*)?',
      '(?:how )?(?:do i |can i |to )?(?:become|get|make me|give me|be)(?: an?)? (?:admin|manager)(?: rights?)?',
      'admin(?:s|istrator)?|give me (?:admin )?(?:rights|access|permission)',
    ],
    say(
      'Who may change what a channel gets',
      'Searching and reading is for everybody. What a channel gets is changed by those who manage it, on Slack and Discord as the workspace says; in a direct message you decide for yourself.',
      '/rsis list',
    ),
  ],
  [
    [
      '(?:can|may) (?:i|we) (?:quote|cite|reuse|republish|share|use|copy)(?: .*)?',
      'copyright',
      'licen[cs]e',
      'attribution',
    ],
    say(
      'Commentaries belong to their authors and RSIS',
      'Quote with due credit; RSIS asks for its permission before reproduction. A citation to paste:',
      '/rsis cite latest',
    ),
  ],
  [
    [
      'contact(?: us)?',
      'feedback',
      'bugs?',
      'report (?:a |an )?(?:bug|problem|issue|error)',
      'complain(?:t)?',
      'talk to (?:a )?(?:human|person|someone)',
      'who do i (?:ask|contact)(?: .*)?',
    ],
    say(
      'Ask those who run this installation',
      'The status says what works and what does not; it is what they will want to see.',
      '/rsis status',
    ),
  ],
]

const table = rows.map(([ways, said]) => [phrase(...ways), said] as const)

/** What words that are said to a bot mean; undefined for all others. `text`: without manners. */
export const smallTalk = (text: string): Said | undefined => table.find(([pattern]) => pattern.test(text))?.[1]
