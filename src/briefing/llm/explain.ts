import type { Rejection } from '../draft.ts'
import type { Briefing } from '../port.ts'
import type { BriefingRecord, DraftRecord, JudgeState, Outcome } from '../record.ts'

const outcomeWords: Readonly<Record<Outcome, string>> = {
  shown: 'shown',
  rejected: 'refused by code',
  'judged-out': 'refused by the judge',
  doubted: 'held back: code had doubts, and there was no judge',
  'not-chosen': 'passed, not chosen',
}

const judgeWords = (judge: JudgeState): string => {
  if (judge.state === 'judged') return `judged by ${judge.model}`
  if (judge.state === 'off') return 'no judge: only what code had no doubts about is shown'
  if (judge.state === 'unreachable') return 'judge not reached: only what code had no doubts about is shown'
  return 'nothing to judge'
}

const reasonLines = (label: string, reasons: readonly Rejection[]): string[] =>
  reasons.map(({ code, message }) => `     ${label}${code}: ${message}`)

const draftLines = (draft: DraftRecord): string[] => [
  `  ${draft.outcome === 'shown' ? '✓' : '✗'} ${draft.text}`,
  `     ${outcomeWords[draft.outcome]}${draft.round === 'repair' ? ', second draft' : ''}; rests on sentence ${draft.sentences.join(', ')}`,
  ...(draft.quote === undefined ? [] : [`     quoted: “${draft.quote}”`]),
  ...reasonLines('', draft.rejections),
  // A doubt that held the draft back was already given as its reason.
  ...(draft.outcome === 'doubted' ? [] : reasonLines('doubt ', draft.doubts)),
  ...draft.repairs.map((repair) => `     mended: ${repair}`),
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

/** What a model wrote may hold characters that command a terminal: they are named instead of obeyed. */
const asPrinted = (line: string): string =>
  line.replaceAll(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu,
    (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )

/** Why each drafted sentence passed or failed, what it cost, and what went wrong, as plain lines for a terminal. */
export const explainBriefing = ({ engine, version, claims, record }: Briefing): string => {
  const extracts = claims.filter(({ origin }) => origin === 'extract')
  return [
    `engine ${engine}, version ${version}`,
    ...(record === undefined ? ['no model is configured: nothing was drafted'] : recordLines(record)),
    ...(extracts.length === 0
      ? []
      : ['', 'Claims in the text’s own words', ...extracts.map(({ text }) => `  = ${text}`)]),
  ]
    .map(asPrinted)
    .join('\n')
}
