import { describe, expect, test } from 'vitest'
import { draftOf, outcomeFor, outcomeOf, textOf } from './texts.ts'

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
      'two negations, none',
      'It would be strange if the port were not to repair the northern pier this year.',
      'The port will probably repair the northern pier this year.',
    ],
    [
      'slim odds, unlikely',
      'The odds of the bank leaving the fund before the vote are slim.',
      'The bank is unlikely to leave the fund before the vote.',
    ],
    [
      'an adjective at the head',
      'The port lacked the crews to clear the wreck and turned the ferries away.',
      'Unable to clear the wreck, the port turned the ferries away.',
    ],
    [
      'needs to be done, needs doing',
      'The harbour plan of the council needs to be revised in view of the new fees.',
      'The harbour plan of the council needs revision in view of the new fees.',
    ],
    [
      'expected to rise, the expected rise',
      'Fees are expected to rise in May, and crews fear for the yards.',
      'Crews fear for the yards because of the expected rise of the fees in May.',
    ],
    [
      'the larger part, most',
      'The coast refines the larger part of the ore at home.',
      'The coast refines most of the ore at home.',
    ],
    [
      'a question, told as one',
      'What would remain of the ports if every town acted as the richest did?',
      'The author wonders what would be left of the ports if every town acted as the richest did.',
    ],
    [
      'two that are named',
      'The Harbour Bank and the Pilots’ Guild urged the council in one letter to drop the levy.',
      'The two urged the council in one letter to drop the levy.',
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

describe('other words for the same are not refused, and not called a fault of that kind', () => {
  test.each([
    [
      'too early to tell, cannot be told',
      'It is too early to determine whether the dam has saved the valley.',
      'Whether the dam has saved the valley cannot yet be said.',
      /NEGATION/u,
    ],
    [
      'nor, or',
      'There is no ferry to the island, nor to the northern cape.',
      'No ferry goes to the island or to the northern cape.',
      /^NEGATION/u,
    ],
    [
      'not beyond, only',
      'The two banks frequently do not go beyond promises in supporting the smaller ports.',
      'The two banks often give only promises to the smaller ports.',
      /NEGATION/u,
    ],
    [
      'an aside that is no condition',
      'The council could in time choose, if it so wished, to repay the pilots.',
      'The council could choose to repay the pilots in time.',
      /^CONDITION/u,
    ],
    [
      'set apart from',
      'Its own tariff sets the port apart from all its neighbours.',
      'The port differs from all its neighbours by its own tariff.',
      /CONDITION/u,
    ],
    [
      'an allegation that stays one',
      'The coast guard alleged that the captain was “seriously violating” the truce.',
      'The coast guard accused the captain of gravely violating the truce.',
      /CERTAINTY/u,
    ],
    [
      'what somebody was able to do',
      'The union was able to bring out more pilots on the day of the vote.',
      'The union brought out more pilots on the day of the vote.',
      /CERTAINTY/u,
    ],
    [
      'as far as, up to',
      'The new crane has cut the wait by as much as 35%.',
      'The new crane has cut the wait by up to 35 per cent.',
      /FIGURE/u,
    ],
    [
      'a third party',
      'Third-party restraint keeps the two ports from a war of fees.',
      'A third party keeps the two ports from a war of fees.',
      /FIGURE/u,
    ],
    [
      'what makes something so',
      'It is this one tariff that makes the port so attractive for crews.',
      'The port attracts crews because it has one tariff.',
      /CAUSE/u,
    ],
    [
      'a cause at the head of a long clause',
      'As it had not considered the flood a threat until much later, the council did not prepare any plan.',
      'The council had no plan because it did not see the flood as a threat until much later.',
      /CAUSE/u,
    ],
    [
      'words that are opposites elsewhere',
      'Two United Ports crews are apparently racing to come out on top.',
      'Two crews of United Ports seem to compete to come out on top.',
      /OPPOSITE/u,
    ],
    [
      'no port is larger, the largest port',
      'The yard is the most important and costly of the early investments of the bank.',
      'No early investment of the bank is more important or costlier than the yard.',
      /^NEGATION/u,
    ],
    [
      'for all the talk, despite much talk',
      'Despite much talk about safety, the actual complexity of the locks has come clear in early trials.',
      'Early trials have shown how complex the locks are, for all the talk about safety.',
      /QUANTITY/u,
    ],
    [
      'more than not',
      'The council used to have port rules seen as more separate than not from its trade rules.',
      'The council once had port rules that were largely separate from its trade rules.',
      /NEGATION/u,
    ],
    [
      'a shortage, few',
      'There is a shortage of pilots outside of the big ports that know these rocks.',
      'Few pilots outside the big ports know these rocks.',
      /NEGATION/u,
    ],
    [
      'what cannot be ruled out at the end of its statement',
      'The possibility of the bank rejoining the fund in the spring cannot be ruled out but its doubts would still remain strong.',
      'It cannot be ruled out that the bank rejoins the fund in the spring, but its doubts would stay strong.',
      /CERTAINTY/u,
    ],
    [
      'can but not, cannot',
      'A small port can copy the rules of the big one but not its depth.',
      'A small port cannot copy the depth of the big one.',
      /CERTAINTY/u,
    ],
    [
      'the main reason, mainly',
      'The main reason is that the port needs somebody to help the talks along.',
      'The port mainly needs somebody to help the talks along.',
      /QUANTITY/u,
    ],
    [
      'a plain plural at the head',
      'Relations got worse when both ports raised their fees.',
      'Ties worsened when both ports raised their fees.',
      /NAME/u,
    ],
  ])('%s', (_, sentence, claim, fault) => {
    expect(outcomeFor(claim, sentence)).not.toMatch(fault)
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })

  test('a name for the pronoun, and words that retell one another', () => {
    const text = textOf(
      'The Harbour Bank is old. It witnessed a sharp fall of the lending to small yards in those years.',
    )
    const claim = 'The Harbour Bank saw a severe fall of the lending to small yards.'
    expect(outcomeOf(draftOf(text, 2, { text: claim }), text)).toMatch(/^(?:passed|doubted DIFFERENCE)$/u)
  })
})

test.each([
  [
    'a people by its Latin name',
    'As tensions between China and the United States grow, pilots must choose.',
    'With Sino-American tensions on the rise, pilots have to choose.',
  ],
  [
    'the opposite, denied',
    'A second pier is unlikely before the winter, the port says.',
    'A second pier is not likely before the winter, the port says.',
  ],
  [
    'a comparison from its other end',
    'Trade depends less on the crane than on the pilots of the pier.',
    'Trade depends more on the pilots of the pier than on the crane.',
  ],
])('what is fairly retold is not refused: %s', (_, sentence, claim) => {
  expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
})

test('a likely error is refused in a copy, and a hint in a retelling', () => {
  const sentence = 'The owners may sell the northern pier to the pilots of the river this winter.'
  expect(outcomeFor(sentence.replace('may sell', 'have sold'), sentence)).toBe('CERTAINTY_RAISED')
  const retold = 'Pilots purchase the quay in the north, which its proprietors sell, during the cold season.'
  expect(outcomeFor(retold, sentence)).toMatch(/^doubted CERTAINTY_RAISED/u)
})

test('a view is given to somebody whom the sentence points at: the judge says who that is', () => {
  const text = textOf(
    'Captain Boris Halvorsen spoke in the capital. In his view, Norway said too little about the wall and the pilots.',
  )
  const claim = 'Halvorsen thinks that Norway said too little about the wall.'
  expect(outcomeOf(draftOf(text, 2, { text: claim, holder: 'Boris Halvorsen' }), text)).toMatch(/^(?:passed|doubted)/u)
})

describe('what differs counts where a claim keeps close to its sentence', () => {
  const sentence = 'The new crane lets small crews unload grain at the northern pier in winter.'

  test.each([
    ['a word put for another', 'The new crane lets small crews unload coal at the northern pier in winter.'],
    [
      'a word that turns the rest, left out',
      'The new crane lets crews unload grain.',
      'The new crane often lets crews unload grain.',
    ],
    [
      'a verb left out',
      'The new crane of the northern pier is safe.',
      'The new crane of the northern pier is built to be safe.',
    ],
    [
      'a word put for another, small as it is',
      'Fees of the north are paid against those of the south.',
      'Fees of the north are paid with those of the south.',
    ],
    ['a word added', 'The new crane lets small crews unload stolen grain at the northern pier in winter.'],
    ['a word put elsewhere', 'The new crane lets crews unload small grain at the northern pier in winter.'],
    [
      'a comparison turned round',
      'Pilots fear idle berths more than storms at the pier.',
      'Pilots fear storms more than idle berths at the pier.',
    ],
    ['no exception left', 'Every new crane lets small crews unload grain at the northern pier.'],
  ])('%s', (_, claim, of = sentence) => {
    expect(outcomeFor(claim, of)).toMatch(/^doubted.* DIFFERENCE/u)
  })

  test.each([
    ['a copy', sentence],
    ['a neutral word left out', 'The new crane lets small crews unload grain at the pier in winter.'],
    ['a connective left out', sentence, `Overall, however, the${sentence.slice(3)}`],
    [
      'a clause cut off',
      'The new crane lets small crews unload grain.',
      'While the old pier stays shut, the new crane lets small crews unload grain.',
    ],
    [
      'a clause copied',
      'The new crane lets small crews unload grain.',
      'The new crane lets small crews unload grain, at a price.',
    ],
    [
      'a free retelling',
      'When it is cold, a handful of people can still haul cargo ashore there, as the crane helps them.',
      sentence,
    ],
  ])('not %s', (_, claim, of = sentence) => {
    expect(outcomeFor(claim, of)).not.toContain('DIFFERENCE')
  })
})
