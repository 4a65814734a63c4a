import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('all, only, first, most where the sentence says less', () => {
  test.each<[claim: string, sentence: string, code: string]>([
    [
      'Growers will supply most of the demand once tariffs rise.',
      'Once tariffs rise, growers will supply half of the demand.',
      'QUANTIFIER_ADDED',
    ],
    [
      'Almost all of the ports on the coast have adopted the code.',
      'Most of the ports on the coast have adopted the code, and a few publish their accounts every year.',
      'QUANTIFIER_RAISED',
    ],
    [
      'The port’s berths will be given out late, and in an order that the port decides.',
      'The port’s berths will be given out late, and in an order that others decide.',
      'WORD_CHANGED',
    ],
    [
      'All pilots have sailed the strait for years.',
      'The harbour pilots have sailed the strait for years, without anybody’s asking them why.',
      'QUANTIFIER_ADDED',
    ],
    ['All states signed the code.', 'Most states signed the code.', 'QUANTIFIER_ADDED'],
    ['Most states signed the code.', 'Some states signed the code.', 'QUANTIFIER_ADDED'],
    ['Every state signed the code.', 'Several states signed the code.', 'QUANTIFIER_ADDED'],
    ['States signed the code.', 'Some states signed the code.', 'QUANTIFIER_DROPPED'],
    ['Most states signed the code.', 'Many states signed the code.', 'QUANTIFIER_ADDED'],
    ['Any state may sign the code.', 'Some states may sign the code.', 'QUANTIFIER_ADDED'],
    ['Only Laos signed the code.', 'Laos signed the code.', 'QUANTIFIER_ADDED'],
    ['Laos alone signed the code.', 'Laos signed the code.', 'QUANTIFIER_ADDED'],
    ['Laos was the first to sign the code.', 'Laos was among the first to sign the code.', 'QUANTIFIER_RAISED'],
    ['Laos was the first to sign the code.', 'Laos was to sign the code.', 'QUANTIFIER_ADDED'],
    ['Laos was the first to sign the code.', 'Laos was the second to sign the code.', 'QUANTIFIER_ADDED'],
    [
      'Singapore is the largest port in the world.',
      'Singapore is one of the largest ports in the world.',
      'QUANTIFIER_RAISED',
    ],
    [
      'Singapore is the largest port in the world.',
      'Singapore is the second largest port in the world.',
      'QUANTIFIER_RAISED',
    ],
    ['Singapore is the largest port in the world.', 'Singapore is a large port in the world.', 'QUANTIFIER_ADDED'],
    ['The reform hurt farmers everywhere.', 'The reform hurt farmers in the delta.', 'QUANTIFIER_ADDED'],
    ['The rule always delays ships.', 'The rule often delays ships.', 'QUANTIFIER_ADDED'],
    ['The rule delays ships.', 'The rule often delays ships.', 'QUANTIFIER_DROPPED'],
    ['The rule often delays ships.', 'The rule sometimes delays ships.', 'QUANTIFIER_ADDED'],
    ['The rule never delays ships.', 'The rule rarely delays ships.', 'QUANTIFIER_ADDED'],
    ['The rule delays ships.', 'The rule rarely delays ships.', 'QUANTIFIER_DROPPED'],
    ['The whole fleet is idle.', 'Part of the fleet is idle.', 'QUANTIFIER_ADDED'],
    ['The fleet is idle.', 'Half the fleet is idle.', 'QUANTIFIER_DROPPED'],
    ['Both ports closed.', 'One of the two ports closed.', 'QUANTIFIER_RAISED'],
    ['Farmers on both banks oppose the dam.', 'Farmers on one bank oppose the dam.', 'QUANTIFIER_ADDED'],
    ['It is the main cause of the decline.', 'It is one cause of the decline.', 'QUANTIFIER_ADDED'],
    ['It is the sole cause of the decline.', 'It is the main cause of the decline.', 'QUANTIFIER_ADDED'],
    ['Regulators cannot inspect any ship.', 'No regulator can inspect every ship.', 'QUANTIFIER_RAISED'],
    [
      'Networks of false accounts, most of them run from abroad, have been taken down in nearly every election year in the region since 2018.',
      'Networks of false accounts, some of them run from abroad, have been taken down in nearly every election year in the region since 2018.',
      'QUANTIFIER_ADDED',
    ],
    [
      'If nothing changes, the small suppliers who make the cluster hard to copy will be the last to leave it.',
      'If nothing changes, the small suppliers who make the cluster hard to copy will be the first to leave it.',
      'QUANTIFIER_ADDED',
    ],
    [
      'Vietnam, India and Mexico have each announced 24 assembly plants that are due to open before 2029.',
      'Vietnam, India and Mexico have between them announced 24 assembly plants that are due to open before 2029.',
      'QUANTIFIER_ADDED',
    ],
    [
      'The members of a troika never agree on whom it is proper to meet.',
      'A troika has the caution of three governments, and its members rarely agree on whom it is proper to meet.',
      'QUANTIFIER_ADDED',
    ],
    [
      'Most of its armed forces will build such aids themselves.',
      'Few of its armed forces will build such aids themselves; they will buy them, trained on other people’s wars and with thresholds chosen by a vendor.',
      'QUANTIFIER_ADDED',
    ],
    [
      'None of its armed forces will build such aids themselves; they will buy them.',
      'Few of its armed forces will build such aids themselves; they will buy them, trained on other people’s wars and with thresholds chosen by a vendor.',
      'QUANTIFIER_ADDED',
    ],
    [
      'Argument has absorbed all of the goodwill since the pact was adopted in May 2025.',
      'Since the pact was adopted in May 2025, argument has absorbed nearly all of the goodwill.',
      'QUANTIFIER_DROPPED',
    ],
    [
      'A set of rules binds foreign owners only.',
      'A set of rules binds all owners alike, to be enforced not because officials demand it, though they do, but because proof sells.',
      'QUANTIFIER_ADDED',
    ],
    [
      'A licence is one of several levers that an exporter has.',
      'A licence is the only lever that an exporter has.',
      'QUANTIFIER_DROPPED',
    ],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('as much as the sentence says, or less', () => {
  test.each<[claim: string, sentence: string]>([
    [
      'Only with a coast guard of its own can the island enforce its zone.',
      'Without a coast guard of its own, the island cannot enforce its zone.',
    ],
    [
      'The first port to publish its fees will set the terms for the rest.',
      'Whichever port is first to publish its fees will set the terms for the others.',
    ],
    [
      'The network costs less than the port spends on dredging each year.',
      'The network costs less than the port spends on dredging in a year.',
    ],
    [
      'Shipowners should give up night sailings in the strait.',
      'Shipowners, for their part, should give up night sailings in the strait.',
    ],
    ['Some states signed the code.', 'Most states signed the code.'],
    ['Many states signed the code.', 'Most states signed the code.'],
    ['Laos alone signed the code.', 'Only Laos signed the code.'],
    ['Singapore is among the largest ports in the world.', 'Singapore is one of the largest ports in the world.'],
    ['The rule frequently delays ships.', 'The rule often delays ships.'],
    ['The rule sometimes delays ships.', 'The rule often delays ships.'],
    ['Half the fleet is idle.', 'Fifty per cent of the fleet is idle.'],
    ['One in three ships is idle.', 'A third of ships are idle.'],
    ['A strait that few watch is hard to guard.', 'A strait watched by few is difficult to guard.'],
    ['Most members have signed.', 'All members have signed.'],
    ['Nearly all members have signed.', 'All members have signed.'],
    ['Many of the members have signed.', 'Most of the members have signed.'],
    ['The fund often pays late.', 'The fund always pays late.'],
    ['Ships sometimes wait for weeks.', 'Ships often wait for weeks.'],
    ['The state refines most of the ore at home.', 'The state refines the larger part of the ore at home.'],
    ['The levy falls chiefly on the fleets of the north.', 'The levy falls, above all, on the fleets of the north.'],
    ['The fund bought only modest numbers of masks.', 'The fund bought masks in modest numbers.'],
    [
      'Reviews are repeated after each change of the software.',
      'Reviews are repeated whenever the software is changed.',
    ],
    [
      'What an officer finds hardest to see is belief.',
      'Belief is the part of a person that an officer finds hardest to see.',
    ],
  ])('“%s” stands where the text says “%s”', (claim, sentence) => {
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })
})
