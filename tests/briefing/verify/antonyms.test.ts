import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('an opposite where the sentence has its opposite', () => {
  test.each<[claim: string, sentence: string, code: string]>([
    ['The reform was bold.', 'The reform was cautious, and the courts were independent.', 'ANTONYM'],
    ['Demand for berths is erratic.', 'Demand for berths is constant.', 'ANTONYM'],
    ['The dam is unfinished.', 'The dam is finished.', 'ANTONYM'],
    ['The court ignored the objections of fishermen.', 'The court heeded the objections of fishermen.', 'ANTONYM'],
    ['Road is dearer than rail.', 'Road is cheaper than rail.', 'ANTONYM'],
    ['Exports matter less than trust.', 'Exports matter more than trust.', 'ANTONYM'],
    [
      'In the first half of 2026 Malaysia exported electrical and electronic goods worth RM338.6 billion, 12.4 per cent less than a year earlier.',
      'In the first half of 2026 Malaysia exported electrical and electronic goods worth RM338.6 billion, 12.4 per cent more than a year earlier.',
      'ANTONYM',
    ],
    [
      'Malaysia imported electrical and electronic goods worth RM338.6 billion.',
      'In the first half of 2026 Malaysia exported electrical and electronic goods worth RM338.6 billion, 12.4 per cent more than a year earlier.',
      'ANTONYM',
    ],
    [
      'If nothing changes, the large suppliers who make the cluster hard to copy will be the first to leave it.',
      'If nothing changes, the small suppliers who make the cluster hard to copy will be the first to leave it.',
      'ANTONYM',
    ],
    [
      'Vietnam, India and Mexico have between them announced 24 assembly plants that are due to open after 2029.',
      'Vietnam, India and Mexico have between them announced 24 assembly plants that are due to open before 2029.',
      'ANTONYM',
    ],
    [
      'Technical talks on carrying out the treaty of 2022 will end in Da Nang on 17 November.',
      'Technical talks on carrying out the treaty of 2022 will resume in Da Nang on 17 November.',
      'ANTONYM',
    ],
    [
      'Six chairs have held the brief in turn, each for a year or more.',
      'Six chairs have held the brief in turn, each for a year or less.',
      'ANTONYM',
    ],
    [
      'Exporters and importers in Asia should agree, while harvests are bad, on a binding sequence of steps by which trade may be restricted.',
      'Exporters and importers in Asia should agree, while harvests are good, on a binding sequence of steps by which trade may be restricted.',
      'ANTONYM',
    ],
    [
      'Exporters and importers in Asia should agree on a voluntary sequence of steps by which trade may be restricted.',
      'Exporters and importers in Asia should agree, while harvests are good, on a binding sequence of steps by which trade may be restricted.',
      'ANTONYM',
    ],
    [
      'Comparable arrangements are common.',
      'Comparable arrangements are rare but not unknown: France and Switzerland have managed the Genevese aquifer together since 1978.',
      'ANTONYM',
    ],
    [
      'The four buyers ought to pool their rights after the Andaman East line reopens.',
      'The four buyers ought to pool their rights before the Andaman East line reopens, since it is the one step that needs no steel.',
      'ANTONYM',
    ],
    ['The envoy praised the junta for its restraint.', 'The envoy criticised the junta for its restraint.', 'ANTONYM'],
    ['The fund erodes trust between the banks.', 'The fund builds trust between the banks.', 'ANTONYM'],
    ['The quota discourages overfishing.', 'The quota encourages overfishing.', 'ANTONYM'],
    ['The two navies compete in the strait.', 'The two navies cooperate in the strait.', 'ANTONYM'],
    ['The rule is lenient towards small firms.', 'The rule is strict towards small firms.', 'ANTONYM'],
    ['The region is becoming poorer in water.', 'The region is becoming richer in water.', 'ANTONYM'],
    ['Inflation eased in the spring.', 'Inflation quickened in the spring.', 'ANTONYM'],
    ['Tokyo withdrew from the pact.', 'Tokyo joined the pact.', 'ANTONYM'],
    ['The subsidy was introduced in May.', 'The subsidy was withdrawn in May.', 'ANTONYM'],
    ['The island is inhabited.', 'The island is uninhabited.', 'ANTONYM'],
    ['The alliance has grown fragile.', 'The alliance has grown robust.', 'ANTONYM'],
    ['The minister was reluctant to meet the envoy.', 'The minister was eager to meet the envoy.', 'ANTONYM'],
    ['The vote was unanimous.', 'The vote was split.', 'ANTONYM'],
    ['The port handles legal cargo.', 'The port handles illicit cargo.', 'ANTONYM'],
    ['The plan is feasible.', 'The plan is unworkable.', 'ANTONYM'],
    ['The drought made farmers richer.', 'The drought made farmers poorer.', 'ANTONYM'],
    ['Debt is the exception in the delta.', 'Debt is the rule in the delta.', 'ANTONYM'],
    ['The gap between the two is widening.', 'The gap between the two is closing.', 'ANTONYM'],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('a word exchanged for one that WordNet knows to be another', () => {
  test.each<[claim: string, sentence: string, outcome: string]>([
    [
      'The difficulty is procedural, but it is hardly new.',
      'The difficulty is genuine, but it is hardly new.',
      'WORD_CHANGED',
    ],
    [
      'A contributor is paid at a hidden rate for each soldier.',
      'A contributor is paid at a flat rate for each soldier.',
      'WORD_CHANGED',
    ],
    ['New officials keep the names of the envoys.', 'Old officials keep the names of the envoys.', 'ANTONYM'],
    ['Malaysia has loosened its rules on transfers.', 'Malaysia has tightened its rules on transfers.', 'ANTONYM'],
    [
      'A broad offence and a small register would work.',
      'A narrow offence and a small register would work.',
      'ANTONYM',
    ],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })

  test.each<[claim: string, sentence: string]>([
    ['The ministry denied the firm a licence for its ships.', 'The ministry refused the firm a licence for its ships.'],
    ['The court settled the dispute over the border.', 'The court decided the dispute over the border.'],
    ['The nearest port lies beyond the strait.', 'The closest port lies beyond the strait.'],
    ['Indebted workers fear the heat of the day.', 'Workers in debt fear the heat of the day.'],
  ])('“%s” passes where the text says “%s”', (claim, sentence) => {
    expect(outcomeFor(claim, sentence)).toBe('passed')
  })

  test('of a verb for another a judge has to say', () => {
    expect(outcomeFor('The rule covers conduct of this kind.', 'The rule reaches conduct of this kind.')).toBe(
      'doubted WORD_CHANGED',
    )
  })
})
