import { describe, expect, test } from 'vitest'
import { numberSentences, verifyClaim } from '../../../src/briefing/verify/index.ts'
import { commentaryOf, draftOf, isLetThrough, outcomeOf, textOf } from './texts.ts'

const view = 'The ports will lose a third of their trade.'

/** Sentences that give one and the same view to somebody. */
const reported: readonly (readonly [string, string])[] = [
  ['Ruzena Halabi said that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['Ruzena Halabi, who ran a port for ten years, warns that the ports will lose a third of their trade.', 'Halabi'],
  ['The ports, Ruzena Halabi believes, will lose a third of their trade.', 'Ruzena Halabi'],
  ['The ports will lose a third of their trade, she points out.', 'Ruzena Halabi'],
  ['“The ports will lose a third of their trade,” says Ruzena Halabi, a banker.', 'Ruzena Halabi'],
  ['“The ports will lose a third of their trade.”', 'Ruzena Halabi'],
  ['According to the Kestrel Institute, the ports will lose a third of their trade.', 'the Kestrel Institute'],
  ['The ports will lose a third of their trade, according to the Kestrel Institute.', 'the Kestrel Institute'],
  ['In Ruzena Halabi’s view, the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['By the shippers’ own count the ports will lose a third of their trade.', 'the shippers'],
  ['Ruzena Halabi’s fear is that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['An objection, put by Ruzena Halabi, is that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['Officials in Hanoi object that the ports will lose a third of their trade.', 'officials in Hanoi'],
  ['Ruzena Halabi heard me out and said that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['A report quoted Ruzena Halabi as saying that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  [
    'A study of 40 ports, published by the Kestrel Institute, found that the ports will lose a third of their trade.',
    'the Kestrel Institute',
  ],
  [
    'The warmest words belong to Ruzena Halabi of a bank in Split, who contends that the ports will lose a third of their trade.',
    'Ruzena Halabi',
  ],
  [
    'There are those in parliament who mock them, and who say that the ports will lose a third of their trade.',
    'members of parliament',
  ],
  ['The ports will lose a third of their trade, by the estimate of one regional college.', 'one regional college'],
  ['A retired director, Capt. Ruzena Halabi, once told me that the ports will lose a third of their trade.', 'Halabi'],
  [
    'A model by the Kestrel Institute assumes that the ports will lose a third of their trade.',
    'the Kestrel Institute',
  ],
  ['Ruzena Halabi is convinced that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['Ruzena Halabi makes a strong case that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['Ruzena Halabi was blunter: the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['It is Ruzena Halabi’s contention that the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['As Ruzena Halabi puts it, the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['The ports, to quote Ruzena Halabi, will lose a third of their trade.', 'Ruzena Halabi'],
  ['To Ruzena Halabi, the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['Ruzena Halabi’s warning that the ports will lose a third of their trade was heard.', 'Ruzena Halabi'],
  ['On Ruzena Halabi’s own assumptions the ports will lose a third of their trade.', 'Ruzena Halabi'],
  ['The view in Hanoi is that the ports will lose a third of their trade.', 'Hanoi'],
  ['The complaint from shippers is that the ports will lose a third of their trade.', 'shippers'],
  ['A second school, led by Ruzena Halabi, believes that the ports will lose a third of their trade.', 'Halabi'],
  ['Ruzena Halabi makes the same point: the ports, she says, will lose a third of their trade.', 'Ruzena Halabi'],
  [
    'Officials in Hanoi add that the fees rise; they also fear that the ports will lose a third of their trade.',
    'officials in Hanoi',
  ],
]
const around = (sentence: string) =>
  textOf(
    `Ruzena Halabi has studied them for years. ${sentence}`,
    'Goran Petek runs a shipyard in Split. The yard pays.',
  )

describe('a reported view', () => {
  test.each(reported)('“%s” is its holder’s', (sentence, holder) => {
    const numbered = around(sentence)
    expect(isLetThrough(draftOf(numbered, 2, { text: view, holder }), numbered)).toBe(true)
  })

  test.each(reported)('“%s” is not the author’s', (sentence) => {
    const numbered = around(sentence)
    expect(outcomeOf(draftOf(numbered, 2, { text: view }), numbered)).toContain('ATTRIBUTION')
  })

  test.each(reported)('“%s” is nobody else’s', (sentence) => {
    const numbered = around(sentence)
    const told = 'Goran Petek says that the ports will lose a third of their trade.'
    expect(outcomeOf(draftOf(numbered, 2, { text: view, holder: 'Goran Petek' }), numbered)).toContain('ATTRIBUTION')
    expect(outcomeOf(draftOf(numbered, 2, { text: told, holder: 'Goran Petek' }), numbered)).toContain('ATTRIBUTION')
  })

  test('the claim may name the holder in its own words', () => {
    const numbered = around(reported[0]?.[0] ?? '')
    const verdict = verifyClaim(
      draftOf(numbered, 2, { text: 'Ruzena Halabi argues that the ports will lose a third of their trade.' }),
      numbered,
    )
    expect(verdict).toMatchObject({ state: 'passed', claim: { holder: { type: 'quoted', name: 'Ruzena Halabi' } } })
  })

  test('the holder is shown in the text’s words, without a title that it does not give', () => {
    const numbered = around(reported[0]?.[0] ?? '')
    const verdict = verifyClaim(draftOf(numbered, 2, { text: view, holder: 'Prof. RUZENA Halabi' }), numbered)
    expect(verdict).toMatchObject({ state: 'passed', claim: { holder: { name: 'Ruzena Halabi' } } })
  })

  test('a holder made of two people’s names is unknown', () => {
    const numbered = around(reported[0]?.[0] ?? '')
    expect(outcomeOf(draftOf(numbered, 2, { text: view, holder: 'Goran Halabi' }), numbered)).toBe('HOLDER_UNKNOWN')
  })

  test('a view told by another keeps both', () => {
    const numbered = textOf(
      'Ruzena Halabi said that the ministry had warned that the ports will lose a third of their trade.',
    )
    const told = (text: string, holder: string) => outcomeOf(draftOf(numbered, 1, { text, holder }), numbered)
    expect(told('Ruzena Halabi says that the ports will lose a third of their trade.', 'Ruzena Halabi')).toBe(
      'ATTRIBUTION_NESTED',
    )
    expect(told('The ministry had warned that the ports will lose a third of their trade.', 'Ruzena Halabi')).toMatch(
      /^(?:passed|doubted)/u,
    )
  })

  test('a spokesman’s words are his principal’s only after a second look', () => {
    const numbered = textOf('A spokesman for Ruzena Halabi said that the ports will lose a third of their trade.')
    expect(outcomeOf(draftOf(numbered, 1, { text: view, holder: 'Ruzena Halabi' }), numbered)).toBe(
      'doubted SPEAKER_UNSURE',
    )
  })

  test('a quotation that runs on over paragraphs keeps its speaker', () => {
    const numbered = textOf(
      '“I have seen this before,” Ruzena Halabi told the hearing. “The harbours were proud.',
      '“The ports will lose a third of their trade.”',
    )
    expect(outcomeOf(draftOf(numbered, 3, { text: view }), numbered)).toContain('ATTRIBUTION')
    expect(isLetThrough(draftOf(numbered, 3, { text: view, holder: 'Ruzena Halabi' }), numbered)).toBe(true)
  })

  test('a quotation left open does not swallow the next paragraph', () => {
    const numbered = textOf('Ruzena Halabi told the hearing: “I have seen this before.', view)
    expect(outcomeOf(draftOf(numbered, 2, { text: view }), numbered)).toBe('passed')
  })
})

describe('the author’s own view', () => {
  const numbered = numberSentences(
    commentaryOf(
      [
        `${view} Ruzena Halabi can be expected to sell her shares in them.`,
        'Critics said that Goran Petek had been too kind.',
      ],
      {
        authors: ['Tan Mei Ling', 'Ingrid Osman'],
      },
    ),
  )

  test.each([
    ['author', view],
    ['the authors', view],
    ['Tan Mei Ling and Ingrid Osman', view],
    ['Dr Osman', view],
    ['author', 'The authors argue that the ports will lose a third of their trade.'],
    ['author', 'According to Osman, the ports will lose a third of their trade.'],
  ])('%s: %s', (holder, text) => {
    expect(outcomeOf(draftOf(numbered, 1, { text, holder }), numbered)).toBe('passed')
  })

  test.each([
    ['a person of the text', 'Goran Petek', view],
    [
      'a person of the text who is made to say it',
      'Goran Petek',
      'Goran Petek says that the ports will lose a third of their trade.',
    ],
    ['a kind of people', 'critics', 'Critics say that the ports will lose a third of their trade.'],
    [
      'officials of whom the text knows nothing',
      'author',
      'Officials say that the ports will lose a third of their trade.',
    ],
    ['a crowd without a name', 'author', 'It is widely agreed that the ports will lose a third of their trade.'],
    ['the publisher', 'RSIS', view],
    ['the publisher, in words', 'author', 'RSIS warns that the ports will lose a third of their trade.'],
    ['a person whom the text never names', 'Henrik Dalgaard', view],
  ])('is not given to %s', (_, holder, text) => {
    expect(outcomeOf(draftOf(numbered, 1, { text, holder }), numbered)).toMatch(/ATTRIBUTION|HOLDER_UNKNOWN/u)
  })

  test('the authors of a report in the text are not the commentary’s', () => {
    const own = textOf(
      `The Kestrel Institute counted the ships. Its authors maintain that ${view.replace('The', 'the')}`,
    )
    expect(outcomeOf(draftOf(own, 2, { text: view }), own)).toContain('ATTRIBUTION')
    expect(outcomeOf(draftOf(own, 2, { text: view, holder: 'the Kestrel Institute' }), own)).toBe('passed')
  })

  test('“she” is nobody of whom the text speaks as “he”', () => {
    const own = textOf(
      'Goran Petek said that his yard had been saved. Ruzena Halabi doubted that her bank had paid for it.',
      `Before the season ends, in her view, ${view.charAt(0).toLowerCase()}${view.slice(1)}`,
    )
    const told = (holder: string) => outcomeOf(draftOf(own, 3, { text: view, holder }), own)
    expect(told('Ruzena Halabi')).toBe('passed')
    expect(told('Goran Petek')).toContain('SPEAKER_UNSURE')
  })

  test('an estimate put beside one of its statements covers no other', () => {
    const own = textOf(
      'The ports refine most of the ore at home, and have seen exports rise, on the estimate of the Kestrel Institute, to US$3 billion.',
    )
    const told = (text: string) => outcomeOf(draftOf(own, 1, { text }), own)
    expect(told('The ports refine most of the ore at home.')).toBe('passed')
    expect(told('The ports have seen exports rise to US$3 billion.')).toContain('ATTRIBUTION')
  })

  test('what it tells of somebody stays the author’s, whoever the draft says holds it', () => {
    const own = textOf('Officials in Hanoi raise two difficulties in private.')
    const verdict = verifyClaim(draftOf(own, 1, { holder: 'officials in Hanoi' }), own)
    expect(verdict).toMatchObject({ state: 'passed', doubts: [], claim: { holder: { type: 'author' } } })
  })

  test('the finding of a survey may be given to whom the sentence calls its maker', () => {
    const own = textOf(
      'A survey of 40 ports, made in March by the Kestrel Institute, could not tell one pilot from another.',
    )
    const text = 'The ports surveyed could not tell one pilot from another.'
    expect(outcomeOf(draftOf(own, 1, { text, holder: 'the Kestrel Institute' }), own)).toBe('passed')
  })

  test('nor to the person of whom it speaks', () => {
    const text = 'Ruzena Halabi says that she can be expected to sell her shares in them.'
    expect(outcomeOf(draftOf(numbered, 2, { text, holder: 'Ruzena Halabi' }), numbered)).toContain('ATTRIBUTION')
  })

  test.each([
    'The rules say when the ports must close.',
    'Members must publish what they find.',
    'The ports should announce their fees and report them to the ministry.',
    'Ports that reports, surveys and studies praise are full.',
    'The ports will be empty sooner than they think.',
    'The ports are kept clean not because officials in Hanoi demand it but because divers do.',
    'There is no doubt that the ports pay for their pilots.',
    'It is clear that the ports pay for their pilots.',
    'A treaty lets both sides announce a port and build none.',
    'A port of, say, ten berths pays for its own pilots.',
    'The ports were closed after some thought about their fees.',
  ])('%s: no report', (sentence) => {
    const own = textOf(`The rules are old. ${sentence}`)
    expect(outcomeOf(draftOf(own, 2), own)).toBe('passed')
  })
})

describe('a sentence with the reports of two, told whole', () => {
  const whole =
    'Croatian pilots complain of being paid less than they were promised; the Adriatic Trust, an association in Split, has counted 41 shortfalls.'
  const text = textOf(whole)
  test.each(['Croatian pilots', 'the Adriatic Trust'])('may be given to either: %s', (holder) => {
    expect(outcomeOf(draftOf(text, 1, { holder }), text)).toMatch(/^(?:passed|doubted)/u)
  })
  test('is not one’s what the other alone has counted', () => {
    const claim = 'The association in Split has counted 41 shortfalls.'
    expect(outcomeOf(draftOf(text, 1, { text: claim, holder: 'Croatian pilots' }), text)).toContain('ATTRIBUTION')
  })
})
