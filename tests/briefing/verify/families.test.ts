import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('what is certain is refused', () => {
  test.each([
    ['a figure', 'The fund lent 40 million to nine ports.', 'The fund lent 60 million to nine ports.', 'FIGURE'],
    ['a unit', 'Fees fell by 6.8 per cent in March.', 'Fees fell by 6.8 percentage points in March.', 'FIGURE_UNIT'],
    ['a bound', 'At least 80 ports use the new cranes.', 'Fewer than 80 ports use the new cranes.', 'FIGURE_BOUND'],
    [
      'two figures exchanged',
      'The blast killed 14 sailors and wounded 75 dockers.',
      'The blast killed 75 sailors and wounded 14 dockers.',
      'FIGURE_MOVED',
    ],
    [
      'a name that stands nowhere',
      'The fund lent the port 40 million.',
      'The Harbour Bank lent the port 40 million.',
      'NAME_UNKNOWN',
    ],
    [
      'a negation dropped',
      'The plan does not offer a lasting cure.',
      'The plan offers a lasting cure.',
      'NEGATION_DROPPED',
    ],
    [
      'a negation added',
      'The plan offers a lasting cure.',
      'The plan does not offer a lasting cure.',
      'NEGATION_ADDED',
    ],
    [
      'a possibility made sure',
      'The levy could close the gap for good.',
      'The levy will close the gap for good.',
      'CERTAINTY_RAISED',
    ],
    [
      'a forecast told as done',
      'The yard will be transferred to the city.',
      'The yard has been transferred to the city.',
      'CERTAINTY_RAISED',
    ],
    [
      'advice told as done',
      'The council should adopt the harbour rules.',
      'The council has adopted the harbour rules.',
      'CERTAINTY_RAISED',
    ],
    [
      'a rumour told as true',
      'The captain is believed to have sold the charts.',
      'The captain sold the charts.',
      'CERTAINTY_RAISED',
    ],
    ['some made all', 'Some islands refuse the new levy.', 'All islands refuse the new levy.', 'QUANTITY_RAISED'],
    [
      'a condition dropped',
      'If the levy passes, the fund will save the ports.',
      'The fund will save the ports.',
      'CONDITION_DROPPED',
    ],
    [
      'before made after',
      'The bank moved its staff before the vote.',
      'The bank moved its staff after the vote.',
      'TIME_TURNED',
    ],
    [
      'an unknown name alone at the head',
      'The fund owns two of the cables.',
      'Atlantis owns two of the cables.',
      'NAME_UNKNOWN',
    ],
    ['a question answered', 'Is the wall safe for the villages?', 'The wall is safe for the villages.', 'QUESTION'],
    [
      'a view of somebody told as the author’s',
      'Mayor Rhea Almgren said that the sea wall is safe for now.',
      'The sea wall is safe for now.',
      'HOLDER',
    ],
  ])('%s', (_, sentence, claim, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('what is a guess goes to the judge as a hint', () => {
  test.each([
    [
      'who acts',
      'Forty raiders ambushed the harbour guards at dawn.',
      'Harbour guards ambushed forty raiders at dawn.',
      'ROLES',
    ],
    ['a cause', 'The chief stepped down in May.', 'The chief stepped down because the port had failed.', 'CAUSE'],
    [
      'a duty',
      'Local stories can serve as a basis for talks.',
      'Local stories must serve as a basis for talks.',
      'DUTY',
    ],
    [
      'a duty, whatever else the sentence calls next',
      'The port publishes its list of ships next year.',
      'The port should publish its list of ships.',
      'DUTY',
    ],
    [
      'an opposite',
      'The council opened the northern yard to visitors.',
      'The council closed the northern yard to visitors.',
      'OPPOSITE',
    ],
    [
      'a noun exchanged',
      'The state justifies the port by its economic value.',
      'The state justifies the port by its cultural value.',
      'DIFFERENCE',
    ],
    [
      'only',
      'Crews from abroad do much of the work in the yards.',
      'Work in the yards is done only by crews from abroad.',
      'ONLY_ADDED',
    ],
    [
      'a superlative',
      'Diversity is a strength of the port.',
      'Diversity is the greatest strength of the port.',
      'SUPERLATIVE',
    ],
    [
      'what a figure counts',
      'Around 700 deadly raids were recorded at sea.',
      'Around 700 people died in raids at sea.',
      'FIGURE_COUNTS',
    ],
  ])('%s', (_, sentence, claim, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('a figure keeps the words that it goes with', () => {
  const shares = 'Grain makes up 65% of the tonnage and around 30 per cent of the harbour income.'
  const losses =
    'The bank put the loss of the northern port at 4 per cent; however, the mayor fears that it may reach 9 per cent.'

  test.each([
    ['the share of another', shares, 'Grain brings in 65 per cent of the harbour income.'],
    ['the estimate of another', losses, 'The mayor fears that the loss may reach 4 per cent.'],
    [
      'places exchanged',
      'Some 90 pilots in Oslo and 40 in Bergen have left.',
      'Some 90 pilots in Bergen and 40 in Oslo have left.',
    ],
  ])('%s', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).toMatch(/FIGURE_MOVED/u)
  })

  test.each([
    ['its own share', shares, 'Grain brings in about 30 per cent of what the harbour earns.'],
    ['its own estimate', losses, 'According to the mayor, the loss could reach 9 per cent.'],
    ['a date before its month', 'Calls rose 26 per cent on January 7.', 'On 7 January calls were up by 26 per cent.'],
    [
      'a unit for two figures',
      'Fees rose by 5 to 8 per cent.',
      'Fees went up by at least 5 per cent and 8 per cent at most.',
    ],
    ['a bound behind it', 'Ferries carry at least 90 people.', 'Ferries carry 90 people or more.'],
  ])('not %s', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).not.toMatch(/FIGURE_(?:MOVED|UNIT)/u)
  })

  test('a dollar is one of its own', () => {
    const sentence = 'The desk costs less than S$4 million a year.'
    expect(outcomeFor('The desk costs less than US$4 million a year.', sentence)).toContain('FIGURE_UNIT')
    expect(outcomeFor('The desk costs under S$4 million a year.', sentence)).not.toContain('FIGURE')
  })
})

describe('what differs counts where a claim keeps close to its sentence', () => {
  const sentence = 'The new crane lets small crews unload grain at the northern pier in winter.'

  test.each([
    ['a word put for another', 'The new crane lets small crews unload coal at the northern pier in winter.'],
    ['a word left out', 'The new crane lets crews unload grain at the pier.'],
    ['a word put elsewhere', 'The new crane lets crews unload small grain at the northern pier in winter.'],
  ])('%s', (_, claim) => {
    expect(outcomeFor(claim, sentence)).toBe('doubted DIFFERENCE')
  })

  test.each([
    ['a copy', sentence],
    [
      'a clause copied',
      'The new crane lets small crews unload grain.',
      'The new crane lets small crews unload grain, at a price.',
    ],
    [
      'a free retelling',
      'Thanks to its crane, few hands are needed to bring grain ashore there even when it is cold.',
      sentence,
    ],
  ])('not %s', (_, claim, of = sentence) => {
    expect(outcomeFor(claim, of)).not.toContain('DIFFERENCE')
  })
})

describe('a guess holds for the words at hand', () => {
  test.each([
    [
      'a cause for a clause beside it',
      'The port lived by its ferries and shut in May; that week the crews had left for the north.',
      'The port shut because the crews had left for the north.',
      'CAUSE',
    ],
    [
      'a word that a syllable turns',
      'The bank signed a conditional loan for the new northern pier.',
      'The bank signed an unconditional loan for the new northern pier.',
      'OPPOSITE',
    ],
    [
      'words of grammar that are opposites',
      'Fees in the north are far below those of the southern ports.',
      'Fees in the north are far above those of the southern ports.',
      'OPPOSITE',
    ],
    [
      'what is said in an unnamed view',
      'In her account, the pilots now know one another by name.',
      'The pilots now know one another by name.',
      'HOLDER',
    ],
    [
      'a name alone at the head',
      'The fund lent the port 40 million.',
      'Dalgaard lent the port 40 million.',
      'NAME_UNKNOWN',
    ],
  ])('%s', (_, sentence, claim, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })

  test.each([
    [
      'a cause in front of its words',
      'Ferries stopped, as most of the crews had left for the north.',
      'Ferries stopped because most crews had gone north.',
    ],
    [
      'an opposite that a negation turns',
      'If left unchecked, the raids will spread.',
      'Unless they are checked, raids will become more common.',
    ],
    [
      'a plain noun at the head',
      'Legislators in the capital may refuse the levy.',
      'Lawmakers in the capital may say no to the levy.',
    ],
  ])('not %s', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).not.toMatch(/CAUSE|OPPOSITE|^NAME_UNKNOWN/u)
  })
})

describe('what is fairly retold is not refused', () => {
  test.each([
    [
      'cannot be ruled out',
      'Possible raids by both crews cannot be discounted.',
      'It cannot be ruled out that both crews go on raids.',
    ],
    [
      'hedges in a row',
      'The lists appear to suggest that the fleet may be keeping its pilots.',
      'The fleet may be keeping its pilots.',
    ],
    ['as, because', 'The port gains weight as the river deepens.', 'The port gains weight because the river deepens.'],
    [
      'not to undertake, avoid',
      'Ministers agreed not to undertake new dredging.',
      'Ministers agreed to avoid new dredging.',
    ],
    [
      'not much, little',
      'The budget does not leave much room for repairs.',
      'The budget leaves little room for repairs.',
    ],
    [
      'it is important for, should',
      'It is important for crews to see the pilots as partners.',
      'Crews should see the pilots as partners.',
    ],
    [
      'a people and its state',
      'The Pakistani people have waited long for the railway.',
      'Pakistanis have waited long for the railway.',
    ],
    [
      'a short name',
      'European institutions have paid for two of the cranes.',
      'The EU has paid for two of the cranes.',
    ],
    [
      'a period',
      'Losses over the next two-year period could reach US$9 billion.',
      'Losses over two years could reach US$9 billion.',
    ],
    [
      'a Roman number',
      'Nord Stream II has split the capitals of the region.',
      'Nord Stream 2 has split the capitals of the region.',
    ],
    [
      'a noun like a report',
      'Coast guards must exercise caution near the new wall.',
      'Coast guards must be cautious near the new wall.',
    ],
    [
      'lives claimed',
      'The outbreak has claimed over 48,000 lives on the coast.',
      'The outbreak has claimed over 48,000 lives on the coast.',
    ],
    [
      'an institute and its short name',
      'The Strait Peace Institute (SPI) counts 40 patrols a year.',
      'SPI counts 40 patrols a year.',
    ],
    [
      'a passive',
      'The council adopted the harbour rules in May.',
      'The harbour rules were adopted by the council in May.',
    ],
    [
      'unless',
      'If left unchecked, the raids are likely to spread north.',
      'Unless they are checked, the raids will probably spread north.',
    ],
    [
      'fewer reasons',
      'There are few incentives for crews to give up the old engines.',
      'Crews have little reason to give up the old engines.',
    ],
  ])('%s', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })
})
