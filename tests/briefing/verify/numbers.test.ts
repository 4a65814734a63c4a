import { describe, expect, test } from 'vitest'
import { draftOf, outcomeFor, outcomeOf, textOf } from './texts.ts'

describe('another number, unit, currency or sign', () => {
  test.each<[claim: string, sentence: string, code: string]>([
    [
      'Traffic fell by 22,000 ships between 2019 and 2022.',
      'Traffic fell between 2019 and 2022, from 84,000 ships to 63,000.',
      'NUMBER',
    ],
    ['Nearly half the fleet is idle.', 'More than half the fleet is idle.', 'COMPARATOR'],
    ['Over half the fleet is idle.', 'Half the fleet is idle.', 'COMPARATOR'],
    ['A quarter of the fleet is idle.', 'A third of the fleet is idle.', 'NUMBER'],
    ['Two-thirds of the fleet is idle.', 'A third of the fleet is idle.', 'NUMBER'],
    ['One in four ships is idle.', 'One in five ships is idle.', 'NUMBER'],
    ['Exports rose by 5 percentage points.', 'Exports rose by 5 per cent.', 'UNIT'],
    ['Exports rose by 5 per cent.', 'Exports rose by five percentage points.', 'UNIT'],
    ['The fund holds US$3 million.', 'The fund holds US$3 billion.', 'NUMBER'],
    ['The fund holds 3 billion euros.', 'The fund holds US$3 billion.', 'UNIT'],
    ['The fund holds S$3 billion.', 'The fund holds US$3 billion.', 'UNIT'],
    ['The fund holds more than US$3 billion.', 'The fund holds nearly US$3 billion.', 'COMPARATOR'],
    ['The fund holds US$3 billion.', 'The fund holds nearly US$3 billion.', 'COMPARATOR'],
    ['The fund holds at least US$3 billion.', 'The fund holds at most US$3 billion.', 'COMPARATOR'],
    ['Between 30 and 50 ships wait each day.', 'Between 30 and 40 ships wait each day.', 'NUMBER'],
    ['Forty ships wait each day.', 'Between 30 and 40 ships wait each day.', 'COMPARATOR'],
    ['As many as 40 ships wait each day.', 'At least 40 ships wait each day.', 'COMPARATOR'],
    ['Fewer than 40 ships wait each day.', 'Over 40 ships wait each day.', 'COMPARATOR'],
    ['Exactly 40 ships wait each day.', 'About 40 ships wait each day.', 'COMPARATOR'],
    ['40 ships wait each day.', 'About 40 ships wait each day.', 'COMPARATOR'],
    ['40 ships wait each week.', '40 ships wait each day.', 'UNIT'],
    ['Traffic trebled in a decade.', 'Traffic doubled in a decade.', 'NUMBER'],
    ['Traffic halved in a decade.', 'Traffic doubled in a decade.', 'NUMBER'],
    ['Traffic doubled in a century.', 'Traffic doubled in a decade.', 'UNIT'],
    ['Traffic nearly tripled in a decade.', 'Traffic nearly doubled in a decade.', 'NUMBER'],
    ['Traffic doubled in a decade.', 'Traffic nearly doubled in a decade.', 'COMPARATOR'],
    ['The treaty was signed in March 2019.', 'The treaty was signed in May 2019.', 'NUMBER'],
    ['The treaty was signed in 1998.', 'The treaty was signed in 1989.', 'NUMBER'],
    ['The treaty was signed on 12 May 2019.', 'The treaty was signed on 21 May 2019.', 'NUMBER'],
    ['It was the third such fire in a year.', 'It was the fourth such fire in a year.', 'NUMBER'],
    ['It was the second such fire in a year.', 'It was the 4th such fire in a year.', 'NUMBER'],
    ['The twentieth century made the port.', 'The nineteenth century made the port.', 'NUMBER'],
    ['Growth slowed in the 1990s.', 'Growth slowed in the 1980s.', 'NUMBER'],
    ['The toll was twice the limit.', 'The toll was three times the limit.', 'NUMBER'],
    ['The toll was half the limit.', 'The toll was twice the limit.', 'NUMBER'],
    ['Hundreds of boats were lost.', 'Dozens of boats were lost.', 'NUMBER'],
    ['Thousands of boats were lost.', 'Hundreds of boats were lost.', 'NUMBER'],
    ['A million boats were lost.', 'A thousand boats were lost.', 'NUMBER'],
    ['The levy is 2.5 per cent.', 'The levy is 25 per cent.', 'NUMBER'],
    ['The reactor makes 600 gigawatts.', 'The reactor makes 600 megawatts.', 'UNIT'],
    ['The fund holds 3.2 billion dollars.', 'The fund holds 3.2 billion yuan.', 'UNIT'],
    ['A dozen ports joined.', 'Two dozen ports joined.', 'NUMBER'],
    ['Both ports joined in 2012.', 'Two ports joined in 2021.', 'NUMBER'],
    ['Exports matter as much as trust.', 'Exports matter more than trust.', 'COMPARATOR'],
    [
      'In the second half of 2026 Malaysia exported electrical and electronic goods worth RM338.6 billion.',
      'In the first half of 2026 Malaysia exported electrical and electronic goods worth RM338.6 billion, 12.4 per cent more than a year earlier.',
      'NUMBER',
    ],
    [
      'Asian states, which furnish roughly two in three of those who remain, have met this contraction as though it were weather.',
      'Asian states, which furnish roughly two in five of those who remain, have met this contraction as though it were weather.',
      'NUMBER',
    ],
    [
      'Below 31°C he rests for part of every hour.',
      'Above 31°C he rests for part of every hour; above 33°C he stops.',
      'COMPARATOR',
    ],
    [
      'Japan has made room for more than 820,000 specified skilled workers in the five years from 2024.',
      'Since then the receiving societies have aged, and Japan alone has made room for up to 820,000 “specified skilled workers” in the five years from 2024.',
      'COMPARATOR',
    ],
    ['The pact expired in 2020.', 'The pact expires in 2030.', 'NUMBER'],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('the same number in another form', () => {
  test.each<[claim: string, sentence: string]>([
    [
      'Traffic fell by 21,000 ships between 2019 and 2022.',
      'Traffic fell between 2019 and 2022, from 84,000 ships to 63,000.',
    ],
    [
      'In three years, traffic fell from 84,000 ships to 63,000.',
      'Traffic fell between 2019 and 2022, from 84,000 ships to 63,000.',
    ],
    [
      'The observatory found that 63 of 184 firms had lost one or more orders.',
      'Sixty-three of the 184 firms that the observatory found had lost at least one order.',
    ],
    ['Exports rose by five percent.', 'Exports rose by 5 per cent.'],
    ['The fund holds three billion US dollars.', 'The fund holds US$3 billion.'],
    ['The fund holds almost US$3 billion.', 'The fund holds nearly US$3 billion.'],
    ['The fund holds over US$3 billion.', 'The fund holds more than US$3 billion.'],
    ['The fund holds no less than US$3 billion.', 'The fund holds at least US$3 billion.'],
    ['The fund holds not less than US$3 billion.', 'The fund holds at least US$3 billion.'],
    ['The fund holds up to US$3 billion.', 'The fund holds no more than US$3 billion.'],
    ['Between thirty and forty ships wait each day.', 'Between 30 and 40 ships wait each day.'],
    ['From 30 to 40 ships wait each day.', 'Between 30 and 40 ships wait each day.'],
    ['More than 40 ships wait each day.', 'Over 40 ships wait each day.'],
    ['Roughly 40 ships wait each day.', 'About 40 ships wait each day.'],
    ['Some 40 ships wait each day.', 'About 40 ships wait each day.'],
    ['Traffic grew twofold in a decade.', 'Traffic doubled in a decade.'],
    ['Traffic has doubled in ten years.', 'Traffic doubled in a decade.'],
    ['The treaty of 1989 was signed.', 'The treaty was signed in 1989.'],
    ['The treaty was signed on May 21, 2019.', 'The treaty was signed on 21 May 2019.'],
    ['It was the fourth such fire in a year.', 'It was the 4th such fire in a year.'],
    ['The toll was double the limit.', 'The toll was twice the limit.'],
    ['Hundreds of boats sank.', 'Hundreds of boats were lost.'],
    ['The levy is two and a half per cent.', 'The levy is 2.5 per cent.'],
    ['The levy is 20 per cent, or a fifth.', 'The levy is a fifth, or 20 per cent.'],
    ['A dozen ports joined.', 'Twelve ports joined.'],
    ['The tariff on fish was removed by the ministry in 2019.', 'In 2019 the ministry removed the tariff on fish.'],
    [
      'Around 70 per cent are due to fishing gear and anchors.',
      'About seven in ten are caused by fishing gear and anchors; earthquakes, abrasion and failed components account for most of the others.',
    ],
    [
      'Twelve or more new systems will be under construction between Northeast Asia and the Strait of Malacca.',
      'By then at least a dozen new systems will be under construction between Northeast Asia and the Strait of Malacca.',
    ],
    [
      'Malaysian exports of electrical and electronic goods came to RM338.6 billion in the first half of 2026, up 12.4 per cent on a year earlier.',
      'In the first half of 2026 Malaysia exported electrical and electronic goods worth RM338.6 billion, 12.4 per cent more than a year earlier.',
    ],
    [
      'About 70 per cent of such boats are said to have a transponder already.',
      'Reportedly some 70 per cent of such boats have a transponder already; too many of these are switched off.',
    ],
    [
      'On 17 November technical talks on how to carry out the 2022 treaty will restart in Da Nang.',
      'Technical talks on carrying out the treaty of 2022 will resume in Da Nang on 17 November.',
    ],
    [
      'Once the mandate expires on 31 December 2026 the troops have a year at most to leave.',
      'The mandate expires on 31 December 2026, and the troops then have up to a year to go home.',
    ],
    [
      'The troops have no more than a year to go home after the mandate expires on 31 December 2026.',
      'The mandate expires on 31 December 2026, and the troops then have up to a year to go home.',
    ],
    [
      'Asian states, which supply about 40 per cent of the remaining troops, have met this contraction as if it were weather.',
      'Asian states, which furnish roughly two in five of those who remain, have met this contraction as though it were weather.',
    ],
    [
      'Arrears exceeded US$2 billion, against budgets of about US$5.4 billion for the year to June 2026.',
      'Budgets for the year to June 2026 came to about US$5.4 billion, while arrears stood at more than US$2 billion.',
    ],
    [
      'The treaty on sharing the Ganges at Farakka dates from 12 December 1996.',
      'The treaty that put them there, concerning the sharing of the Ganges at Farakka, was signed on 12 December 1996.',
    ],
    [
      'In 2019 a forgery kept a studio busy for a week; in 2026 it takes a student ten minutes.',
      'A forgery that occupied a studio for a week in 2019 occupies a student for ten minutes in 2026.',
    ],
    [
      'He rests for part of each hour above 31°C and stops above 33°C.',
      'Above 31°C he rests for part of every hour; above 33°C he stops.',
    ],
    ['The levy fell by half within 18 months.', 'Within a year and a half the levy fell by 50 per cent.'],
    ['Roughly 1.2 million people live there.', 'About 1,200,000 people live there.'],
    ['Some 500,000 people live there.', 'About half a million people live there.'],
    ['The share fell from 40 to 30 per cent, or ten points.', 'The share fell by ten points, from 40 to 30 per cent.'],
    ['Prices rose twice as fast as wages.', 'Prices rose at double the pace of wages.'],
    ['Fares were cut by a third.', 'Fares fell by one third.'],
    ['Trade is expected to double by 2030.', 'By 2030 trade is forecast to double.'],
    ['Trade will probably double by 2030.', 'Trade is expected to double by 2030.'],
    ['Trade may double by 2030.', 'Trade could well double by 2030.'],
    [
      "Cable resilience is likely to be an item on the digital ministers' agenda in January.",
      'When the region’s digital ministers next meet, in January, cable resilience will be item No. 5 on their agenda.',
    ],
    ['The author forecasts that prices will rise by 2030.', 'By 2030 prices will rise.'],
    ['The levy is below 5 per cent.', 'The levy is less than 5 per cent.'],
    ['The levy does not exceed 5 per cent.', 'The levy is at most 5 per cent.'],
    ['The levy is a maximum of 5 per cent.', 'The levy is up to 5 per cent.'],
    ['The levy is capped at 5 per cent.', 'The levy is at most 5 per cent.'],
    ['A fifth of ships pay the levy.', 'Twenty per cent of ships pay the levy.'],
    ['One fifth of ships pay the levy.', '20% of ships pay the levy.'],
    ['Just under half of ships pay the levy.', 'Slightly less than half of ships pay the levy.'],
    ['A majority of ships pay the levy.', 'More than half of ships pay the levy.'],
    ['More than half of ships pay the levy.', 'Most ships pay the levy.'],
    ['The fleet has 1.5 thousand boats.', 'The fleet has 1,500 boats.'],
    ['The fleet has fifteen hundred boats.', 'The fleet has 1,500 boats.'],
    ['The fund has $2bn.', 'The fund has $2 billion.'],
    ['The fund has 2,000 million dollars.', 'The fund has $2 billion.'],
    [
      'The fund has S$2 billion, a third of what it needs.',
      'The fund has S$2 billion, which is one third of what it needs.',
    ],
    ['The talks lasted two weeks.', 'The talks lasted 14 days.'],
    ['The talks lasted 36 hours.', 'The talks lasted a day and a half.'],
    ['The treaty lasted a quarter of a century.', 'The treaty lasted 25 years.'],
    ['The treaty was signed in the mid-1990s.', 'The treaty was signed in the middle of the 1990s.'],
    ['Exports were up by a tenth.', 'Exports rose by 10 per cent.'],
    ['Costs have doubled, to US$40 million.', 'Costs are now US$40 million, twice what they were.'],
    ['Costs are half what they were.', 'Costs have halved.'],
  ])('“%s” stands where the text says “%s”', (claim, sentence) => {
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })
})

describe('figures that are re-expressed or worked out', () => {
  test.each([
    [
      'a multiple of two figures',
      'Licences more than tripled.',
      'Licences grew from 94 in 2018 to 311 in 2026.',
      'passed',
    ],
    ['another multiple', 'Licences more than quadrupled.', 'Licences grew from 94 in 2018 to 311 in 2026.', 'NUMBER'],
    [
      'a share of a whole',
      'A bond would have grounded half of his four missions.',
      'A bond would have grounded two of his four missions.',
      'passed',
    ],
    [
      'another share',
      'A bond would have grounded a third of his four missions.',
      'A bond would have grounded two of his four missions.',
      'NUMBER',
    ],
    [
      'a bound of time in other words',
      'A plant would break even in six years or less.',
      'A plant would break even within six years.',
      'passed',
    ],
    [
      'a bound of time turned',
      'A plant would break even in over six years.',
      'A plant would break even within six years.',
      'COMPARATOR',
    ],
    [
      'a sign behind its noun',
      'Members are to set half of it or more aside.',
      'Members are to set at least half of it aside.',
      'passed',
    ],
    [
      'a hyphened magnitude',
      'A 50-million-dose line is kept warm.',
      'A line of 50 million doses is kept warm.',
      'passed',
    ],
    [
      'a pair of years',
      'A satellite comes down within one or two years.',
      'A satellite comes down in a year or two.',
      'passed',
    ],
    [
      'a ratio as a multiple',
      'Nine times as many firms had lost orders as licences.',
      'Firms that had lost orders outnumbered licences by nine to one.',
      'passed',
    ],
    [
      'a bare number after “even”',
      'A bond of 3 per cent would ground the fleet.',
      'A bond of even 3 per cent would ground the fleet.',
      'passed',
    ],
    ['a weight in another unit', 'A sail weighs less than 200 mg.', 'A sail weighs less than 200 g.', 'UNIT UNIT'],
    [
      'an amount for another period',
      'Retainers come to US$45 million a month.',
      'Retainers come to US$45 million a year, for all four lines.',
      'UNIT',
    ],
    [
      'a bill for another period',
      'The monthly bill for the line is US$38 million.',
      'The annual bill for the line is US$38 million.',
      'UNIT',
    ],
    [
      'a period in other words',
      'The annual bill for the line is US$38 million.',
      'The bill for the line is US$38 million a year.',
      'passed',
    ],
    [
      'the other side of a year',
      'A coalition could begin after 2028.',
      'A coalition could begin by 2028.',
      'ORDER_CHANGED',
    ],
    ['the same side of a year', 'A coalition could begin before 2028.', 'A coalition could begin by 2028.', 'passed'],
    [
      'percentage points worked out',
      'The share fell 3 percentage points, from 12 to 9 per cent.',
      'The share fell from 12 to 9 per cent.',
      'passed',
    ],
    [
      'percentage points worked out wrong',
      'The share fell 4 percentage points, from 12 to 9 per cent.',
      'The share fell from 12 to 9 per cent.',
      'NUMBER',
    ],
    ['the side of a half', 'More than half of the firms have left.', '62 per cent of the firms have left.', 'passed'],
    [
      'the other side of a half',
      'Less than half of the firms have left.',
      '62 per cent of the firms have left.',
      'NUMBER',
    ],
    ['every third', 'Every third ship is late.', 'One ship in three is late.', 'passed'],
    [
      'a half with a magnitude',
      'The dam holds one and a half billion tonnes.',
      'The dam holds 1.5 billion tonnes.',
      'passed',
    ],
    [
      'a rate for each',
      'The pact costs each person about seven cents.',
      'The pact costs about seven cents a person.',
      'passed',
    ],
  ])('%s', (_, claim, sentence, expected) => {
    expect(outcomeFor(claim, sentence)).toBe(expected)
  })

  test('a figure that the sentence points back to is left to a judge', () => {
    const text = textOf(
      'The fund bought 60 million courses. It spent them within six weeks on the health workers of the region.',
    )
    const claim = 'The fund spent 60 million courses within six weeks on the health workers of the region.'
    expect(outcomeOf(draftOf(text, 2, { text: claim }), text)).toBe('doubted NUMBER')
  })
})
