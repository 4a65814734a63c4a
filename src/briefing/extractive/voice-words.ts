const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u))

/** Verbs that give what they report to their subject, in the forms of a report. */
export const speaking = list(`
  say says said tell tells told argue argues argued believe believes believed warn warns warned claim claims claimed
  contend contends contended maintain maintains maintained insist insists insisted assert asserts asserted
  allege alleges alleged assure assures assured declare declares declared announce announces announced
  reply replies replied respond responds responded answer answers answered ask asks asked wonder wonders wondered
  object objects objected complain complains complained counter counters countered retort retorts retorted
  remark remarks remarked comment comments commented observe observes observed explain explains explained
  write writes wrote conclude concludes concluded caution cautions cautioned acknowledge acknowledges acknowledged
  concede concedes conceded admit admits admitted stress stresses stressed emphasise emphasises emphasised
  emphasize emphasizes emphasized reiterate reiterates reiterated urge urges urged propose proposes proposed
  recommend recommends recommended predict predicts predicted reckon reckons reckoned suspect suspects suspected
  protest protests protested deny denies denied accuse accuses accused lament laments lamented note notes noted
  describe describes described quip quips quipped recall recalls recalled swear swears swore promise promises promised
  pledge pledges pledged vow vows vowed boast boasts boasted think thinks thought add adds added
  affirm affirms affirmed stated posit posits posited surmise surmises surmised opine opines opined joke jokes joked proclaim proclaims proclaimed demand demands demanded
  ascribe ascribes ascribed attribute attributes attributed`)

/** Forms of these that are as often nouns: “the claims”, “two reports”. */
export const alsoNouns = list(`
  claims claim answers answer objects object remarks remark comments comment counter counters stress stresses notes note
  protest protests promise promises pledge pledges vow vows thought suspects suspect reply replies respond urge caution
  complain laments lament joke jokes concludes reports report estimates estimate forecasts forecast projects project
  counts count views view fears fear hopes hope calls call polls surveys
  find finds list lists record records document documents measure measures show shows rank ranks rates rate wants expects sees regards holds doubts doubt quotes quote`)

/** Verbs of finding and reckoning: a report where the subject is a study or a body, the author's own reading elsewhere. */
export const finding = list(`
  find finds found show shows showed shown estimate estimates estimated calculate calculates calculated count counts counted
  report reports reported suggest suggests suggested indicate indicates indicated reveal reveals revealed
  project projects projected forecast forecasts put puts rank ranks ranked rate rates rated identify identifies identified
  record records recorded list lists listed attribute document documents documented measure measures measured`)

/** Verbs of opinion that paint what somebody has in mind; who holds the view is then not plain. */
export const minding = list(`
  see sees saw view views viewed regard regards regarded consider considers considered fear fears feared hope hopes hoped
  expect expects expected doubt doubts doubted deem deems deemed judge judges judged assume assumes assumed
  feel feels felt perceive perceives perceived imagine imagines imagined suppose supposes supposed
  call calls called dismiss dismisses dismissed portray portrays portrayed
  went goes point points pointed hold holds held quote quotes quoted cite cites cited praise praises praised criticise criticises
  criticised condemn condemns condemned blame blames blamed agree agrees agreed disagree disagrees disagreed`)

/** What must follow for one of those to report: sees X *as*, points *out*, holds *that*. */
export const mindingNeeds: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    point: ['out'],
    points: ['out'],
    pointed: ['out'],
    went: ['on'],
    goes: ['on'],
    hold: ['that', 'it'],
    holds: ['that', 'it'],
    held: ['that'],
    see: ['as', 'that', 'nothing', 'no'],
    sees: ['as', 'that', 'nothing', 'no'],
    saw: ['as', 'that', 'nothing', 'no'],
    calls: ['for', 'it', 'this'],
    called: ['for', 'it', 'this'],
    agree: ['that'],
    agrees: ['that'],
    agreed: ['that'],
    cite: [],
    call: ['for', 'it', 'this'],
    feel: ['that'],
    felt: ['that'],
  }),
)

/** Nouns of a paper or a count; what it found is its maker's. */
export const papers = list(`
  study studies survey surveys report reports poll polls paper papers tally index analysis assessment estimate estimates
  inquiry memorandum prospectus review audit article essay editorial column book census count researchers report's study's
  outline model simulation white-paper dossier communique statement ranking questionnaire trial experiment exercise sample`)

/** Nouns of people who speak as a kind; their words are never the author's. */
export const groups = list(`
  critics critic sceptics sceptic skeptics skeptic officials official diplomats diplomat analysts analyst observers observer
  commentators commentator experts expert scholars scholar economists economist historians historian scientists scientist
  opponents opponent proponents proponent supporters supporter advocates advocate defenders defender enthusiasts enthusiast
  optimists optimist pessimists pessimist authorities leaders leader ministers minister ministries ministry lawyers lawyer
  sources source spokesman spokeswoman spokesperson spokesmen ambassador ambassadors envoy envoys general generals admiral
  officer officers soldier soldiers farmer farmers fisherman fishermen parliamentarians lawmakers lawmaker legislators legislator
  senators senator governments government industry executives executive managers manager director directors president premier
  chancellor journalists journalist reporters newspapers newspaper media press activists activist residents resident
  villagers voters businesses companies company engineers engineer researchers researcher planners planner strategists
  strategist hawks doves realists liberals nationalists technologists regulators regulator negotiators negotiator members
  delegates delegate traders trader investors investor bankers banker insurers insurer shippers academics academic
  veterans veteran doctors doctor nurses nurse teachers teacher captains captain pilot pilots secretary federation
  detractors apologists purists cynics doubters boosters others some many most few several none everyone everybody
  nobody one people person colleague colleagues student students friend friends woman man contractors operators operator agencies forecasters partisans newsletters broadcasters`)

/** Nouns of a view; “X’s view is that …” gives it to X. */
export const viewNouns = list(`
  view views argument arguments claim claims objection objections contention belief fear fears hope hopes complaint criticism
  concern concerns warning position conclusion message answer reply assumption assertion opinion charge reasoning refrain
  excuse retort thesis verdict estimate estimates reckoning count assessment account words estimation judgement judgment
  calculation calculations projection projections forecast forecasts admission analysis survey figures`)

/** Words between a subject and its verb that change neither. */
export const between = list(`
  also even still now then once always never ever often rarely seldom later recently already just simply merely again soon
  otherwise has have had would might may rightly wrongly not further too therefore thus long who did does do
  generally usually frequently repeatedly famously bluntly openly publicly privately reportedly explicitly consistently`)

/** Titles that stand before a name and are no part of it. Lower case, no stop. */
export const titles = list(`
  mr mrs ms dr prof professor gen general lt col colonel maj major capt captain cmdr commander adm admiral rear vice brig
  brigadier sgt sen senator rep gov governor hon rev amb ambassador ret sir dame lord lady commodore dato tan sri datuk
  president premier minister chancellor secretary judge justice`)

/** Small words inside a name: Institute for Cold Seas, Maas School of Global Affairs, Vincent van Gogh. */
export const nameLinks = list(
  `of the for and de la le los del da di du van von der den bin binti ibn al el y e a/l d/o s/o`,
)

/** Prepositions: a name after one of them is a place or a party, and not who speaks. */
export const prepositions = list(`
  in at on from with to near by of for under within across between among against into over through during since until after
  before about around outside inside via per towards toward off despite`)

/** Kinds of body: a run of capitals with one of these in it is an institution, and kept whole. */
export const bodyNouns = list(`
  institute institution school university centre center college council commission committee ministry department agency
  organisation organization association federation forum foundation bank group laboratory lab office bureau authority party
  court union network society academy fund observatory board chamber trust programme program house initiative project
  company corporation ltd bhd inc advisory analytics consultancy partners alliance secretariat treasury coalition
  survey index harbour times post journal review ledger news agency`)

/** Nouns of people known for their opinions: whatever opens with them as its subject paints a view of theirs. */
export const opinionGroups = list(`
  critics sceptics skeptics officials diplomats analysts observers commentators experts scholars economists historians scientists
  opponents proponents supporters advocates defenders enthusiasts optimists pessimists partisans legislators lawmakers
  parliamentarians engineers researchers forecasters strategists hawks doves apologists
  detractors purists realists liberals nationalists technologists academics residents`)
