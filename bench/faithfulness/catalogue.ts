import type { Text, Trial } from './corpus.ts'
export const catalogueTrials = (_: readonly Text[]): { trial: Trial; expected: 'reject' | 'judge' | 'pass' }[] => []
export const paraphraseTrials = (_: readonly Text[]): Trial[] => []
