import { describe, expect, test } from 'vitest'
import { bodySentences } from '../../../src/briefing/text/body.ts'
import { speakersOf } from '../../../src/briefing/text/speakers.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import { commentaryOf } from '../verify/texts.ts'

/** For each sentence `author`, `?` where the engine will not say, or the name. */
const holders = (...paragraphs: string[]): string[] => {
  const commentary = commentaryOf(paragraphs, { title: 'A Title' })
  const text = textOf(commentary)
  return speakersOf(bodySentences(commentary, text), text.text).map((voice) =>
    voice.type === 'quoted' ? voice.name : voice.type === 'author' ? 'author' : '?',
  )
}

describe('whose view a sentence gives', () => {
  test.each<[string, string[]]>([
    ['The ports of the region compete on price and not on trust.', ['author']],
    ['We argue that the ports compete on price.', ['author']],
    ['This commentary argues that the ports compete on price.', ['author']],
    ['Ruzena Halabi said that the ports compete on price.', ['Ruzena Halabi']],
    ['J.R. Santoso, an energy planner, told a seminar that nobody would pay.', ['J.R. Santoso']],
    ['“Nobody will pay for what is free,” says Capt. Joaquim Tavares, who ran a port.', ['Joaquim Tavares']],
    ['“Nobody will pay for what is free,” she said.', ['?']],
    [
      'Ruzena Halabi warned that nobody would pay. It would also, she believes, set a bad example.',
      ['Ruzena Halabi', 'Ruzena Halabi'],
    ],
    [
      '“Nobody will pay,” says Joaquim Tavares. “The port is free. It has always been so.”',
      ['Joaquim Tavares', 'Joaquim Tavares', 'Joaquim Tavares'],
    ],
    ['According to the Kestrel Institute, 58 per cent of the ports lose money.', ['Kestrel Institute']],
    ['According to the explanatory note, the ports lose money.', ['?']],
    ['A tally by the Kestrel Institute, a consultancy in Hanoi, found 611 ports.', ['Kestrel Institute']],
    ['A survey of 212 ports could not name a single one that paid.', ['?']],
    ['In Ruzena Halabi’s view, the ports are lost.', ['Ruzena Halabi']],
    ['Officials in several capitals object that a scheme would be slow.', ['officials in several capitals']],
    ['The fleet left for Moscow. Moscow sees these steps as a threat to its fleet.', ['author', '?']],
    ['The fleet is said to be ready for the summer.', ['?']],
    ['The fleet can be expected to stay where it is.', ['author']],
    ['A permit tells a partner what the port has forbidden.', ['author']],
    ['The law is bolder than its critics allowed and dearer than its defenders admit.', ['author']],
    ['The “yellow card” has changed less than the price of diesel.', ['author']],
  ])('%s', (paragraph, expected) => {
    expect(holders(paragraph)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['The reform, which he claims is legal, will hurt the poor.', ['?']],
    ['The army continues to insist that the vote was stolen.', ['?']],
    ['The new patrols are being seen as a threat by fishermen.', ['?']],
    ['The levy is widely regarded as unfair.', ['?']],
    ['The port is believed to be bankrupt.', ['?']],
    ['There is a growing fear that the market will close.', ['?']],
    ['The belief that ports never fail is widespread in the ministry.', ['?']],
    ['Fears of a coup have grown since the spring.', ['?']],
    ['Many residents fear that the levy will ruin them.', ['?']],
    ['For some sailors, the strait is a graveyard.', ['?']],
    ['The opposition promised voters a cheaper port, arguing that trade would follow.', ['?']],
    ['In the eyes of many shippers, the levy is a tax.', ['?']],
    ['By the harbour advisers’ count, the tanks hold nine days of supply.', ['harbour advisers']],
    ['The port, Ruzena Halabi believes, can be saved.', ['Ruzena Halabi']],
    ['Ruzena Halabi, who led the survey, reports that the ports lose money.', ['Ruzena Halabi']],
  ])('somebody else’s in whatever construction: %s', (paragraph, expected) => {
    expect(holders(paragraph)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['The Harbour Act says that ports must publish their prices.', ['author']],
    ['The Ring Road Initiative (RRI) is old. The RRI promises that every port will be linked.', ['author', 'author']],
    ['The programme promises quicker repairs at sea.', ['author']],
    ['The patrols can be seen as a first step.', ['author']],
    ['It is fair to say that the ports compete on price.', ['author']],
    ['It would be wrong to argue that the ports are lost.', ['author']],
    ['Those who believe that prices will fall should look at the debt.', ['author']],
    ['Concerns over the levy should be addressed before the summer.', ['author']],
    ['The port is expected to lose money for years.', ['author']],
    ['We fear that the ports will close.', ['author']],
  ])('the author’s, for all the words of speech in it: %s', (paragraph, expected) => {
    expect(holders(paragraph)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    [
      'In his address the president laid out three aims. Taxes on fuel should be cut by June. A new agency will run the ports. Third, the fleet must be doubled.',
      ['author', '?', '?', '?'],
    ],
    [
      'The minister told parliament that the ports would merge. He will sell the docks. The ports compete on price.',
      ['?', '?', 'author'],
    ],
    ['The minister told parliament that the ports would merge. However, the plan should be dropped.', ['?', 'author']],
  ])('speech that runs on over sentences: %s', (paragraph, expected) => {
    expect(holders(paragraph).map((holder) => (holder === 'minister' ? '?' : holder))).toEqual(expected)
  })

  test('a quotation over two paragraphs keeps its speaker, and the author speaks again after it', () => {
    expect(
      holders(
        'Ruzena Halabi told the meeting: “Nobody will pay for the port.',
        '“The port is free and will remain so.”',
        'The ports of the region compete on price.',
      ),
    ).toEqual(['Ruzena Halabi', 'Ruzena Halabi', 'author'])
  })

  test('S08: a quotation that is never closed, or closed with the opening mark, ends with its paragraph', () => {
    const own = 'The ports of the region compete on price.'
    const open = 'Ruzena Halabi told the meeting: “Nobody will pay for the port.'
    expect(holders(open, own)).toEqual(['Ruzena Halabi', 'author'])
    const wronglyClosed = 'Ruzena Halabi told the meeting: “Nobody will pay in the coming years“.'
    expect(holders(wronglyClosed, own)).toEqual(['Ruzena Halabi', 'author'])
  })

  test('S09: an earlier paper that is quoted is held by its own author', () => {
    expect(
      holders(
        'In an earlier RSIS paper, Ruzena Halabi argued that nobody would pay for the port.',
        'The ports of the region compete on price.',
      ),
    ).toEqual(['Ruzena Halabi', 'author'])
  })

  test('a short name later on is given as the full name of its first mention', () => {
    expect(
      holders(
        'The Kuroshio Cable Centre in Yokohama counted 212 faults. In shallow waters, the Centre reckons, repairs take long.',
      ).at(-1),
    ).toBe('Kuroshio Cable Centre')
  })
})
