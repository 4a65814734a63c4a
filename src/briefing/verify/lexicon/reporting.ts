import { wordList } from './list.ts'

/** Verbs that give what follows to their subject, in the forms of a report. */
export const reportVerbs = wordList(`
  say says said saying tell tells told argue argues argued arguing believe believes believed warn warns warned warning claim claims claimed
  contend contends contended maintain maintains maintained insist insists insisted assert asserts asserted allege alleges alleged
  declare declares declared announce announces announced reply replies replied respond responds responded answer answers answered
  ask asks asked wonder wonders wondered object objects objected complain complains complained counter counters countered
  remark remarks remarked comment comments commented observe observes observed explain explains explained write writes wrote
  conclude concludes concluded caution cautions cautioned acknowledge acknowledges acknowledged concede concedes conceded
  admit admits admitted stress stresses stressed emphasise emphasises emphasised emphasize emphasizes emphasized
  reiterate reiterates reiterated urge urges urged propose proposes proposed recommend recommends recommended predict predicts
  predicted reckon reckons reckoned suspect suspects suspected protest protests protested accuse accuses accused lament laments
  lamented note notes noted quip quips quipped recall recalls recalled think thinks thought add adds added suggest suggests
  suggested assure assures assured stated states state joke jokes joked retort retorts retorted hold holds held posit posits
  affirm affirms affirmed report reports reported find finds found estimate estimates estimated calculate calculates calculated
  put puts count counts counted see sees saw view views viewed regard regards regarded consider considers considered
  fear fears feared doubt doubts doubted condemn condemns condemned criticise criticises criticised describe describes described
  call calls called dismiss dismisses dismissed praise praises praised expect expects expected want wants wanted hope hopes hoped
  show shows showed judge judges judged point points pointed rank ranks ranked project projects projected forecast forecasts
  assume assumes assumed attribute attributes attributed ascribe ascribes ascribed value values valued proclaim proclaims proclaimed cry cries cried demand
  demands demanded speak speaks spoke speaking agree agrees agreed`)

/** Of these, the ones that report only when they are followed by what they need, or whose subject is a named person or body. */
export const looseReportVerbs = wordList(`
  assume put puts count counts counted see sees saw view views viewed regard regards regarded consider considers considered fear fears feared
  call calls called expect expects expected want wants wanted hope hopes hoped show shows showed judge judges judged point points pointed
  rank ranks ranked project projects projected forecast forecasts attribute attributes attributed hold holds held report reports reported
  find finds found add adds added note notes state states stated describe describes described doubt doubts doubted dismiss dismisses
  dismissed praise praises praised condemn condemns condemned answer answers object objects claim claims comment comments stress
  record records recorded estimate estimates suspect suspects teach teaches accuse accuses accused recall recalls propose proposes proposed
  urge urges urged ask asks asked wonder suggest suggests suggested announce announces announced predict predicts tell tells thought
  criticise criticises criticised value values valued demand demands cry speak agree agrees agreed`)

/** People who speak as a kind. */
export const genericSpeakers = wordList(`
  critic critics sceptic sceptics skeptic skeptics official officials diplomat diplomats analyst analysts observer observers commentator
  commentators expert experts scholar scholars economist economists historian historians scientist scientists opponent opponents proponent
  proponents supporter supporters advocate advocates defender defenders enthusiast enthusiasts optimist optimists pessimist pessimists
  authorities lawyer lawyers source sources spokesman spokeswoman spokesperson ambassador ambassadors officer officers soldier soldiers
  farmer farmers fisherman fishermen lawmaker lawmakers legislator legislators executive executives manager managers director directors
  journalist journalists reporter reporters newspaper newspapers media activist activists resident residents villager villagers
  engineer engineers researcher researchers planner planners strategist strategists hawks doves realists regulator regulators negotiator
  negotiators delegate delegates investor investors insurer insurers academic academics veteran veterans captain captains pilot pilots
  detractors cynics boosters insiders insider pundits pundit ministers minister generals consortium government governments ministry
  ministries council centre institute observatory forum study studies survey report reports tally memorandum inquiry paper poll
  prospectus audit review newsletter agency commission committee university secretariat lobby columnist consultants auditors auditor
  someone somebody witnesses witness shippers bankers banker traders trader businesses industry parliamentarians senators senator
  economists agencies surveys papers estimates estimate figures others some many colleague colleagues admirals admiral commodore
  school schools camp forecaster forecasters umpire umpires partisan partisans association associations employers firms households officials' parents
  bureaucrats mandarins hardliners trustees mayors farmers seafarers crews union unions students teachers doctors nurses voters leaders leader president premier chancellor`)

/** Nouns for a view; “X’s view is that …”, “in X’s view”, “by X’s estimate” give it to X. */
export const viewNouns = wordList(`
  accusation allegation charge retort rejoinder sample   view views opinion words estimate estimation estimates count reckoning judgement judgment telling account assessment calculation
  calculations assumption assumptions contention conviction suspicion thesis position answer line explanation reply doubt point eyes argument objection contention belief fear claim complaint conclusion warning criticism verdict
  figures projection projections forecast forecasts count`)

/** Words that may stand between a subject and its reporting verb. */
export const betweenSubjectAndVerb = wordList(`
  also even still now then first once always never often rarely seldom later recently already just simply merely again soon has have had
  would might may rightly wrongly not therefore thus generally usually frequently repeatedly famously bluntly openly publicly privately
  reportedly explicitly consistently could can cannot was were is are been being did does do further`)

/** Words that open a condition or an exception: without it a quote says more than its sentence. */
export const conditionWords = wordList(`
  if unless until till provided assuming once when whenever lest except`)

/** Words in which a claim keeps such a condition without repeating its opener. */
export const conditionTokens = wordList(`
  would should could were without only otherwise depends depend after before save but during`)

/** Words that begin a statement of its own after a comma. */
export const coordinators = wordList(`and but so yet`)

/** Words by which somebody asserts what follows, and asks, urges or doubts nothing. */
export const assertingVerbs = wordList(`
  argue argues argued say says said contend contends contended maintain maintains maintained conclude concludes concluded believe believes
  believed think thinks thought warn warns warned insist insists insisted assert asserts asserted state states stated write writes wrote
  note notes noted claim claims claimed suggest suggests suggested hold holds held observe observes observed remark remarks remarked stress
  stresses stressed emphasise emphasises emphasised emphasize emphasizes emphasized point points pointed explain explains explained caution
  cautions cautioned reckon reckons reckoned find finds found see sees saw judge judges judged acknowledge acknowledges acknowledged concede
  concedes conceded admit admits admitted view views opinion judgement judgment estimate estimates estimated`)

/** Words at which a noun phrase ends, because a clause begins. */
export const clauseWords = wordList(`
  that which who whom whose because although though while whereas but if when as than so where since what whether how why until unless
`)

/** Ranks, forms of address and their abbreviations, which stand before names. */
export const titles = wordList(`
  dr mr mrs ms prof professor gen general capt captain rear adm admiral ret retd lt col colonel maj major brig brigadier sen senator gov
  governor president minister commodore ambassador sir dame lord prime vice former`)

/** Verbs that tell what somebody thinks, wants or fears, without words of theirs. */
export const attitudeVerbs = wordList(`
  see sees saw view views viewed regard regards regarded consider considers considered fear fears feared expect expects expected want wants
  wanted hope hopes hoped believe believes believed think thinks thought doubt doubts doubted call calls called describe describes described
  dismiss dismisses dismissed praise praises praised condemn condemns condemned suspect suspects suspected judge judges judged`)

/** Of these, the ones that `he` or `she` may hold as a view. */
export const beliefVerbs = wordList(`
  expect expects expected believe believes believed think thinks thought fear fears feared hope hopes hoped doubt doubts doubted suspect
  suspects suspected consider considers considered`)

/** Verbs that report only where `that` or a mark follows. */
export const verbsThatNeedThat = wordList(`
  assume assumes assumed show shows showed hold holds held point points pointed add adds added state states stated recall recalls recalled note notes answer
  answers answered agree agrees agreed`)

/** Verbs by which a study, as `it`, reports. */
export const findingVerbs = wordList(`
  found finds reckons reckoned says said estimates estimated argues argued concludes concluded warned warns puts put values notes noted`)

/** Verbs of more than one sense (“ships call at”), which need a person or `that`. */
export const ambiguousVerbs = wordList(
  `call calls called count put puts state states attribute rank project add raise raises raised`,
)

/** People who speak for others. */
export const agents = wordList(`
  spokesman spokeswoman spokesperson spokesmen aide aides lawyer lawyers envoy envoys adviser advisers advisor advisors representative
  representatives deputy deputies assistant assistants`)

/** Views that are somebody else's by their name. */
export const objectionNouns = wordList(`objection complaint criticism accusation allegation charge retort rejoinder`)

/** How a view comes from somebody: “put by”. */
export const puttingVerbs = wordList(`put raised made advanced voiced offered pressed`)

/** Words that open an author's answer to somebody. */
export const rejoinders = wordList(`but yet however still nor both that this these neither nevertheless`)

/** Words by which an author judges what somebody said, or draws the sum of it. */
export const verdictWords = wordList(`
  wrong mistaken justified unjustified reverse thus therefore hence nonsense fallacy misses overlooks ignores concede granted admittedly`)

/** The author in person. */
export const firstPersons = wordList(`i we my our us me ours mine`)

/** “In his sample”, “she has counted”: what is told may rest on somebody's work. */
export const ownerPronouns = wordList(`he she his her their its`)

/** Words by which a sentence tells what its subject holds, without a report that can be read off: “X rejects”, “X is convinced”. */
export const holdingWords = wordList(`
  convinced adamant certain sure confident sceptical skeptical unpersuaded unmoved view opinion case blame blames blamed reject rejects rejected
  deny denies denied dispute disputes disputed question questions questioned favour favours favoured favor favors oppose opposes opposed
  advise advises advised advocate advocates advocated foresee foresees foresaw envisage envisages envisaged imagine imagines imagined
  assume assumes assumed presume presumes suppose supposes allege testify testified vow vows vowed promise promises promised
  threaten threatens threatened liken likens likened compare compares compared prefer prefers preferred anticipate anticipates anticipated
  calculate measures measured calculates surveyed sampled interviewed modelled credit credits credited cite cites cited document documents
  documented list lists listed rate rates rated plead pleads pleaded press presses pressed raise raises raised answer answers objection
  argument concern concerns worry worries worried complaint study survey sample poll model models data figures`)

/** Words for how a finding was made. */
export const studyWords = wordList(`
  survey surveys surveyed sample samples sampled study studied trial trials poll polls polled interviewed modelled measured counted
  experiment experiments audit audits audited`)

/** Verbs that stand before “that” and report nothing. */
export const notReporting = wordList(`
  means meant ensures ensured proves proved knows requires required implies implied ignores ignored forgets overlooks overlooked
  discovers discovered learns learned learnt realises realised realizes realized reflects reflected helps helped entails signals signalled
  guarantees guaranteed ships ports goods states rules plans steps terms ways things ones forces costs risks talks firms boats weapons`)

/** Forms of “to be”: after them a verb of report reports nobody. */
export const passiveVerbs = wordList(`is are was were be been being am`)

/** Before a verb these tell what ought to be or will be said, not what is said. */
export const notYetSaid = wordList(`should must will shall ought to let not never nor`)

/** Words that call a statement false. */
export const denialWords = wordList(`
  false untrue incorrect mistaken erroneous fallacious baseless unfounded myth fiction fallacy falsehood nonsense lie hoax illusion untruth
  misconception disproved disproven refuted debunked wrong wrongly falsely mistakenly`)
