import { describe, expect, test } from 'vitest'
import { numberSentences, verifyClaim } from '../../../src/briefing/verify/index.ts'
import { commentaryOf, draftOf, outcomeOf, shownFor, textOf } from './texts.ts'

const whole = 'The port’s operator – a firm from “Jurong” – won’t raise its fees before 2030.'
const one = textOf(whole, 'Nobody else has asked it to do so in the last twelve years.')

describe('what typography a quote may have', () => {
  test.each([
    ['as it stands', whole],
    ['straight marks', `The port's operator - a firm from "Jurong" - won't raise its fees before 2030.`],
    ['low and angle marks', 'The port‚s operator – a firm from «Jurong„ – won‛t raise its fees before 2030.'],
    ['primes', 'The port′s operator – a firm from ″Jurong″ – won′t raise its fees before 2030.'],
    ['no-break and thin spaces', whole.replaceAll(' ', '\u00A0').replace('\u00A0', '\u2009')],
    ['line breaks', whole.replaceAll(' ', '\r\n ')],
    ['a word broken at the end of a line', whole.replace('operator', 'oper-\nator')],
    ['tabs and double spaces', whole.replaceAll(' ', '\t  ')],
    ['soft hyphens', whole.replace('operator', 'ope\u00ADra\u00ADtor')],
    ['zero-width characters', whole.replace('operator', 'oper\u200Bat\u2060or\uFEFF')],
    ['em dashes', whole.replaceAll('–', '—')],
    ['box-drawing dashes', whole.replaceAll('–', '─')],
    ['hyphens', whole.replaceAll('–', '-')],
    ['an ellipsis at both ends', `… ${whole} …`],
    ['three dots at both ends', `...${whole}...`],
    ['outer marks', `“${whole}”`],
    ['outer single marks', `‘${whole}’`],
    ['no final stop', whole.slice(0, -1)],
    ['a comma for the stop', `${whole.slice(0, -1)},`],
    ['a lower-case first letter', `t${whole.slice(1)}`],
    ['a bracketed first letter', `[t]${whole.slice(1)}`],
    ['ligatures', whole.replace('firm', 'ﬁrm')],
    ['full-width letters', whole.replace('firm', 'ｆｉｒｍ').replace('2030', '２０３０')],
    ['decomposed letters', whole.normalize('NFD')],
  ])('%s', (_, quote) => {
    expect(shownFor(quote, one)).toBe(whole)
  })

  test('accents may be missing', () => {
    const text = textOf('Đỗ Văn Khải fixed the steel of towers in Hà Nội for eleven years.')
    expect(shownFor('Do Van Khai fixed the steel of towers in Ha Noi for eleven years.', text)).toBe(
      'Đỗ Văn Khải fixed the steel of towers in Hà Nội for eleven years.',
    )
  })
})

describe('what a quote points at', () => {
  const long =
    'The fees of the northern ports were set in 1987 by a board of twelve members, and the board has met every year since then in the same hall of the same hotel; ' +
    'its minutes, which fill nine shelves, show that the fees might be lowered if the ministry agreed.'
  const ports = numberSentences(
    commentaryOf([], {
      sections: [
        {
          heading: 'What a Berth Costs Up North',
          paragraphs: [
            'The northern ports raised their fees by a third last year. The southern ports kept theirs where they were.',
            'The ministry is unlikely to lower the fees of any port before the vote.',
            long,
          ],
        },
      ],
      aboutAuthors: ['Tan Mei Ling is a Senior Fellow with the maritime programme of the school.'],
    }),
  )
  const first = 'The northern ports raised their fees by a third last year.'

  test.each<[string, string, number, string]>([
    ['part of a sentence shows all of it', 'northern ports raised their fees by a third', 1, first],
    ['one wrong word is mended', 'The northern ports raised the fees by a third last year.', 1, first],
    [
      'words doubled by mistake are mended',
      'The northern ports ports raised their fees by a third last year.',
      1,
      first,
    ],
    ['what runs on into the next sentence is cut', `${first} The southern`, 1, first],
    ['an invented quote', 'The southern harbours doubled every levy in secret two decades ago.', 1, 'QUOTE_NOT_FOUND'],
    [
      'two sentences stitched with an ellipsis',
      'The northern ports raised their fees … where they were.',
      1,
      'QUOTE_STITCHED',
    ],
    ['two halves with little left out', 'The northern ports raised … fees by a third last year.', 1, 'QUOTE_STITCHED'],
    [
      'two sentences stitched without a mark',
      'The northern ports raised theirs where they were before the vote.',
      1,
      'QUOTE_NOT_FOUND',
    ],
    ['a quote across paragraphs', 'kept theirs where they were. The ministry is unlikely to lower', 2, 'QUOTE_SPAN'],
    ['a subhead', 'What a Berth Costs Up North', 1, 'QUOTE_SPAN'],
    ['a biography', 'Tan Mei Ling is a Senior Fellow with the maritime programme', 1, 'QUOTE_NOT_FOUND'],
    ['three words', 'The northern ports', 1, 'QUOTE_SHORT'],
    ['nothing', '', 1, 'QUOTE_SHORT'],
    ['marks alone', '… “—” …', 1, 'QUOTE_SHORT'],
    ['words in another order', 'year last third a by fees their raised ports northern The', 1, 'QUOTE_NOT_FOUND'],
  ])('%s', (_, quote, sentence, expected) => {
    expect(shownFor(quote, ports, sentence)).toBe(expected)
  })

  test.each([
    ['the head', 'to lower the fees of any port before the vote'],
    ['the tail', 'The ministry is unlikely to lower the fees'],
  ])('a cut of %s is undone', (_, quote) => {
    expect(shownFor(quote, ports, 3)).toBe('The ministry is unlikely to lower the fees of any port before the vote.')
  })

  test('of a sentence longer than a quote complete clauses are shown', () => {
    const claim = 'The fees of the northern ports were set in 1987 by a board of twelve members.'
    expect(outcomeOf(draftOf(ports, 4, { text: claim, quote: claim }), ports)).toBe('passed')
  })

  test('of a long sentence nothing is shown without the condition that turns it', () => {
    const draft = draftOf(ports, 4, {
      text: 'The fees might be lowered if the ministry agreed.',
      quote: 'which fill nine shelves, show that the fees might be lowered',
    })
    expect(outcomeOf(draft, ports)).toMatch(/^(?:passed|doubted)/u)
  })
})

describe('what is shown of a sentence that is longer than a quote', () => {
  const filler =
    'the ministers of the nine states met in a hall by the river in the second week of a wet and windy April'
  const levy = 'a levy on transit would pay for the dredging of the northern channel within six years'
  const open = 'The channel is open to ships of every flag'
  const again = 'and they will meet there again in every year that follows'

  test.each<[string, string, string, string]>([
    [
      'the clause after “that”',
      `At the dinner for which ${filler}, the envoy argued that ${levy}.`,
      `The envoy argued that ${levy}.`,
      `the envoy argued that ${levy}.`,
    ],
    ['the clause before “although”', `${open}, although ${filler}, ${again}.`, `${open}.`, open],
    [
      'the clause with its verdict',
      `${open}, which is unlikely; ${filler}, ${again}.`,
      `${open}.`,
      `${open}, which is unlikely`,
    ],
    [
      'no clause without its condition',
      `If ${filler} and agree on the shares of each, then ${levy}.`,
      `A levy on transit would pay for the dredging of the northern channel.`,
      'CONDITION_DROPPED QUOTE_LONG',
    ],
  ])('%s', (_, sentence, text, expected) => {
    const numbered = textOf(sentence)
    const holder = text.startsWith('The envoy') ? 'the envoy' : 'author'
    const verdict = verifyClaim(draftOf(numbered, 1, { text, holder }), numbered)
    const shown = verdict.state === 'passed' ? verdict.claim.quote.text : verdict.rejections.map(({ code }) => code)
    expect([shown].flat().join(' ')).toBe(expected)
  })
})

describe('a quote that is nearly the text’s', () => {
  const source = 'The burden of the new fees lies in doubt and not in prohibition.'
  const outcomeOfQuote = (quote: string) => {
    const numbered = textOf(source)
    return outcomeOf(draftOf(numbered, 1, { quote }), numbered)
  }

  test.each([
    ['an article put in', 'The burden of the new fees lies in the doubt and not in prohibition.', 'passed'],
    ['a word exchanged', 'The burden of the new fines lies in doubt and not in prohibition.', 'doubted QUOTE_ALTERED'],
    ['a negation left out', 'The burden of the new fees lies in doubt and in prohibition.', 'doubted QUOTE_ALTERED'],
  ])('with %s', (_, quote, expected) => {
    expect(outcomeOfQuote(quote)).toBe(expected)
  })
})

describe('a claim that rests on the words of an altered quote', () => {
  const sentence = 'A levy leaves the ferries running and gives the islands time; a strike does neither.'
  const quote = 'A strike leaves the ferries running and gives the islands time'
  const text = textOf(sentence)
  test('is rejected where it says the word that was put in', () => {
    const claim = 'A strike leaves the ferries running and gives the islands time.'
    expect(outcomeOf(draftOf(text, 1, { text: claim, quote }), text)).toContain('QUOTE_ALTERED')
  })
  test('is left to a judge where it says the word of the text', () => {
    const claim = 'A levy leaves the ferries running and gives the islands time.'
    expect(outcomeOf(draftOf(text, 1, { text: claim, quote }), text)).toBe('doubted QUOTE_ALTERED')
  })
})
