import { isStopWord } from '../../archive/query/stop-words.ts'

/**
 * What words mean to this bot: each line has a concept and the few words for it, in their basic form. A word
 * may mean several concepts. `_` joins the words of an expression; a pronoun or a noun may come between the first two of them.
 */
const table = `
stop stop cancel end quit disable deactivate remove delete drop kill clear erase terminate discontinue cease turn_off switch_off shut_off get_rid_of take_away make_away put_away off leave_us_alone leave_me_alone close no_more no_longer take_out unfollow unwatch forget
leaving unsubscribe unsub leave opt_out take_off sign_off sign_out desinscribe deregister
anymore anymore any_more any_longer
enough enough plenty sufficient better best fine
undo undo revert roll_back rollback take_back reverse put_back change_back go_back oops reset start_over
start subscribe sub sign_up signup enrol enroll register join opt_in start begin enable activate set_up set_for turn_on switch_on add put follow become
add add put create make set_up start begin open include plus
evolve evolve shift develop differ
change change set move shift switch make put adjust update reschedule bring push delay alter modify edit actualise reduce do use
filter filter
limit limit restrict narrow focus stick confine
pause mute pause snooze suspend silence hush shush shut_up shut_it quiet silent hold_off hold_fire keep_quiet go_quiet take_break halt
resume unmute unpause unsnooze resume wake_up start_again carry_on continue_posting come_back end_mute stop_muting turn_back_on turn_back turn_on_again switch_on_again switch_back talk_again speak_again post_again
send send post deliver delivery give get email e-mail mail push dm show drop share publish ping receive bring spam bother disturb annoy bug flood notify message issue
alerting alert notify warn ping flag dm let_know buzz poke nudge shout keep_posted keep_updated keep_informed keep_on keep_track keep_tabs keep_abreast heads-up inform
inform tell message text update
watch watch track monitor follow look_out watch_out stay_on keep_watch keep_eye keep_lookout
find find search look seek look_for dig query hunt fetch
show show send list see view display open read pull_up bring_up give get check go_to fetch name pick choose select provide furnish
want hold want need prefer love require wish rather request have would_like care_about interested keen after
like like
say say write publish argue think mention discuss cover claim suggest pen comment talk address believe support oppose recommend treat analyse analyze examine contain concern wrote written said says thought
appear appear go_out come drop pop land arrive happen break react respond develop unfold release out came
cite cite citation reference bibliography biblio footnote attribution apa mla chicago harvard vancouver bibtex ris
related similar related along_lines connected see_also same_subject same_topic close_to
brief summarise summarize summary sum_up gist tl;dr tldr brief rundown low-down lowdown explain expand elaborate
compare compare contrast comparison difference versus vs
part file background wording passage point takeaway highlight synopsis detail argument claim link url pdf address webpage source original date title content text quote count bullet sentence
docs rsis-commentary summary overview recap commentary comentary comment article piece paper post publication report briefing essay op-ed oped text item stuff thing content material update news e-mail email mail message brief notification reading write-up writeup coverage work analysis opinion view
newest latest newest recent most_recent last new fresh
latest latest newest most_recent
next next upcoming
digest digest round-up roundup newsletter bulletin round_up
watchn alert watch notification tracker heads-up ping watchlist
sub subscription sub subscriber membership mailing_list distribution_list list
own digest subscription subscribe subscriber unsubscribe sub unsub mute unmute muting unmuting snooze unsnooze instant instantly immediately filter watchlist notification settings timezone
depends if unless
old old older outdated
length max maximum length longer shorter long short word page paragraph sentence least
settings settings setting config configuration configure preference setup option
zone timezone time_zone tz zone
time time hour clock schedule frequency
days day
elsewhere other_channel another_channel different_channel other_group another_group other_server same_author same_topic this_author
places channels rooms workspaces servers everywhere every_channel each_channel all_channel every_room
channel channel group room server workspace
author author writer contributor scholar expert people
who who whom
topic topic category tag theme subject keyword
status status health uptime diagnostics pong ping
works fix work running fail failed down broken offline dead stuck alive awake online up loading thing_on
check check update poll refresh
archive archive database collection library database
bot bot you service program machine app your yourself
now now today right_now right_away immediately at_once
only only keep_only just solely purely exclusively nothing_but none_but nothing_else
except but_me but_us except excluding exclude without apart_from other_than aside_from minus skip ignore leave_out omit unless anything_but everything_but all_but hide block filter_out keep_out less fewer
not not no never neither nobody none nothing cannot
too_many too_many so_many too_much so_much too_often so_often fewer less all_time
also also too as_well besides additionally
instead instead rather
all all everything every whole entire rest total
test test try
help help helpful h manual guide tutorial instruction menu command usage man example
hello hello hi hey hiya yo greetings hallo morning evening afternoon
thank thank thanks thx tks tq thks tnx ta ty cheers many_thanks good_bot great perfect nice cool awesome ok okay k noted got_it understood well_done lol haha wow amazing excellent super fine alright sure appreciated
bad bad stupid useless dumb rubbish terrible nonsense
disputed disputed dispute challenged contested
twice twice double duplicate duplicated
including include plus add
wrong wrong incorrect mistaken mistake false inaccurate misleading invented misquote error typo
version version v
export export download save
format bibtex ris zotero endnote mendeley csv excel spreadsheet xlsx json markdown docx doc xml yaml html word_file word_document word_doc powerpoint
medium email e-mail mail sms whatsapp telegram teams wechat inbox outlook
holiday public_holiday bank_holiday holiday christmas xmas deepavali diwali vesak hari_raya
forecast forecast prediction predict outlook foresee foresaw
recommendation recommendation proposal
assessment assessment
view view take opinion position stance thought perspective argument
yes yes yep yeah y no nope nah n never_mind nevermind nvm forget_it skip_it not_now maybe confirm confirmed go_ahead correct agreed proceed wrong_channel wrong_window sorry ask_tomorrow
bye bye goodbye see_you exit logout log_out log_off
see see view read know hear
copyright copyright licence license
contact contact feedback bug complain complaint
official official human person robot real
source source
feed feed rss website site
why why how_come
once when once whenever as_soon every_time each_time in_case should
what what which how where whose
how how
many many big often how_many how_much
make made make develop build built create program design own invent
share share forward publish post repost resend tweet announce
reply answer reply response quick fast question
worth worth interesting surprise good useful
true copied paraphrased right real true accurate verbatim reliable trustworthy authentic genuine hallucinate fake misquotation verified verify verbatim check checked trust safeguard generated made_up make_up ai gpt chatgpt openai claude gemini llm llms machine_learning
keep keep store policy personal_data data_about data_on data_of my_data our_data your_data collect record log retain retention privacy gdpr pdpa data_protection private confidential anonymous
cost cost charge pay price pricing free fee paid
admin admin administrator manager rights permission allowed
operator operator maintainer owner in_charge responsible run operate host administer maintain
claims claims claim
quoten quote quotation statement claim
translate translate translation malay chinese mandarin tamil french german spanish japanese bahasa indonesian vietnamese thai hindi arabic korean
remind remind reminder ask
facts fact key_fact
pros_cons pros_and_cons pro_and_con for_and_against
popular longest shortest popular trending ranking top most_read most_viewed most_popular
compose write draft compose create generate prepare produce
away away on_leave holiday vacation travelling traveling break travel office
instant instant instantly immediate immediately live real-time
empty empty blank
miss miss missing lost catch_up bring_up_to
quiet quiet silent slow
private dm pm privately in_private private_message direct_message direct_messages personally only_me
sample sample example preview mock-up mockup demo
`

/** Words that sentences need and that name nothing, in addition to those that a search leaves out. */
const functionWords: ReadonlySet<string> = new Set(
  `please kindly pls would shall may might must ought let us me him them upon via per within across among onto one ones
  any anything something anyone anybody someone somebody everyone everybody really actually simply just maybe perhaps
  possibly currently exactly completely properly already still yet ever even lately recently somewhere anywhere somehow
  anyway hi hey hello dear able possible going want to got get gets getting way much bit lot lots bunch kind sort couple several here
  back there today's yesterday's rsis team guys folks u back main key full style another regarding concerning effect privately private guess know else please's i'm i'd i'll i've we'd we'll we've we're you're they're he's
  she's it's that's there's let's what's who's where's how's when's mr mrs ms dr prof good either`.split(/\s+/u),
)

/** An expression of several words: the first word, and the others. */
type Expression = { readonly rest: readonly string[]; readonly concept: string }

const names = new Set<string>()
const concepts = new Map<string, Set<string>>()
const expressions = new Map<string, Expression[]>()

for (const line of table.trim().split('\n')) {
  const [concept = '', ...words] = line.split(' ')
  names.add(concept)
  for (const word of words) {
    const [first = '', ...rest] = word.split('_')
    if (rest.length > 0) expressions.set(first, [...(expressions.get(first) ?? []), { rest, concept }])
    else concepts.set(word, (concepts.get(word) ?? new Set()).add(concept))
  }
}

/** The possible basic forms of a word, beginning with the word itself: `posting`, `post`. */
export const basicForms = (word: string): readonly string[] => {
  const forms = [word]
  const bare = word.replace(/'s?$/u, '')
  if (bare !== word) forms.push(bare)
  for (const [ending, ...instead] of [
    ['ies', 'y'],
    ['ings', '', 'e'],
    ['ing', '', 'e'],
    ['ied', 'y'],
    ['ed', '', 'e'],
    ['es', '', 'e'],
    ['s', ''],
  ]) {
    if (ending === undefined || !bare.endsWith(ending) || bare.length < ending.length + 2) continue
    const stem = bare.slice(0, -ending.length)
    forms.push(...instead.map((one) => `${stem}${one}`))
    if (/(\p{L})\1$/u.test(stem)) forms.push(stem.slice(0, -1))
  }
  return forms
}

/** The meanings of a word. */
export const conceptsOf = (word: string): ReadonlySet<string> => {
  const form = basicForms(word).find((one) => concepts.has(one))
  return new Set(form === undefined ? [] : concepts.get(form))
}

/** The expressions that begin with a word, longest first. */
export const expressionsWith = (word: string): readonly Expression[] =>
  basicForms(word)
    .flatMap((form) => expressions.get(form) ?? [])
    .toSorted((one, other) => other.rest.length - one.rest.length)

/** Whether a word names nothing, so that a sentence has the same meaning without it. */
export const isFunctionWord = (word: string): boolean => isStopWord(word) || functionWords.has(word)

/** Whether the word itself has a meaning here, not only its basic form. */
export const isKnownWord = (word: string): boolean => concepts.has(word)

/** All words with a meaning here, for the correction of mistyped ones. */
export const knownWords = (): readonly string[] => [...concepts.keys()]

/** Whether a word of a form is the name of a concept; all other words mean themselves. */
export const isConcept = (name: string): boolean => names.has(name)
