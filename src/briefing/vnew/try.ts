import { rules } from '../rules/load.ts'
import { pairOf, readSide, type Finding } from './side.ts'
import * as compare from './compare.ts'
export const byFamily: Record<string, (p: any) => Finding[]> = {
  negation: compare.checkNegation, certainty: (p) => [...compare.checkCertainty(p), ...compare.checkTense(p)], duty: (p)=>[...compare.checkDuty(p), ...compare.checkCertainty(p)], quantity: compare.checkQuantity, only: compare.checkOnly,
  superlative: compare.checkSuperlative, comparison: compare.checkComparison, condition: compare.checkCondition, exception: compare.checkException, cause: compare.checkCause, time: compare.checkTime, report: compare.checkReport,
}
if (process.argv[1]?.endsWith('try.ts')) for (const rule of rules) {
  const run = ({ source, claim }: { source: string; claim: string }) => byFamily[rule.family]!(pairOf(readSide(claim), readSide(source), { label: 'sentence 1', context: [], whole: [] }))
  const c = run(rule.caught), a = run(rule.allowed)
  if (c.length === 0) console.log('NOT CAUGHT', rule.family, rule.caught)
  if (a.length > 0) console.log('NOT ALLOWED', rule.family, rule.allowed, a)
}
