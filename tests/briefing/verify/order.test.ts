import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('cause, time and comparison turned round or put in', () => {
  test.each<[claim: string, sentence: string, code: string]>([
    [
      'Seoul withdrew its observers during the vote in the assembly.',
      'Seoul signed the accord in June and withdrew its observers only after the vote in the assembly.',
      'ORDER_CHANGED',
    ],
    [
      'The bank closed its branch in Pakse before the second audit.',
      'After the second audit the bank closed its branch in Pakse, and depositors were repaid.',
      'ORDER_CHANGED',
    ],
    [
      'The navy cleared the channel while the convoy arrived from Davao.',
      'The navy had cleared the channel before the convoy arrived from Davao.',
      'ORDER_CHANGED',
    ],
    [
      'Growth came from subsidies rather than trade.',
      'Growth came from trade rather than subsidies.',
      'CHOICE_REVERSED',
    ],
    ['The ban came after the strike.', 'The ban came before the strike.', 'ORDER_REVERSED'],
    ['The strike came before the ban.', 'The ban came before the strike.', 'ORDER_REVERSED'],
    ['The ban held until the strike.', 'The ban has held since the strike.', 'ORDER_REVERSED'],
    ['Prices rose because exports fell.', 'Prices rose and exports fell.', 'CAUSE_ADDED'],
    ['Exports fell because prices rose.', 'Prices rose because exports fell.', 'CAUSE_REVERSED'],
    ['Rising prices led to falling exports.', 'Falling exports led to rising prices.', 'CAUSE_REVERSED'],
    ['The drought led to the strike.', 'The drought came with the strike.', 'CAUSE_ADDED'],
    ['The drought was caused by the strike.', 'The drought caused the strike.', 'CAUSE_REVERSED'],
    ['Rail is cheaper than road.', 'Road is cheaper than rail.', 'SIDES_REVERSED'],
    ['Trust matters more than exports.', 'Exports matter more than trust.', 'SIDES_REVERSED'],
    [
      'Sanctions strengthened the regime because of domestic politics.',
      'Sanctions strengthened the regime.',
      'CAUSE_ADDED',
    ],
    ['Owing to sanctions, the regime is stronger.', 'The regime is stronger.', 'CAUSE_ADDED'],
    ['Therefore the regime is stronger.', 'The regime is stronger.', 'CAUSE_ADDED'],
    ['The price of rice fell after the ban.', 'The price of rice fell.', 'ORDER_ADDED'],
    [
      'A row of hurried national programmes would serve the region better than a club of willing states.',
      'A club of willing states, with peer review and a shared liability treaty, would serve the region better than a row of hurried national programmes.',
      'SIDES_REVERSED',
    ],
    [
      'Resolution 1353 of 2001 promises contributors that they will be consulted after a mandate is changed.',
      'Resolution 1353 of 2001 promises contributors that they will be consulted before a mandate is changed.',
      'ORDER_REVERSED',
    ],
    [
      "Five years before the Five-Point Consensus, ASEAN's diplomacy on Myanmar started afresh every January.",
      'Five years after the Five-Point Consensus, ASEAN’s diplomacy on Myanmar still starts afresh every January with a new chair and a new envoy.',
      'ORDER_REVERSED',
    ],
    [
      'A common size was agreed only in the 1960s, before a decade of rival boxes.',
      'They cite the shipping container, for which a common size was agreed only in the 1960s, after a decade of rival boxes.',
      'ORDER_REVERSED',
    ],
    ['The war caused the shortage.', 'The war worsened the shortage.', 'CAUSE_ADDED'],
    ['The bank lent money before the audit.', 'The bank lent money during the audit.', 'ORDER_CHANGED'],
    [
      'Retainers would be cheap because the bloc has many inhabitants.',
      'Retainers would be cheap, at seven cents for each of the many inhabitants of the bloc.',
      'CAUSE_ADDED',
    ],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('the same order in other words', () => {
  test.each<[claim: string, sentence: string]>([
    [
      'The convoy from Davao did not arrive until the navy had cleared the channel.',
      'The navy had cleared the channel before the convoy arrived from Davao.',
    ],
    [
      'By the time the convoy arrived from Davao, the navy had cleared the channel.',
      'The navy had cleared the channel before the convoy arrived from Davao.',
    ],
    [
      'It is precisely because the first levy paid that there is something to lose by a second.',
      'There is something to be lost by a second levy, precisely because the first one paid.',
    ],
    [
      'The author never saw a joint port fail because of price.',
      'In nine years the author never saw a joint port fail over price.',
    ],
    ['The strike came after the ban.', 'The ban came before the strike.'],
    ['Since exports fell, prices rose.', 'Prices rose because exports fell.'],
    ['Because exports fell, prices rose.', 'Prices rose because exports fell.'],
    ['Falling exports made prices rise.', 'Prices rose because exports fell.'],
    ['The strike was caused by the drought.', 'The drought caused the strike.'],
    ['Power is sold to Laos by Thailand.', 'Thailand sells power to Laos.'],
    ['Rail is dearer than road.', 'Road is cheaper than rail.'],
    ['Trust matters less than exports.', 'Exports matter more than trust.'],
    ['Exports outweigh trust, and matter more than it.', 'Exports matter more than trust.'],
    ['The registry failed because nobody paid for it.', 'The registry failed, for nobody paid for it.'],
    ['The levy has not made fishing safer.', 'Fishing has become no safer since the levy.'],
    [
      'A club of willing states with peer review would serve the region better than hurried national programmes.',
      'A club of willing states, with peer review and a shared liability treaty, would serve the region better than a row of hurried national programmes.',
    ],
    [
      'Hurried national programmes would serve the region worse than a club of willing states with peer review.',
      'A club of willing states, with peer review and a shared liability treaty, would serve the region better than a row of hurried national programmes.',
    ],
    [
      'No fewer than 12 new systems will be in construction between Northeast Asia and the Strait of Malacca.',
      'By then at least a dozen new systems will be under construction between Northeast Asia and the Strait of Malacca.',
    ],
    [
      'ASEAN signed a haze agreement in 2002 but every member had ratified it only in 2014.',
      'ASEAN took until 2002 to sign a haze agreement, and until 2014 to see it ratified by every member; a radiological release would allow it hours.',
    ],
    [
      'A radiological release would leave ASEAN only hours.',
      'ASEAN took until 2002 to sign a haze agreement, and until 2014 to see it ratified by every member; a radiological release would allow it hours.',
    ],
    [
      'Since 2018 networks of false accounts have been taken down in almost every election year in the region.',
      'Networks of false accounts, some of them run from abroad, have been taken down in nearly every election year in the region since 2018.',
    ],
    [
      'Some of the networks of false accounts taken down were run from abroad.',
      'Networks of false accounts, some of them run from abroad, have been taken down in nearly every election year in the region since 2018.',
    ],
    [
      'Under Resolution 1353 of 2001, contributors are promised consultation before a mandate is changed.',
      'Resolution 1353 of 2001 promises contributors that they will be consulted before a mandate is changed.',
    ],
    [
      "Half a decade after the Five-Point Consensus, ASEAN's diplomacy on Myanmar starts afresh every January.",
      'Five years after the Five-Point Consensus, ASEAN’s diplomacy on Myanmar still starts afresh every January with a new chair and a new envoy.',
    ],
    [
      'For fifty years the barrage has been blamed, but the river is used up long before it.',
      'The barrage, which has been blamed for half a century, divides a remainder; the river is being used up long before it gets there.',
    ],
    [
      'France and Switzerland have jointly managed the Genevese aquifer since 1978, so such arrangements are not unknown.',
      'Comparable arrangements are rare but not unknown: France and Switzerland have managed the Genevese aquifer together since 1978.',
    ],
    [
      'Though rare, comparable arrangements exist: France and Switzerland have run the Genevese aquifer together since 1978.',
      'Comparable arrangements are rare but not unknown: France and Switzerland have managed the Genevese aquifer together since 1978.',
    ],
    [
      "The dollar's share of Asian invoices is several times as large as America's share of Asian trade.",
      'The dollar’s share of invoices in Asia is indeed several times larger than America’s share of Asian trade.',
    ],
    [
      'Shipping containers got a common size only in the 1960s, following a decade of rival boxes.',
      'They cite the shipping container, for which a common size was agreed only in the 1960s, after a decade of rival boxes.',
    ],
    [
      'Holding limits, however low, should also be published.',
      'Holding limits should be published as well, however low they are, because an exporter can plan around a small ceiling but not around a secret one.',
    ],
    [
      'An exporter can plan around a small ceiling but cannot around a secret one, so holding limits should be published.',
      'Holding limits should be published as well, however low they are, because an exporter can plan around a small ceiling but not around a secret one.',
    ],
    [
      'The four buyers should pool their rights before the reopening of the Andaman East line.',
      'The four buyers ought to pool their rights before the Andaman East line reopens, since it is the one step that needs no steel.',
    ],
    [
      'Pooling their rights before the Andaman East line reopens is what the four buyers ought to do.',
      'The four buyers ought to pool their rights before the Andaman East line reopens, since it is the one step that needs no steel.',
    ],
    [
      'Even so, such commissions will be lied about, though the lie will most likely meet its answer before it meets a crowd.',
      'Commissions that do so will be lied about all the same, but the lie will very probably meet its answer before it meets a crowd.',
    ],
    [
      'Japan has made room for as many as 820,000 specified skilled workers over the five years from 2024.',
      'Since then the receiving societies have aged, and Japan alone has made room for up to 820,000 “specified skilled workers” in the five years from 2024.',
    ],
    ['Exports have tripled since 2015.', 'Exports are three times what they were in 2015.'],
    ['Only when the port reopens will trade recover.', 'Trade will not recover until the port reopens.'],
    ['Trade will recover only after the port reopens.', 'Trade will not recover until the port reopens.'],
    ['The levy is no higher than 5 per cent.', 'The levy is at most 5 per cent.'],
    ['Rail is not as expensive as road.', 'Rail is cheaper than road.'],
    ['Rail is cheaper than road.', 'Road is more expensive than rail.'],
    ['Rail is less reliable than road.', 'Road is more reliable than rail.'],
    ['Road outperforms rail.', 'Road performs better than rail.'],
    [
      'Regulators matter more to the outcome than reactors do.',
      'The outcome depends less on reactors than on regulators.',
    ],
    [
      'The outcome depends more on regulators than on reactors.',
      'The outcome depends less on reactors than on regulators.',
    ],
    ['No port is larger than Singapore.', 'Singapore is the largest port.'],
    ['Singapore has no larger rival.', 'Singapore is larger than any rival.'],
    ['Trade with China exceeds trade with India.', 'Trade with China is greater than trade with India.'],
    ['In the delta farmers prefer shrimp to rice.', 'Farmers in the delta would rather grow shrimp than rice.'],
  ])('“%s” stands where the text says “%s”', (claim, sentence) => {
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })
})
