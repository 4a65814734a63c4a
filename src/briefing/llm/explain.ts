import type { Rejection } from '../draft.ts'
import type { Briefing } from '../port.ts'
import { type BriefingRecord, type CardPlace, type DraftRecord, type JudgeState, outcomeWords } from '../record.ts'

const placeWords: Readonly<Record<CardPlace, string>> = {
  retold: 'on the card as written',
  'own-words': 'on the card in the source’s own words',
  'not-alone': 'not on the card: its sentence cannot be shown by itself',
  repeats: 'not on the card: another claim says the same',
  views: 'not on the card: it would be the third view of somebody other than the author',
  words: 'not on the card: a tenth of the text may be quoted, and that is spent',
  enough: 'not on the card: there are enough claims before it',
}

const judgeWords = (judge: JudgeState): string => {
  if (judge.state === 'judged') return `judged by ${judge.model}`
  if (judge.state === 'off') return 'no judge: the model only chose sentences'
  if (judge.state === 'unreachable')
    return 'judge not reached: nothing is retold, the sentences are shown in their own words'
  return 'nothing to judge'
}

const reasonLines = (label: string, reasons: readonly Rejection[]): string[] =>
  reasons.map(({ code, message }) => `     ${label}${code}: ${message}`)

const draftLines = (draft: DraftRecord): string[] => [
  `  ${draft.outcome === 'shown' ? '✓' : '✗'} ${draft.text}`,
  `     ${outcomeWords[draft.outcome]}; rests on sentence ${draft.sentences.join(', ')}`,
  ...(draft.quote === undefined ? [] : [`     quoted: “${draft.quote}”`]),
  ...reasonLines('', draft.rejections),
  ...reasonLines('hint for the judge ', draft.doubts),
  ...draft.repairs.map((repair) => `     repaired: ${repair}`),
  ...(draft.place === undefined ? [] : [`     ${placeWords[draft.place]}`]),
]

const recordLines = (record: BriefingRecord): string[] => [
  `model ${record.model} at ${record.server} · prompts ${record.promptVersion} · verifier ${record.verifierVersion}`,
  `${record.calls} requests in this run · tokens ${record.tokens.in} in, ${record.tokens.out} out · ${judgeWords(record.judge)}`,
  ...(record.extent === 'part' ? ['based on part of the text: it is too long for one request'] : []),
  ...record.faults.map(({ step, code, detail }) => `fault (${step}): ${code}: ${detail}`),
  ...(record.isRebriefWanted ? ['a later run may do better'] : []),
  ...(record.synopsis.length === 0 ? [] : ['', 'Synopsis as drafted', ...record.synopsis.flatMap(draftLines)]),
  ...(record.claims.length === 0 ? [] : ['', 'Claims as drafted', ...record.claims.flatMap(draftLines)]),
]

/** A model's text may contain terminal control characters: they are printed by name. */
const asPrinted = (line: string): string =>
  line.replaceAll(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu,
    (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )

/** Why each drafted sentence passed or failed, what it cost, and what went wrong, as plain lines for a terminal. */
export const explainBriefing = ({ engine, version, claims, record }: Briefing): string => {
  const own = claims.filter(({ origin }) => origin === 'extract')
  return [
    `engine ${engine}, version ${version}`,
    ...(record === undefined ? ['no model is configured: nothing was drafted'] : recordLines(record)),
    ...(own.length === 0
      ? []
      : ['', 'Claims chosen by program, word for word', ...own.map(({ text }) => `  = ${text}`)]),
  ]
    .map(asPrinted)
    .join('\n')
}
