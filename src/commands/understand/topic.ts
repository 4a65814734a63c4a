import { readCondition } from './condition.ts'
import { ends, frame, tellsAsking } from './topic-words.ts'

const trailingPurpose =
  / (?:for (?:a|an|my|our|the) (?:\p{L}+ )?(?:meeting|briefing|report|paper|essay|class|talk|brief|boss|minister|presentation)\b.*|(?:to|i can) (?:read|cite|quote)\b.*|(?:do you have|have you(?: got)?|you have(?: got)?|you'?ve got|we have(?: got)?|is there|are there|exists?|at all|did you (?:post|publish|find))|so far|lately|recently|these days)$/iu
const trailingDocs =
  / (?:articles?|commentar(?:y|ies)|comentaries|pieces?|papers?|publications?|stuff|posts?|write-?ups?)$/iu

/** `in 2024` behind a question. */
const ofYear = / (?:in|from|during|of) ((?:19|20)\d\d)$/iu

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
  /^(?:does|did|has|would) ((?:dr |prof(?:essor)? )?[\p{L}\p{M}.-]+(?: [\p{L}\p{M}.-]+)?) (?:say|argue|argued|think|write|written|claim|support|oppose|believe|mention|mentioned|discuss|suggest|recommend)(?: (?:that|for|about|on|anything about|anything on|something about))? (.+)$/iu
/** `is X mentioned anywhere`, `has X been discussed lately`: X is asked about. */
const isTreated =
  /^(?:is|are|was|were|has|have) (?!(?:any|some|no)(?:thing|body|one)?\b|there\b|it\b|this\b|that\b|these\b|those\b)(.+?) (?:(?:been|being|ever|even|also|at all) )*(?:mentioned|discussed|covered|addressed|analy[sz]ed|treated|examined|talked about|written about|referred to|brought up|included|in (?:the |your )?(?:archive|database|commentaries|articles|here))(?: .*)?$/iu
const nobody =
  /^(?:(?:any|some|every|no)\p{L}*(?: .*)?|a \p{L}+|(?:the |rsis )*(?:commentar(?:y|ies)|articles?|pieces?|papers?|posts?)|rsis|you|they|we|people|anyone|anybody|someone|the (?:authors?|experts?|archive)|experts?|authors?|it|been|be|this|that|he|she|commentators)$/iu

/**
 * What a question or a request to find something asks about, as a search: `do you have articles by Lim?` is `author:Lim`;
 * undefined where the words do not ask.
 */
export const askedTopic = (text: string): string | undefined => {
  const year = ofYear.exec(text)
  if (year !== null) {
    const [whole, number = ''] = year
    const topic = askedTopic(text.slice(0, -whole.length))
    return topic && `${topic} since:${number} until:${number}`
  }
  const asked = text.replace(trailingPurpose, '')
  const treated = isTreated.exec(asked)?.[1]
  if (treated !== undefined) return readCondition(treated)?.query
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
  const isState = /^(?:i'?m|i am|we're|we are) on /iu.test(asked)
  const isAsking = rest !== '' && !isTold && !isState && ends.has(last) && head.some((word) => tellsAsking.has(word))
  if (isAsking) {
    const topic = /^(?:by|from)$/u.test(last) ? `by ${rest}` : rest
    const found = readCondition(topic.replace(trailingDocs, ''))
    return found?.query
  }
  const named = asked.replace(trailingDocs, '')
  return named === asked || named === '' || isRank.test(named) ? undefined : readCondition(named)?.query
}
