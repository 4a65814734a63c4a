import type { Card } from '../../card/card.ts'

/** What people say to a bot that is neither a command nor a search: the command that they mean, or a plain answer. */
export type Said =
  | { readonly command: string }
  /** `ofShown`: the command that is meant of the commentary that the person saw last, where there is one. */
  | { readonly card: Card; readonly ofShown?: string }
  /** The last change is to be taken back. */
  | { readonly undo: true }

/** Ways to say something, and what it means. */
export type SaidRow = readonly [ways: readonly string[], said: Said]

/** A plain answer; a line that begins with `/rsis` is to be copied. */
export const say = (title: string, ...lines: readonly string[]): Extract<Said, { card: Card }> => ({
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

const machine =
  '(?:ai|a\\.i\\.|artificial intelligence|chat ?gpt|gpt|openai|claude|gemini|llms?|(?:large )?language models?|machine learning)'

/** Questions about the bot itself: who runs it, what it keeps, what it costs, whether its quotes are true. */
export const aboutTheBot: readonly SaidRow[] = [
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
      `(?:do|does|is|are|did|was) (?:you|it|this|the bot|rsis-brief|the (?:claims?|summar(?:y|ies)|quotes?|briefings?))(?: .*)? ${machine}(?: .*)?`,
      `(?:(?:which|what) )?${machine}(?: (?:do|does|is|are) (?:you|it|this|the bot)(?: .*)?)?`,
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
      '(?:(?:what(?:.s| is)|show me|do you have) )?(?:your |the |a )?(?:privacy|data protection|gdpr|pdpa)(?: .*)?|(?:delete|erase|forget|remove) (?:my|our|all my) (?:data|history|information|searches)',
      '(?:what|which)(?: data| information)? (?:do|does|are|is) (?:you|it|this bot|the bot) (?:stor(?:e|ing)|keep(?:ing)?|collect(?:ing)?|sav(?:e|ing)|know(?: about (?:me|us))?|record(?:ing)?|log(?:ging)?)(?: .*)?',
      '(?:is|are|will) (?:my|our|this|these|what (?:i|we) \\p{L}+|the)(?: .*)? (?:private|public|confidential|anonymous|secret|logged|stored|recorded|tracked|visible|shared|saved)(?: .*)?',
      '(?:who|who else|can (?:others?|anyone|anybody|everyone|everybody|people|other people|my (?:boss|colleagues|team)|the channel|admins?)) (?:can |could |will |may )?(?:also )?(?:sees?|read|view|find out|know)s? (?:this|that|it|these|my|me|our|what|when|the answer|answers)(?: .*)?',
      '(?:do|does|can|are|is) (?:you|it|this bot|the bot) (?:read(?:ing)?|see(?:ing)?|spy(?:ing)?(?: on)?|listen(?:ing)? to|stor(?:e|ing)|track(?:ing)?) (?:my|our|the|all|every)?(?: ?(?:messages?|chats?|conversations?|channels?|everything|me|us))(?: .*)?',
    ],
    say(
      'What is kept, and who sees it',
      'Kept are subscriptions with who made them, who changed what a channel gets and when, and what was posted; the list that you saw last, for twelve hours. Messages in channels are not read.',
      'An answer is for you alone until you share it with its button; what a subscription posts is for everybody in the channel.',
      '/rsis list',
    ),
  ],
  [
    [
      '(?:how much|what) (?:does|do|is|will|would) (?:this|it|that|the bot|rsis-brief|you|a subscription|i|we)(?: .*)? ?(?:cost|charge|pay|price)(?: .*)?',
      '(?:is|are) (?:this|it|the bot|you|there)(?: .*)? (?:free|paid|costs?|fees?|charges?)(?: .*)?',
      '(?:do|must|should) (?:i|we) (?:have to |need to )?pay(?: .*)?|pricing|prices?|how much(?: is (?:this|it))?',
    ],
    say(
      'It costs you nothing',
      'The program is free software (MIT licence), and RSIS publishes its commentaries for free. Whoever runs this installation pays for its server, and for a language model where one is used.',
    ),
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
