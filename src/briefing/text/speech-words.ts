import { wordSet } from './word-set.ts'

/** The word lists for recognising speakers. Verbs are lemmas; a verb in -ise is given in -ize, as the tagger does. */

/** Verbs whose subject is the speaker of the clause after them. */
export const speechVerbs = wordSet(`
  accuse acknowledge add admit advise affirm allege announce answer argue ask assert assure attribute believe boast caution claim comment
  complain concede conclude contend counter declare decree demand deny describe emphasize emphasise explain insist joke lament
  maintain note object observe opine pledge point posit posture predict proclaim promise propose protest quip reckon
  reason recommend reiterate remark remind reply report respond retort say state stress surmise swear tell testify think threaten
  tweet urge vow warn wonder write advocate signal confirm call put hold make speak ascribe persuade convince express voice`)

/** Of these, verbs of announcing: the next sentences say what the speaker intends. */
export const announcingVerbs = wordSet(`
  advocate announce call declare decree demand pledge promise propose recommend say state swear tell threaten urge vow warn`)

/** Verbs of giving points: “raises two objections”. */
export const givingVerbs = wordSet(
  'raise give offer cite list name make have advance present voice put paint take hold',
)

/** What is given in this way: the next sentences contain it. */
export const pointNouns = wordSet(`
  objection complaint difficulty reason argument grievance concern criticism demand point worry claim condition case doubt
  caveat excuse reservation answer reply explanation picture view`)

/** Reactions and moods of somebody; the next sentence gives the reason. Lemmas, and participles. */
export const attitudes = wordSet(`
  unmoved unconvinced unimpressed unpersuaded dismissive scathing patience disagree demur dissent speak shrug doubts recall laugh nod sigh
  adamant confident hopeful afraid sceptical skeptical fearful worried wary defiant optimistic pessimistic bullish gloomy undeterred`)

/** Verbs of thinking and feeling: what follows is somebody’s belief, wish or fear. */
export const mindVerbs = wordSet(`
  assume blame brand cast condemn consider criticize criticise deem denounce dismiss doubt dread envisage envision
  expect fear feel hail hope imagine interpret judge label liken perceive portray praise presume regard reject see suppose
  suspect view welcome worry paint frame characterize characterise bemoan decry deplore dislike resent agree disagree credit frown herald`)

/** Verbs of finding: a report if a study, a body or a person is the subject, otherwise the writer’s own interpretation. */
export const findingVerbs = wordSet(`
  calculate count document estimate find forecast identify indicate list measure project rank rate record reveal show suggest value`)

/** What is expressed or voiced. */
const felt = [...wordSet('concern concerns fear fears hope hopes doubt doubts view views alarm regret support')]

/** Words that must follow soon for an everyday verb to report: sees X *as*, points *out*, holds *that*. */
export const companions: ReadonlyMap<string, readonly string[]> = new Map([
  ['point', ['out', 'to']],
  ['hold', ['that', 'responsible']],
  ['see', ['as', 'that']],
  ['call', ['for', 'on']],
  ['make', ['clear', 'known', 'plain']],
  ['speak', ['of']],
  ['ascribe', ['to']],
  ['accuse', ['of']],
  ['persuade', ['that']],
  ['convince', ['that']],
  ['put', ['it', 'at']],
  ['maintain', ['that']],
  ['consider', ['as', 'be', 'itself', 'themselves']],
  ['warn', ['that', 'of', 'against']],
  ['feel', ['that']],
  ['threaten', ['that']],
  ['agree', ['that']],
  ['cast', ['as']],
  ['paint', ['as']],
  ['frame', ['as']],
  ['brand', ['as']],
  ['signal', ['that']],
  ['reject', ['as', 'that', 'idea', 'claim', 'notion']],
  ['note', ['that', 'how']],
  ['reason', ['that']],
  ['value', ['at']],
  ['express', felt],
  ['voice', felt],
])

/** Feelings: a sentence about them reports somebody else's view, even without “that”. */
export const feelingNouns = wordSet(`
  accusation allegation complaint objection anxiety apprehension belief concern criticism expectation fear hope
  misgiving perception rumour rumor sentiment speculation suspicion worry`)

/** Nouns that make a sentence the view of X: “In X’s view”, “in the eyes of X”. */
export const framingNouns = wordSet(`
  account analysis discourse theory narrative assessment count calculation estimate estimation eyes judgement judgment
  opinion perspective projection reading reckoning standpoint vantage view viewpoint words telling`)

/** Nouns for a view, a wish or a fear: “the fear that …”, “X’s claim is that …” . */
export const viewNouns: ReadonlySet<string> = new Set([
  ...feelingNouns,
  ...framingNouns,
  ...wordSet(`
  argument assertion assumption charge claim conclusion contention conviction demand diagnosis doubt feeling forecast
  impression insistence notion plea prophecy line mantra wisdom orthodoxy pitch position prediction reasoning sense
  stance thesis verdict warning joke consensus adage refrain retort excuse message answer reply faith creed`),
])

/** Other nouns that are somebody's view only if that person owns them: “X's point that …”, but not “the point is that …”. */
export const ownedNouns = wordSet('hypothesis idea observation point proposition remark suggestion')

/** Words that mark their clause as hearsay, without a speaker. */
export const hearsayAdverbs = wordSet('allegedly apparently ostensibly purportedly reportedly supposedly')

/** Papers and surveys; their findings are their makers'. */
export const papers = wordSet(`
  analysis article assessment audit book census communique dossier editorial essay estimate index inquiry memorandum model
  outline paper memo poll prospectus questionnaire ranking report review sample simulation study survey tally trial white-paper`)

/** Laws, agreements and plans have no views: “the Act says that …” is the writer’s summary of it. */
export const instruments = wordSet(`
  accord act agenda agreement article bill charter clause code constitution convention corridor deal declaration doctrine
  framework guideline guidelines initiative law legislation measure mechanism memorandum order ordinance pact plan policy
  programme program project protocol provision regulation resolution roadmap rule scheme statute strategy system treaty`)

/** People known for their opinions: a sentence with them as subject gives their view. */
export const opinionGroups = wordSet(`
  academic advocate analyst apologist commentator critic defender detractor diplomat doubter economist enthusiast
  expert forecaster hawk historian legislator lawmaker liberal nationalist observer official opponent optimist
  parliamentarian partisan pessimist proponent pundit purist realist sceptic skeptic scholar scientist strategist
  supporter technologist theorist jurist`)

/** Nouns for people and bodies that speak. */
export const groups: ReadonlySet<string> = new Set([
  ...opinionGroups,
  ...wordSet(`
  activist admiral adviser advisor agency ally ambassador army association authority banker body bureau business
  businessman captain central-bank chancellor chief colleague commander commission committee company contractor
  council court cynic delegate delegation delegate director doctor engineer envoy executive farmer federation
  fisherman foundation friend general government governor group industry institute insurer investor journalist judge
  lawyer leader manager media member military minister ministry negotiator newspaper nurse office officer operator
  opposition parliament party people person pilot planner politician premier president press regulator reporter
  researcher resident secretary senator society soldier source spokesman spokesperson spokeswoman student teacher
  think-tank tank trader union veteran villager voter cleric imam preacher follower believer muslim christian hindu
  buddhist nation state capital country neighbour neighbor`),
])

/** Titles before a name that are not part of it. Lower case, no full stop. */
export const titles = wordSet(`
  mr mrs ms dr prof professor gen general lt col colonel maj major capt captain cmdr commander adm admiral rear vice brig
  brigadier sgt sen senator rep gov governor hon rev amb ambassador ret sir dame lord lady commodore dato tan sri datuk
  president premier prime minister chancellor secretary judge justice foreign defence`)

/** Lower-case words inside a name: Institute for Cold Seas, Maas School of Global Affairs, Vincent van Gogh. */
export const nameLinks = wordSet(
  `of the for and de la le los del da di du van von der den bin binti ibn al el y e a/l d/o s/o`,
)

/** Nouns for institutions: a run of capitalised words with one of these is an institution, and is not split. */
export const bodyNouns = wordSet(`
  institute institution school university centre center college council commission committee ministry department agency
  organisation organization association federation forum foundation bank group laboratory lab office bureau authority party
  court union network society academy fund observatory board chamber trust house company corporation ltd bhd inc advisory
  analytics consultancy partners alliance secretariat treasury coalition survey index harbour times post journal review
  ledger news agency watch`)

/** Openings, as parts of a pattern, that limit or deny what was said before. */
export const contrasts =
  'but|yet|however|nevertheless|nonetheless|still|even so|that said|on the contrary|by contrast|on the other hand'
