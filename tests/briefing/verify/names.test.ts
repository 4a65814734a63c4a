import { describe, expect, test } from 'vitest'
import { draftOf, outcomeOf, textOf } from './texts.ts'

const numbered = textOf(
  'Jakarta and Hanoi signed the treaty on squid in Bali, and Manila did not. The International Squid Policy Council (ISPC) keeps its text in Geneva.',
  'Dr. Mirjam Oduya-Kühn, a former deputy minister of Malaysia, has read all of it. She thinks that the treaty will outlive its critics.',
  'Đỗ Văn Khải fishes off Natuna. He has never seen the treaty, which the newspapers call a triumph of patience.',
  'In Brunei the treaty is hardly known; nobody there fishes for squid. Rear Adm. (Ret.) Prasert Inthanon counts the boats of Thailand.',
)
const [signed, council, minister, , fisher, seen, brunei, admiral] = [1, 2, 3, 4, 5, 6, 7, 8]

describe('names that a claim may use', () => {
  test.each<[string, number, string]>([
    ['as the sentence writes it', signed, 'Jakarta and Hanoi signed the treaty on squid in Bali.'],
    ['the state for its capital', signed, 'Indonesia and Vietnam signed the treaty on squid in Bali.'],
    ['in another order', signed, 'Hanoi and Jakarta signed the treaty on squid in Bali.'],
    ['an acronym that the text explains', council, 'The ISPC keeps its text in Geneva.'],
    ['without accents', fisher, 'Do Van Khai fishes off Natuna.'],
    ['a surname alone', minister, 'Oduya-Kühn, a former deputy minister of Malaysia, has read all of it.'],
    ['with a possessive', admiral, 'Thailand’s boats are counted by Prasert Inthanon.'],
    [
      'the name that a pronoun means',
      seen,
      'Khải has never seen the treaty, which the newspapers call a triumph of patience.',
    ],
    [
      'the full name that a pronoun means',
      seen,
      'Đỗ Văn Khải has never seen the treaty, which the newspapers call a triumph of patience.',
    ],
    [
      'a common word in capitals',
      seen,
      'He has never seen the Treaty, which the newspapers call a triumph of patience.',
    ],
    ['a rank in full', admiral, 'Retired admiral Prasert Inthanon counts the boats of Thailand.'],
    ['a rank written out', admiral, 'Rear Admiral Prasert Inthanon counts the boats of Thailand.'],
    ['an adjective for a place', admiral, 'Prasert Inthanon counts Thai boats.'],
    ['a verb that looks like a title', signed, 'Jakarta and Hanoi will judge squid by the treaty signed in Bali.'],
    ['a first word that is no name', brunei, 'Hardly anybody knows the treaty in Brunei.'],
  ])('%s', (_, sentence, text) => {
    expect(outcomeOf(draftOf(numbered, sentence, { text }), numbered)).not.toMatch(/NAME|TITLE/u)
  })
})

describe('names that a claim may not use', () => {
  test.each<[string, number, string, string]>([
    [
      'swapped for one of the same paragraph',
      signed,
      'Jakarta and Manila signed the treaty on squid in Bali.',
      'NAME_SWAPPED',
    ],
    ['swapped for one from far away', signed, 'Jakarta and Brunei signed the treaty on squid in Bali.', 'NAME_SWAPPED'],
    ['swapped at the start', signed, 'Brunei and Hanoi signed the treaty on squid in Bali.', 'NAME_SWAPPED'],
    ['swapped at the end', signed, 'Jakarta and Hanoi signed the treaty on squid in Geneva.', 'NAME_'],
    [
      'one and the same state twice',
      signed,
      'Jakarta and Indonesia signed the treaty on squid in Bali.',
      'NAME_SWAPPED',
    ],
    ['invented', fisher, 'Đỗ Văn Khải fishes off Palawan.', 'NAME_'],
    ['added', fisher, 'Đỗ Văn Khải fishes off Natuna with Kowalczyk.', 'NAME_UNKNOWN'],
    ['misspelt', admiral, 'Prasart Inthanon counts the boats of Thailand.', 'NAME_'],
    ['of another first name', minister, 'Ingrid Oduya-Kühn has read all of it.', 'NAME_'],
    ['an acronym that the text never has', council, 'The UNESCO keeps its text in Geneva.', 'NAME_'],
    ['a body that lost a word', council, 'The International Policy Council keeps its text in Geneva.', 'NAME_CUT'],
    ['a new title', fisher, 'Captain Đỗ Văn Khải fishes off Natuna.', 'TITLE_ADDED|NAME_UNKNOWN'],
    ['a new trade', minister, 'Mirjam Oduya-Kühn, an epidemiologist of Malaysia, has read all of it.', 'TITLE_ADDED'],
    [
      'a body that the text does not put the person in',
      minister,
      'Mirjam Oduya-Kühn of the International Squid Policy Council has read all of it.',
      'NAME_BODY',
    ],
    [
      'a former office told as a present one',
      minister,
      'Mirjam Oduya-Kühn, a deputy minister of Malaysia, has read all of it.',
      'TITLE_RAISED',
    ],
    ['a higher title', minister, 'Mirjam Oduya-Kühn, a minister of Malaysia, has read all of it.', 'TITLE_RAISED'],
  ])('%s', (_, sentence, text, code) => {
    expect(outcomeOf(draftOf(numbered, sentence, { text }), numbered)).toMatch(new RegExp(code, 'u'))
  })
})
