import { run, say, type UserRequest, type RequestIntent } from './request.ts'

const welcome = say('You are welcome', 'Your message changed nothing. /rsis help shows what you can ask.')
const sorry = say(
  'Sorry that this did not help',
  'Your message changed nothing. /rsis quote shows whether words are really from RSIS, and where. /rsis status shows what works and what does not. /rsis help shows what you can ask. Please report mistakes to the people who run this bot.',
  '/rsis quote "the words as they were shown"',
  '/rsis status',
  '/rsis help',
)
/** A complaint about a briefing: that of the commentary seen last, if there is one. */
export const mistake: UserRequest = {
  ...say(
    'Which claim is wrong?',
    'Nothing new shows a claim that you report until somebody who runs this bot has checked it. Name its commentary by number, or as latest. /rsis quote shows whether words are really from RSIS, and where. Please report any other mistake to the people who run this bot.',
    '/rsis dispute report latest',
    '/rsis quote "the words as they were shown"',
  ),
  ofShown: 'dispute report',
}
const nothingWaits = say(
  'There is no question to answer',
  'To confirm or change something, press the button under the answer. Your message changed nothing.',
)
const goodBye = say('Good-bye', 'Your message changed nothing. To stop the posts here:', '/rsis unsubscribe')
const whichOne = say('Name the commentary, for example the newest one:', '/rsis show latest')
const about = say(
  'A program that briefs you on RSIS commentaries',
  'It reads each new commentary of the S. Rajaratnam School of International Studies, shows its claims with the sentences that support them, and answers /rsis commands. It is not a person, and RSIS does not run it.',
  '/rsis help',
)
const ownWords = say(
  'Each quote has exactly the words of the commentary',
  'Each claim is shown above the sentence that supports it, and is checked against it before it is posted. The footer says whether a language model chose or wrote anything. To read a quote in its context:',
  '/rsis show latest',
  '/rsis quote "words to look up"',
)
const kept = say(
  'What is stored, and who sees it',
  'The bot stores subscriptions and who made them, who changed what a channel gets and when, what was posted, and, for twelve hours, the list that you saw last. It does not read messages in channels.',
  'Only you see an answer until you share it with its button. Everybody in the channel sees what a subscription posts.',
  '/rsis list',
)
const free = say(
  'It costs you nothing',
  'The program is free software (MIT licence), and RSIS publishes its commentaries for free. The people who run this bot pay for its server, and for a language model if they use one.',
)
const whoMay = say(
  'Who may change what a channel gets',
  'Everybody may search and read. Only people who manage a channel on Slack or Discord may change what it gets. In a direct message you decide for yourself.',
  '/rsis list',
)
const copyright = say(
  'Commentaries belong to their authors and RSIS',
  'Give credit when you quote. RSIS wants to be asked before a text is reproduced. A citation to paste:',
  '/rsis cite latest',
)
const operator = say(
  'Ask the people who run this bot',
  'The admins of this workspace, who installed it, know who they are. /rsis list shows who subscribed this channel. /rsis status shows what works and what does not; the people who run it will want to see that.',
  '/rsis status',
  '/rsis list',
)

const privately = say(
  'For you alone',
  'Send the bot a direct message with the same words: it then posts there for you, and this channel stays as it is. In a channel everybody gets the same.',
  '/rsis help subscribe',
)
const noOtherWay = say(
  'Not available: e-mail and other ways to send',
  'The bot posts in channels and direct messages of Slack and Discord.',
  '/rsis subscribe',
)
const difference = say(
  'What each of them does',
  'A subscription posts new commentaries in this channel: each one as it appears, or several in a digest. A filter limits what it posts. A watch posts at once what matches its own search, in addition to the subscription. A mute stops all posts for a while.',
  '/rsis help filter',
  '/rsis help watch',
  '/rsis help digest',
)

const too = (form: string, said: UserRequest): RequestIntent => ({ form, asked: 'too', read: () => said })
const only = (form: string, said: UserRequest): RequestIntent => ({ form, asked: 'only', read: () => said })
const requested = (form: string, said: UserRequest): RequestIntent => ({ form, read: () => said })

const status = run('status')
const help = run('help')
const latest = run('latest')
const sample = run('show latest')
const whyNothing = run('why nothing')
const list = run('list')
const undo: UserRequest = { kind: 'undo' }

/** Things people say to a bot that are neither commands nor searches: each gets a command or a fixed answer. */
export const talkRequests: readonly RequestIntent[] = [
  too('hello ~ hello it again bot how', help),
  too('help ~ what show find all want bot', help),
  too('show|what bot|use ~ what how do bot it can', help),
  only('how works|use ~ bot it how', help),
  only('there ~ bot', status),
  only('how ~ bot', help),
  only('how bot date', help),
  too('thank ~ thank bot all hello enough docs many too_many reply worth it bye date until now works help', welcome),
  too('not thank|help', sorry),
  too('bad ~ bot it', sorry),
  too('bot|it not help|works|true|thank|want|say ~ bot it help', sorry),
  too('bot|it wrong ~ bot it', sorry),
  too('wrong docs|part|quoten|it ~ say not it', mistake),
  too('quoten not true|say ~ it', mistake),
  too('version ~ what bot', status),
  { form: 'yes ~ it yes', read: () => nothingWaits },
  too('later|yes remind ~ it yes later until date cadence', nothingWaits),
  too('bye ~ bot', goodBye),
  too(
    'send|alerting|inform|docs|digest private ~ docs digest it all instead channel can bot want private send',
    privately,
  ),
  { form: 'undo ~ it all change last', read: () => undo },
  { form: 'wrong it', read: () => undo },
  too('disputed claims|docs|show|what ~ claims all what list show docs', run('dispute list')),
  too('twice send|docs|got|all ~ send docs all why got channel it bot same date', list),
  too('status ~ what show', status),
  only('works ~ bot it feed channel all docs newest send digest', status),
  only('who send ~ docs it also all bot channel digest', list),
  only('check|send once|how ~ how many newest docs bot archive feed say', status),
  only('send docs|bot ~ bot docs date newest many appear', status),
  only('archive ~ once how many what date docs change go far cover', status),
  only('many docs ~ archive bot all until now date', status),
  too('feed', status),
  only(
    'why not send|docs|digest|appear|it|works|miss|newest|date|cadence ~ want cadence once send docs digest it bot channel date appear newest show',
    whyNothing,
  ),
  only('why quiet|miss ~ send docs digest it bot channel date appear want newest once works', whyNothing),
  only(
    'not send|docs|digest|appear|got ~ send docs digest it bot channel date until appear works cadence start sub why',
    whyNothing,
  ),
  too('miss digest|docs ~ send date', whyNothing),
  too('not send|docs|digest ~ date why', whyNothing),
  only('bot|it|channel quiet|stop ~ send works', whyNothing),
  too('settings|sub ~ show what set change channel', list),
  only('sub|start ~ many author who what channel bot it all docs send', list),
  only('send what ~ channel bot once now how it', list),
  only('settings|channel change|set who|once ~ last newest', list),
  too('all channel|sub ~ list show what sub start send it docs settings', run('list all')),
  too('places ~ list show what sub start send it docs settings digest watchn all who how many', run('list all')),
  only('pause|resume ~ bot channel it digest how once long until now', list),
  only('newest|latest change ~ what who settings channel filter digest', undo),
  { form: 'brief ~ it', read: () => whichOne },
  too('morning|daily briefing', latest),
  too('sample ~ what docs send show digest brief want find how it like once', sample),
  too('show what docs|it|send like ~ find docs send show digest brief want how', sample),
  too('newest|any ~ docs newest', latest),
  too('miss|read|worth|appear ~ what docs see want worth away while', latest),
  too('read|worth date ~ what docs see want worth', latest),
  too('send works ~ it see docs', run('test')),
  too('test ~ send docs it now bot channel', run('test')),
  only('who talk|ask|email bot|it ~ bot it', operator),
  only('who|what bot|make ~ bot it say', about),
  only('what it bot', about),
  only('what it for', about),
  only('rsis ~ what bot', about),
  only('official|human ~ it bot docs', about),
  only('archive|docs|feed come from ~ what', about),
  only('source ~ what bot docs archive it', about),
  only('true ~ by quoten part docs it bot brief say what how keep true make change', ownWords),
  too('keep ~ what bot it who docs show say find how keep data long where read channel', kept),
  requested('stop keep ~ all it bot', kept),
  too('bot read|see channel|docs ~ keep all what', kept),
  only('see ~ who can may it find search read', kept),
  only('did read ~ what docs it', kept),
  only('who see ~ it say docs find', kept),
  too('cost ~ it bot how many sub what much', free),
  too('admin ~ who send it change admin make', whoMay),
  only('who can|may change ~ it settings filter digest time sub also channel all watchn', whoMay),
  too('not admin change ~ it say once try test when time settings digest can channel admin bot who', whoMay),
  { form: 'only change settings|sub|filter $topic? ~ it send', read: () => whoMay },
  only('can|may cite|quoten|copy|share it|docs ~ part', copyright),
  too('copyright ~ what it docs', copyright),
  only('who operator ~ bot it what channel send', operator),
  only('oldest how|once ~ what old bot docs archive date appear', status),
  ...['by|via|to|through|over|into', 'on|in'].map((joint, at) =>
    too(`send|inform ${joint} medium ~ it all digest send want inform me${at === 0 ? ' docs' : ''}`, noOtherWay),
  ),
  too(
    'compare|evolve filter|digest|instant|watch|watchn|sub ~ filter digest pause instant watch watchn sub what how send',
    difference,
  ),
  too('contact ~ who docs send', operator),
]
