import { aboutTheBot, type Said, type SaidRow, say } from './about-the-bot.ts'
import { phrase } from './phrases.ts'

export type { Said } from './about-the-bot.ts'

/** Something in a briefing is wrong: that of the commentary seen last, where there is one. */
const mistake: Said = {
  ...say(
    'Which claim is wrong?',
    'A claim that you report is shown nowhere until somebody who runs this bot has looked. Choose it by its commentary’s number, or by latest; whether words are really RSIS’s, and where they stand, is told by quote. About any other mistake tell those who run this installation.',
    '/rsis dispute report latest',
    '/rsis quote "the words as they were shown"',
  ),
  ofShown: 'dispute report',
}

const rows: readonly SaidRow[] = [
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
      'Nothing was changed by this message. Whether words are really RSIS’s, and where they stand, is told by quote; what works and what does not by status; what can be asked by help. About a mistake tell those who run this installation.',
      '/rsis quote "the words as they were shown"',
      '/rsis status',
      '/rsis help',
    ),
  ],
  [
    [
      "(?:this|that|the|your|its|it's|there(?:'s| is| are|s)?)(?: \\p{L}+){0,3} (?:wrong|incorrect|mistakes?|errors?|typos?|inaccura\\p{L}+|misquote\\p{L}*|misleading|false|not (?:right|correct|what (?:he|she|they|it) (?:said|says|wrote)))(?: .*)?",
      '(?:wrong|incorrect|bad|false) (?:quote|claim|summary|citation|date|author|link|name|title|briefing)s?(?: .*)?',
    ],
    mistake,
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
      '(?:oops |sorry )?(?:wrong (?:channel|window|chat|group|place|bot|message)|ignore (?:that|this|me|it))(?: sorry)?|sorry|my (?:bad|mistake)',
      'nvm',
      'forget it',
      'skip it',
      'not now',
      '(?:not now|(?:maybe )?later|another time),? (?:(?:ask|remind|tell|try|come back)(?: me| us)?(?: again)?|maybe)(?: .*)?',
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
      '(?:undo|revert|roll ?back|take back|reverse|put back)(?: (?:that|this|it|everything|(?:the|my) last (?:one|change|thing|command)|what i (?:just )?did))*',
      'go back|oops|reset|start over|restart|(?:put|change|set) (?:it|that|everything) back(?: .*)?',
      '(?:that|it|this) was (?:a mistake|an accident|by accident|wrong|not meant|unintended)|i (?:did ?n.t|did not) mean (?:that|to .*)',
    ],
    { undo: true },
  ],
  [
    [
      'rss',
      'feeds?',
      'sources?',
      'ping',
      '(?:did|have|has) (?:you|it|the bot) (?:post(?:ed)?|sen[dt]|run|work(?:ed)?|update(?:d)?)(?: .*)?',
      '(?:when|how often) (?:do|does|is|are|will|did|was) (?:you|it|this|the (?:bot|feed|archive|site|list)|new (?:articles|commentaries|ones)) (?:check(?:ed)?|updated?|poll(?:ed)?|refresh(?:ed)?|run|look|come out|appear|published|post)(?: .*)?',
      'last (?:update|check|poll)',
      '(?:(?:rsis|the|their) )?(?:web ?site|web ?page|site|page|feed|bot) (?:is |seems |looks |has been )?(?:down|broken|offline|dead|not (?:working|loading|available))(?: .*)?',
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
      '(?:did|has|have|was|were|is) {our}(?:(?:last|latest|newest|today.?s|yesterday.?s) )?(?:{digest}|{docs})(?: not)? (?:fail(?:ed)?|arrived?|work(?:ed)?|go(?:ne)? (?:out|through)|come|came|sent|posted|delivered|go|get)(?: .*)?',
    ],
    { command: 'status' },
  ],
  [
    [
      'why (?:so |is it so |this |is it )?(?:quiet|silent|slow|late)',
      "why (?:no|is there no|isn't there (?:a|any)|are there no) (?:{digest}|{docs})(?: .*)?",
      "(?:why|how come) (?!.*\\b(?:one|{docs}) (?:about|on|by|called|titled)\\b)(?:is|was|did|didn'?t|do|don'?t|have|haven'?t|are|has|hasn'?t|does|doesn'?t) (?:nothing|i|we|it|there|no|the|this|our|my) ?(?:not )?(?:\\w+ )?(?!.*\\d{5})(?:get|got|gotten|receive[d]?|see|seen|posted|posting|post|arrive[d]?|come|came|coming|quiet|silent|anything|nothing|digest|new)(?: .*)?",
      '(?:nothing|no (?:posts?|digests?|updates?|messages?)) (?:(?:has |was |is |have )?(?:arrived?|came|comes?|posted|received?|happened|shows?|appeared|coming|here|today|yesterday|this morning)(?: .*)?)',
      "(?:i|we) (?:(?:did ?n[o']?t|have ?n[o']?t|never) (?:get|got|gotten|receive[d]?|see|seen)|(?:got|get|see|saw|received?) nothing|miss(?:ed|ing)?)(?: .*)?",
      "where (?:is|was|are) (?:the|my|our|today'?s|this (?:morning|week)'?s) (?:digests?|posts?|updates?|briefings?)(?: .*)?",
      "(?:it|the bot|this channel) (?:has )?(?:stopped (?:working|posting)|went quiet|(?:is|'s) (?:quiet|silent|not (?:working|posting)))(?: .*)?",
    ],
    { command: 'why nothing' },
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
]

const table = [...aboutTheBot, ...rows].map(([ways, said]) => [phrase(...ways), said] as const)

const saidAlone = (text: string): Said | undefined => table.find(([pattern]) => pattern.test(text))?.[1]

/**
 * What words that are said to a bot mean, of several sentences the last; undefined where one of them is said to nobody.
 * `text`: without manners.
 */
export const smallTalk = (text: string): Said | undefined => {
  const whole = saidAlone(text)
  if (whole !== undefined) return whole
  const sentences = text.split(/[?!.]+ +/u).map(saidAlone)
  return sentences.length > 1 && sentences.every((one) => one !== undefined) ? sentences.at(-1) : undefined
}
