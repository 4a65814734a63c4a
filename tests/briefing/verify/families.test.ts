import { describe, expect, test } from 'vitest'
import { draftOf, outcomeFor, outcomeOf, textOf } from './texts.ts'

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
      'an intention told as done',
      'The council seeks a lasting truce in the harbour.',
      'The council has brought a lasting truce to the harbour.',
      'CERTAINTY_RAISED',
    ],
    [
      'a promise told as done',
      'The council promised larger piers for the harbour.',
      'The council built larger piers for the harbour.',
      'CERTAINTY_RAISED',
    ],
    [
      'an unknown name alone at the head',
      'The fund owns two of the cables.',
      'Atlantis owns two of the cables.',
      'NAME_UNKNOWN',
    ],
    ['a question answered', 'Is the wall safe for the villages?', 'The wall is safe for the villages.', 'QUESTION'],
    [
      'before made after',
      'The bank moved its staff before the vote.',
      'The bank moved its staff after the vote.',
      'OPPOSITE',
    ],
    [
      'words of grammar that are opposites',
      'Fees in the north are far below those of the southern ports.',
      'Fees in the north are far above those of the southern ports.',
      'OPPOSITE',
    ],
    [
      'the opposite',
      'Imports of grain rose at the northern pier last winter.',
      'Imports of grain fell at the northern pier last winter.',
      'OPPOSITE',
    ],
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
      'DIFFERENCE',
    ],
    [
      'years gone by made years to come',
      'Over the past ten years the port has added two cranes.',
      'Over the next ten years the port will add two cranes.',
      'DIFFERENCE',
    ],
    [
      'a degree raised',
      'The crane helped the port to some extent.',
      'The crane greatly helped the port.',
      'DIFFERENCE',
    ],
    [
      'a frequency dropped',
      'The tide is sometimes worsened by the new dam upstream.',
      'The tide is worsened by the new dam upstream.',
      'DIFFERENCE',
    ],
    [
      'one of several',
      'The dredging was one of the triggers of the strike at the northern pier.',
      'The dredging triggered the strike at the northern pier.',
      'DIFFERENCE',
    ],
    [
      'a possibility foretold in other words',
      'Further work on the dam might be insufficient to keep the valley dry.',
      'The valley will flood again, whatever else is built there.',
      'SUPPORT',
    ],
    [
      'a certainty added',
      'The levy should close the gap.',
      'There is no doubt that the levy should close the gap.',
      'CERTAINTY_RAISED',
    ],
    [
      'much made any',
      'The council did not pay much attention to the dam.',
      'The council did not pay any attention to the dam.',
      'DIFFERENCE',
    ],
    [
      'a condition that hangs on “only”',
      'If only one port pays the levy, the balance in the strait will tip.',
      'If a port pays the levy, the balance in the strait will tip.',
      'ONLY_DROPPED',
    ],
    [
      'a negated word freely retold without its negation',
      'Their doubts about the levy are not unexpected, as the bank has long been the main lender of the coast.',
      'It is unexpected that smaller harbours are wary of what they would have to pay every year.',
      'SUPPORT',
    ],
    [
      'a cause',
      'The chief of the port stepped down in May after a long dispute with the crews.',
      'The chief of the port stepped down in May because of the ferries.',
      'CAUSE',
    ],
    [
      'a duty',
      'Local stories can serve as a basis for talks.',
      'Local stories must serve as a basis for talks.',
      'DIFFERENCE',
    ],
    [
      'a duty, whatever else the sentence calls next',
      'The port publishes its list of ships next year.',
      'The port should publish its list of ships.',
      'DIFFERENCE',
    ],
    [
      'an opposite',
      'The council opened the northern yard to visitors.',
      'The council closed the northern yard to visitors.',
      'DIFFERENCE',
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
      'Around 700 deadly accidents were recorded at sea.',
      'DIFFERENCE',
    ],
  ])('%s', (_, sentence, claim, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
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
      'DIFFERENCE',
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
    expect(outcomeFor(claim, sentence)).not.toMatch(/CAUSE|^NAME_UNKNOWN/u)
  })
})

test('a claim that speaks of the author is of nobody else', () => {
  const text = textOf('Mayor Rhea Almgren said that the sea wall is safe for now.')
  const claim = 'The author holds that the sea wall is safe for now.'
  expect(outcomeOf(draftOf(text, 1, { text: claim, holder: 'Rhea Almgren' }), text)).toBe('HOLDER')
  // The text gives it to her, whatever holder the draft has.
  const agreed = 'The author agrees with Rhea Almgren that the sea wall is safe for now.'
  expect(outcomeOf(draftOf(text, 1, { text: agreed, holder: 'author' }), text)).toBe('HOLDER')
})

test('another place of the paragraph is not the one of the sentence', () => {
  const text = textOf('Japan and Norway sent ships. Norway lets its pilots train at the northern pier all winter.')
  const claim = 'Japan lets its pilots train at the northern pier all winter.'
  expect(outcomeOf(draftOf(text, 2, { text: claim }), text)).toContain('NAME_ELSEWHERE')
})
