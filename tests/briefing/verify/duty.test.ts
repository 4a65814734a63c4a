import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('a duty put in, raised or told as a fact', () => {
  test.each<[claim: string, sentence: string, code: string]>([
    [
      'Jakarta may publish the tonnage that passes each gate before the next round of talks.',
      'Jakarta should publish the tonnage that passes each gate before the next round of talks.',
      'DUTY_WEAKENED',
    ],
    [
      'The levy may be paid into a fund of its own.',
      'Ministers must agree on a tariff, and the levy has to be paid into a fund of its own.',
      'DUTY_WEAKENED',
    ],
    ['The authors call for shade, water and rest.', 'Its draft speaks of shade, water and rest.', 'DUTY_ADDED'],
    [
      'Small states are obliged to begin with goods that are consumed.',
      'A better course would be to begin with goods that are consumed.',
      'DUTY_RAISED',
    ],
    [
      'Newcomers have been allowed ten years of grace.',
      'Before rules are written, newcomers should be allowed ten years of grace.',
      'DUTY_DROPPED',
    ],
    ['The ministers should meet in May.', 'The ministers will meet in May.', 'DUTY_ADDED'],
    ['The ship must carry a pilot.', 'The ship should carry a pilot.', 'DUTY_RAISED'],
    ['The ship carries a pilot.', 'The ship must carry a pilot.', 'DUTY_DROPPED'],
    [
      'The author predicts that the ministry will publish its figures.',
      'The ministry should publish its figures.',
      'DUTY_DROPPED',
    ],
    ['The ministry publishes its figures.', 'The ministry should publish its figures.', 'DUTY_DROPPED'],
    [
      'Holding limits are published as well, however low they are.',
      'Holding limits should be published as well, however low they are, because an exporter can plan around a small ceiling but not around a secret one.',
      'DUTY_DROPPED',
    ],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('the same duty in other words', () => {
  test.each<[claim: string, sentence: string]>([
    [
      'It would be wise for Jakarta to publish the tonnage that passes each gate before the next round of talks.',
      'Jakarta should publish the tonnage that passes each gate before the next round of talks.',
    ],
    [
      'The author urges Jakarta to publish the tonnage that passes each gate before the next round of talks.',
      'Jakarta should publish the tonnage that passes each gate before the next round of talks.',
    ],
    [
      'The author’s advice to Jakarta is to publish the tonnage that passes each gate before the next round of talks.',
      'Jakarta should publish the tonnage that passes each gate before the next round of talks.',
    ],
    [
      'It would make sense for Jakarta to publish the tonnage that passes each gate.',
      'Jakarta should publish the tonnage that passes each gate before the next round of talks.',
    ],
    [
      'The tonnage that passes each gate ought to be published by Jakarta before the next round of talks.',
      'Jakarta should publish the tonnage that passes each gate before the next round of talks.',
    ],
    [
      'Parties to the treaty are obliged to tell the registry what they launch.',
      'The treaty, in force since 1976, obliges its parties to tell the registry what they launch.',
    ],
    ['Small states need a shared registry.', 'A shared registry is what small states need.'],
    ['A shared registry should be set up by small states.', 'Small states should set up a shared registry.'],
    ['Small states should share a registry.', 'It is time for small states to share a registry.'],
    [
      'The choice for small states is between a registry and silence.',
      'Small states must choose between a registry and silence.',
    ],
    ['It would be a mistake to close the strait.', 'The strait should not be closed.'],
    [
      "Asia's rice exporters and importers ought to agree in good harvests on a binding sequence of steps for restricting trade.",
      'Exporters and importers in Asia should agree, while harvests are good, on a binding sequence of steps by which trade may be restricted.',
    ],
    [
      'The author recommends that Asian exporters and importers agree, while harvests are good, on a binding sequence of steps.',
      'Exporters and importers in Asia should agree, while harvests are good, on a binding sequence of steps by which trade may be restricted.',
    ],
    ['ASEAN would be wise to publish the code.', 'ASEAN should publish the code.'],
    ['ASEAN is advised to publish the code.', 'ASEAN should publish the code.'],
    ['The author urges ASEAN to publish the code.', 'ASEAN must publish the code.'],
    ['The code should be published by ASEAN.', 'ASEAN ought to publish the code.'],
    ['The next step is for ASEAN to publish the code.', 'ASEAN should publish the code next.'],
    ['The states ought to agree on a permit.', 'The states must agree on a permit.'],
    ['The states could agree on a permit.', 'The states should agree on a permit.'],
    ['ASEAN needs a shared registry of ships.', 'ASEAN should set up a shared registry of ships.'],
    ['The author proposes a shared registry of ships for ASEAN.', 'ASEAN should set up a shared registry of ships.'],
    ['The author wants ASEAN to set up a shared registry of ships.', 'ASEAN should set up a shared registry of ships.'],
    ['A shared registry of ships is what ASEAN should set up.', 'ASEAN should set up a shared registry of ships.'],
    ['ASEAN should not wait for consensus, the author argues.', 'ASEAN should not wait for consensus.'],
    ['The author advises ASEAN against waiting for consensus.', 'ASEAN should not wait for consensus.'],
    ['There is no need for ASEAN to wait for consensus.', 'ASEAN need not wait for consensus.'],
    ['ASEAN does not need to wait for consensus.', 'ASEAN need not wait for consensus.'],
    ['It is essential that ASEAN publish the code.', 'ASEAN must publish the code.'],
    ['The code has to be published.', 'The code must be published.'],
    ['Let ASEAN publish the code.', 'ASEAN should publish the code.'],
    [
      'No mandate should be drafted without a consultation.',
      'Ask, first, that no mandate be drafted without a consultation.',
    ],
  ])('“%s” stands where the text says “%s”', (claim, sentence) => {
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })
})
