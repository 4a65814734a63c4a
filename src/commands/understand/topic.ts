import { readCondition } from './condition.ts'

/** Words of a question or request in front of its subject; a subject follows behind one of `ends`. */
const frame = new Set(
  `a about all an any anybody anyone anything are articles article been best by brief briefing briefings can commentaries commentary
  comentary concerning content could coverage cover covered covering covers deal deals did discuss discussed discusses do does
  ever every everything exist exists fetch find for from get give good got has have i in info information into is
  it latest list literature look looking material me mention mentions mentioned mentioning more most much my need new newest of on one ones opinion
  opinions our papers paper piece pieces please post posts publication publications publish published publishes pull quick
  read reading readings recent recently relating report reports research rsis said say says search see seen send show some someone
  something stuff take talk talks tell that the their there these they thing things think thinks this those to up us view views
  want was we were what whats what's which who write writes writing written wrote with work you your how many background analysis argue argued argues commented
  tl;dr tldr summary gist rundown takeaways overview or comment two three four five couple few good interesting quote quotes thinking been being takes where when am i'm im keen interested searching after details related relevant bring google dig`.split(
    /\s+/u,
  ),
)

/** Behind one of these stands what is asked about. */
const ends = new Set(
  `about concerning on regarding of mention mentions mentioned mentioning cover covers covered covering discuss discusses discussed
  find search for by from with articles commentaries pieces papers publications has have got me`.split(/\s+/u),
)

/** What must stand in front for `by`, `of`, `me` and the like to be a part of a question. */
const tellsAsking = new Set(
  `what which who whats what's how where when do does did is are was any anything something everything articles article commentaries commentary comentary
  piece pieces paper papers publication publications posts post stuff things thing find search look looking show give list get need want fetch
  tell more info information material background analysis research literature readings reading report reports views view opinions opinion
  coverage one ones latest news quote quotes thinking about on regarding concerning searching interested keen read pull dig content see`.split(
    /\s+/u,
  ),
)

const trailingPurpose =
  / (?:for (?:a|an|my|our|the) (?:\p{L}+ )?(?:meeting|briefing|report|paper|essay|class|talk|brief|boss|minister|presentation)\b.*|(?:to|i can) (?:read|cite|quote)\b.*|(?:do you have|you have|you'?ve got|we have|is there|are there|exists?|at all)|so far|lately|recently|these days)$/iu
const trailingDocs =
  / (?:articles?|commentar(?:y|ies)|comentaries|pieces?|papers?|publications?|stuff|posts?|write-?ups?)$/iu

const isRank =
  /^(?:the )?(?:top|best|hot|popular|most \p{L}+|previous|first|earliest|oldest|random|good|interesting|other)(?: \d+)?$/iu
const isArticle = /^(?:the|a|an|any|some|all|this|that|these|those|more|new|recent)$/u

/** `what did lim say about X`: who is asked about. */
const whoSaid =
  /^what (?:does|did|do|has|have) ((?:dr |prof(?:essor)? )?[\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+){0,2}) (?:say|said|think|thinks|write|written|wrote|argue|argued|publish|published)(?: (?:about|on|of|regarding) (.+))?$/iu
const whatWrote =
  /^(?:what|articles?|commentaries|pieces?|anything|everything|stuff)(?: (?:has|that))? ([\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+)?) (?:wrote|has written|published|writes|said|says)(?: (?:about|on) (.+))?$/iu
const views =
  /^(?:what(?:'?s| is| are)|whats) ((?:dr |prof(?:essor)? )?[\p{L}\p{M}.-]+(?: [\p{L}\p{M}.-]+){0,2})(?:'s?|s') (?:takes?|views?|opinions?|position|stance|arguments?|thoughts|analysis|thinking) (?:on|about|of|regarding) (.+)$/iu
const whether =
  /^(?:does|did|has|would|is) ((?:dr |prof(?:essor)? )?[\p{L}\p{M}.-]+(?: [\p{L}\p{M}.-]+)?) (?:say|argue|argued|think|write|written|claim|support|oppose|believe|mention|mentioned|discuss|suggest|recommend)(?: (?:that|for|about|on|anything about|anything on|something about))? (.+)$/iu
const nobody =
  /^(?:rsis|you|they|we|people|anyone|anybody|someone|the (?:authors?|experts?|archive)|experts?|authors?|it|been|be|this|that|he|she|commentators)$/iu

/**
 * What a question or a request to find something asks about, as a search: `do you have articles by Lim?` is `author:Lim`;
 * undefined where the words do not ask.
 */
export const askedTopic = (text: string): string | undefined => {
  const asked = text.replace(trailingPurpose, '')
  const said = views.exec(asked) ?? whoSaid.exec(asked) ?? whatWrote.exec(asked) ?? whether.exec(asked)
  if (said?.[1] !== undefined && !nobody.test(said[1])) {
    const author = said[1].replace(/^(?:dr|prof(?:essor)?)\.? /iu, '')
    return [said[2], `author:${/\s/u.test(author) ? `"${author}"` : author}`]
      .filter((part) => part !== undefined)
      .join(' ')
  }
  const words = asked.split(' ')
  const isFrame = words.map(
    (word) => frame.has(word.toLowerCase().replaceAll(/[,.:]/gu, '')) && !/^(?:US|WHO|IS|IT)$/u.test(word),
  )
  const length = isFrame.indexOf(false) < 0 ? words.length : isFrame.indexOf(false)
  const head = words.slice(0, length).map((word) => word.toLowerCase().replaceAll(/[,.:]/gu, ''))
  const rest = words.slice(length).join(' ')
  const last = head.findLast((word) => !isArticle.test(word)) ?? ''
  const isTold = last === 'me' && head.includes('tell')
  const isAsking = rest !== '' && !isTold && ends.has(last) && head.some((word) => tellsAsking.has(word))
  if (isAsking) {
    const topic = /^(?:by|from)$/u.test(last) ? `by ${rest}` : rest
    const found = readCondition(topic.replace(trailingDocs, ''))
    return found?.query
  }
  const named = asked.replace(trailingDocs, '')
  return named === asked || named === '' || isRank.test(named) ? undefined : readCondition(named)?.query
}
