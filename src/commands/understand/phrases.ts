/** The entries of a table, one a line, as alternatives of a pattern. */
export const alternatives = (table: string): string =>
  table
    .split('\n')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .join('|')

/** The same as a group of its own. */
export const oneOf = (table: string): string => `(?:${alternatives(table)})`

/** What people call commentaries and posts, an entry a line. */
export const documentNouns = String.raw`
  comm?entar(?:y|ies)
  articles?
  pieces?
  papers?
  posts?
  publications?
  reports?
  briefings?
  essays?
  op-?eds?
  texts?
  items?
  stuff
  things?
  content
  materials?
  updates?
  news
  e-?mails?
  messages?
`

/** Words that mean the same here, by the name under which a pattern asks for them. */
const kinds: Readonly<Record<string, string>> = {
  our: '(?:(?:the|my|our|your|this|that|these|those|all|any|a|an|every|of|from|rsis) )*',
  digest: oneOf(String.raw`
    digests?
    round-?ups?
    newsletters?
    (?:daily|weekly|morning) (?:digests?|e-?mails?|summar(?:y|ies)|posts?|updates?|messages?)
  `),
  docs: oneOf(String.raw`${documentNouns}
    briefs?
    notifications?
    readings?
    write-?ups?
    subscriptions?
  `),
  send: oneOf(String.raw`
    send
    post
    deliver
    give
    get
    e-?mail
    mail
    push
    dm
    show
    drop
    share
    publish
    ping
    receive
    bring
  `),
  sending: oneOf(String.raw`
    sending
    posting
    delivering
    giving
    getting
    e-?mailing
    mailing
    pushing
    showing
    sharing
    spamming
    messaging
    receiving
    pinging
    notifying
    bothering
    disturbing
    annoying
    bugging
    flooding
    send
    post
  `),
  stop: oneOf(String.raw`
    stop
    cancel
    end
    quit
    disable
    deactivate
    (?:turn|switch) off
    remove
    delete
    drop
    kill
    clear
    get rid of
    opt out of
    take off
    unsubscribe(?: from)?
    no more
    no longer
    (?:(?:i|we) )?(?:do not|don'?t|dont|no longer)(?: (?:want|need|like))?
  `),
  start: oneOf(String.raw`
    subscribe
    subscribe to
    sign up
    enrol
    enroll
    register
    join
    opt in
    start
    (?:turn|switch) on
    enable
    activate
    set up
    add
    put
    follow
  `),
  change: oneOf(String.raw`
    change
    set
    move
    shift
    switch
    make
    put
    adjust
    update
    reschedule
    bring
    push
    delay
  `),
  pause: oneOf(String.raw`
    mute
    pause
    snooze
    suspend
    silence
    hush
    shush
    shut up
    shut it
    be (?:quiet|silent)
    stay (?:quiet|silent)
    quiet
    hold off
    hold fire
    hold
    keep quiet
    go quiet
    take a break
    stop
  `),
  resume: oneOf(String.raw`
    unmute
    un-?pause
    un-?snooze
    resume
    restart
    wake up
    start again
    carry on
    continue posting
    come back
    end the mute
    stop muting
    (?:turn|switch)(?: on)?(?: it| this| posts?| everything| back)* (?:back on|on|back)
  `),
}

/** A pattern over a whole text, in any case, that any one of several ways fits; `{stop}` stands for all ways to say it. */
export const phrase = (...ways: readonly string[]): RegExp => {
  const pattern = ways.map((way) => `(?:${way})`).join('|')
  return new RegExp(
    `^(?:${pattern.replaceAll(/(?<!\\p)\{([a-z]+)\}/gu, (_, name: string) => kinds[name] ?? name)})$`,
    'iu',
  )
}

const takers = alternatives(String.raw`
  send
  give
  sign
  show
  tell
  alert
  notify
  ping
  warn
  let
  keep
  get
  e-?mail
  mail
  put
  add
  take
  subscribe
  unsubscribe
  remind
  find
  bring
  drop
  mute
  pause
  leave
  dm
  pm
  text
  message
  inform
  sending
  giving
  emailing
  messaging
  spamming
  brief
  buzz
  poke
  nudge
`)

/**
 * A wish with one way to say each thing: without whom it is for and where, its particle beside its verb. `turn the digest
 * off for us here` is `turn off the digest`.
 */
export const plainWish = (text: string): string =>
  text
    .replaceAll(new RegExp(String.raw`(?<=\b(?:${takers}|\p{L}+ing)) (?:me|us|him|her|them)(?= |$)`, 'giu'), '')
    .replaceAll(
      /(?:^| )(?:(?:to|for|in|into|on|from) )?(?:here|(?:this|the|our|my) (?:channel|group|room|server|team))(?= |$)/giu,
      '',
    )
    .replaceAll(/ (?:to|for) (?:me|us)(?= |$)/gu, '')
    .replaceAll(
      / (?:privately|in private|(?:by|via|in|as)(?: an?)? (?:dm|pm|(?:direct|private) message))(?= |$)/giu,
      '',
    )
    .replaceAll(/ (?:please|pls|kindly)(?= )/giu, '')
    .replaceAll(/ (?:any ?more|any longer|from now on|going forward|now on)$/giu, '')
    .replace(/^(turn|switch|sign|take|set) (.+?) (off|on|up)(?= |$)/iu, '$1 $3 $2')
    .replace(/^(sign up|take off) (?:for|from|of|to) /iu, '$1 ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
