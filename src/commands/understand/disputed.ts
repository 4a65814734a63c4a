import { idsIn, writtenId as id } from '../../commentary/identity.ts'
import { isPronoun } from './list-words.ts'
import { mistake } from './requests/talk.ts'
import { ask, run, type UserRequest } from './requests/request.ts'

const wrong =
  '(?:is|are|was|looks?|seems?|sounds?)(?: \\p{L}+){0,2} (?:wrong|incorrect|mistaken|false|inaccurate|misleading|invented|made up|bad|poor|terrible|nonsense|rubbish|a misquote|misquoted|not (?:true|right|correct|accurate)|not (?:at all )?what \\p{L}+(?: \\p{L}+){0,2} (?:said|says|wrote|writes|meant|means|claims|claimed))'
const what = '(?:(?:the|this|that|your) )?(?:claim|quote|quotation|statement|point|summary|briefing)s?'
const number = '(?: ?(?:no\\.?|number|#)? ?[1-9])?'
const about = new RegExp(`^${what}${number} (?:in|of|from|on|about|for|regarding) (.{1,60}?) ${wrong}$`, 'iu')

/** A clause that says that a claim or a quote is wrong. */
const complaints = [
  about,
  new RegExp(`^(?:this|that|it|${what}${number}|(?:${what} )?${id}(?:'s)?,?(?: ${what})?${number}) ${wrong}$`, 'iu'),
  new RegExp(`^(?:report|flag|dispute) ${what}${number} (?:(?:in|of|from|on) )?${id}(?: as wrong)?$`, 'iu'),
  /^(?:he|she|they|(?:the|this) author) (?:did not|didn't|never)(?: actually| really)? (?:say|said|write|wrote|claim|claimed) (?:that|this|it|so|any of (?:that|this))$/iu,
]

/**
 * For `claim 2 in CO26208 is wrong`: a button that reports that claim; without a commentary, the claims of the one that a clause
 * names or that was shown last. Undefined if a clause of the text is anything else.
 */
export const disputed = (typed: string): UserRequest | undefined => {
  const text = typed.replace(/^(that|this|it)'s /iu, '$1 is ')
  const clauses = text.split(/[.!?;:,]+ +/u)
  const isComplaint = (clause: string): boolean => complaints.some((one) => one.test(clause))
  const isPlace = (clause: string): boolean => idsIn(clause).length > 0
  const isWhole = isComplaint(text)
  if (!isWhole && !(clauses.some(isComplaint) && clauses.every((one) => isComplaint(one) || isPlace(one))))
    return undefined
  const [name] = idsIn(text)
  if (name === undefined) {
    const subject = about
      .exec(isWhole ? text : (clauses[0] ?? ''))?.[1]
      ?.replace(/^the | (?:article|commentary|piece)$/giu, '')
    return subject === undefined || isPronoun(subject) ? mistake : run(`dispute report "${subject}"`)
  }
  const claim = new RegExp(
    `(?:claim|quote|quotation|statement|point)s?(?: ?(?:no\\.?|number|#))? ?([1-9])\\b`,
    'iu',
  ).exec(text)?.[1]
  const choose = { label: 'See its claims', command: `dispute report ${name}` }
  return claim === undefined
    ? run(choose.command)
    : ask(
        `Report claim ${claim} of ${name} as wrong?`,
        { label: `Claim ${claim} is wrong`, command: `dispute report ${name} ${claim}` },
        choose,
      )
}
