import { isPronoun } from './list-words.ts'
import { mistake } from './requests/talk.ts'
import { ask, type UserRequest } from './requests/request.ts'

const wrong =
  '(?:is|are|was|looks?|seems?|sounds?)(?: \\p{L}+){0,2} (?:wrong|incorrect|mistaken|false|inaccurate|misleading|invented|made up|bad|poor|terrible|nonsense|rubbish|a misquote|misquoted|not (?:true|right|correct|accurate)|not (?:at all )?what \\p{L}+(?: \\p{L}+){0,2} (?:said|says|wrote|writes|meant|means|claims|claimed))(?:(?! (?:to|that|for)\\b)[ ,;:].*)?'
const what = '(?:claim|quote|quotation|statement|point|summary|briefing)s?'
const number = '(?:(?:no\\.?|number|#) ?)?([1-9])'
const id = '(co[ -]?\\d{5})'

/** `report claim 3 of CO26213`. */
const reported = new RegExp(
  `^(?:report|flag|dispute) (?:(?:the|that) )?${what} ${number} (?:(?:in|of|from|on) )?${id}(?: as wrong)?$`,
  'iu',
)

const patterns: readonly (readonly [pattern: RegExp, id: number, claim: number])[] = [
  [
    new RegExp(`^(?:(?:the|that|this) )?(?:${what} ?)?(?:${number} )?(?:(?:in|of|from|on) )?${id} ${wrong}$`, 'iu'),
    2,
    1,
  ],
  [reported, 2, 1],
  [new RegExp(`^${id}(?:'s)?,? (?:(?:the|that) )?(?:${what} ?)?(?:${number} )?${wrong}$`, 'iu'), 1, 2],
]

/** A complaint that names no commentary: `this is wrong, the claim about smelters`. */
const complaints = [
  new RegExp(
    `^(?:this|that|it|(?:(?:the|this|that|your) )?${what}(?: (?:about|on|of|for|regarding) .{1,60}?)?) ${wrong}$`,
    'iu',
  ),
  /^(?:he|she|they|(?:the|this) author) (?:did not|didn't|never)(?: actually| really)? (?:say|said|write|wrote|claim|claimed) (?:that|this|it|so|any of (?:that|this))$/iu,
]

/** A complaint about a claim on a subject: the claims of the commentary with that name. */
const aboutSubject = (text: string): UserRequest | undefined => {
  const subject = new RegExp(
    `^(?:(?:the|this|that|your) )?${what} (?:about|on|of|for|regarding) (.{1,60}?) ${wrong}$`,
    'iu',
  )
    .exec(text)?.[1]
    ?.replace(/^the | (?:article|commentary|piece)$/giu, '')
  return subject === undefined || isPronoun(subject)
    ? undefined
    : { kind: 'run', command: `dispute report "${subject}"` }
}

/** For `claim 2 in CO26208 is wrong`: a button that reports that claim; undefined for any other text. */
export const disputed = (typed: string): UserRequest | undefined => {
  const text = typed.replace(/^(that|this|it)'s /iu, '$1 is ')
  const parts = text.split(/[.!?;:,]+ +/u)
  const found = disputedIn(text) ?? disputedIn(parts.at(-1) ?? '')
  if (found !== undefined || ![text, ...parts].some((part) => complaints.some((one) => one.test(part)))) return found
  return disputedIn(`${/\bco[ -]?\d{5}\b/iu.exec(text)?.[0] ?? ''} is wrong`) ?? aboutSubject(text) ?? mistake
}

const disputedIn = (text: string): UserRequest | undefined => {
  for (const [pattern, idAt, claimAt] of patterns) {
    const found = pattern.exec(text)
    const name = found?.[idAt]?.replaceAll(/[ -]/gu, '').toUpperCase()
    if (name === undefined) continue
    const claim = found?.[claimAt]
    const choose = { label: 'See its claims', command: `dispute report ${name}` }
    return claim === undefined
      ? { kind: 'run', command: choose.command }
      : ask(
          `Report claim ${claim} of ${name} as wrong?`,
          { label: `Claim ${claim} is wrong`, command: `dispute report ${name} ${claim}` },
          choose,
        )
  }
  return undefined
}
