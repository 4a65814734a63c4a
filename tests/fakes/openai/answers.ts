import type { Answer, AnsweredClaim, Behaviour, Verdict } from './behaviour.ts'
import { linesBetween, type NumberedLine, numberedLines, type ReceivedRequest } from './request.ts'

const wordCount = (text: string): number => text.split(' ').length

/** Sentences that the counterpart does not use: other people's statements, and sentences that need the one before. */
const isPlain = (text: string): boolean =>
  !/[“”"?:;]|\b(?:said|says|told|argued|argues|according|believes?|noted|claims?|warned)\b/iu.test(text) &&
  !/^(?:This|These|That|Those|It|He|She|They|Such|But|And|However|Yet|Nor|So|There)\b/u.test(text)

const claimOf = ({ number, text }: NumberedLine): AnsweredClaim => ({
  text,
  sentence: number,
  quote: text,
  holder: 'author',
})

/** Claims in the words of the shortest sentences that can stand alone, so that five fit what may be quoted of a text. */
const faithfulAnswer = (lines: readonly NumberedLine[]): Answer => {
  const fit = lines.filter(({ text }) => wordCount(text) >= 8 && wordCount(text) <= 30 && isPlain(text))
  const short = fit.toSorted((one, other) => wordCount(one.text) - wordCount(other.text)).slice(0, 5)
  return {
    synopsis: fit.slice(0, 1).map(({ number, text }) => ({ text, sentences: [number] })),
    claims: short.toSorted((one, other) => one.number - other.number).map(claimOf),
  }
}

type Item = { claim: string; statement: string; hints: { id: string }[] }

const verdictsOn = (user: string, behaviour: Behaviour): Verdict[] =>
  linesBetween(user, 'items').map((line) => {
    const { claim, statement, hints } = JSON.parse(line) as Item
    const answers = hints.map(({ id }) => ({ id, holds: true, why: 'as the sentence says' }))
    const isRejected =
      behaviour.type === 'reject' &&
      (behaviour.words.length === 0 || behaviour.words.some((word) => statement.includes(word)))
    return isRejected
      ? { claim, verdict: 'unsupported', hints: answers }
      : { claim, verdict: 'supported', hints: answers }
  })

/** The content of a behaviour's answer to a request, before it is serialised. */
export const answerTo = ({ call, user }: ReceivedRequest, behaviour: Behaviour): unknown => {
  if (call === 'judge') {
    const verdicts = verdictsOn(user, behaviour)
    return { verdicts: behaviour.type === 'rejudge' ? behaviour.rejudge(verdicts) : verdicts }
  }
  const lines = numberedLines(user)
  if (call === 'choose') return { sentences: faithfulAnswer(lines).claims.map(({ sentence }) => sentence) }
  const answer = faithfulAnswer(lines)
  return behaviour.type === 'rewrite' ? behaviour.rewrite(answer, lines) : answer
}
