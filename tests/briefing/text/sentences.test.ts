import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitProse, usageOf } from '../../../src/briefing/text/run-in.ts'
import { splitSentences } from '../../../src/briefing/text/sentences.ts'
import { paragraphText, readSamples } from '../../../src/demo/samples.ts'

/** `|` marks where a careful editor would separate the sentences. */
const cases = [
  'The talks failed.| They will resume.',
  'Dr. Tan said so.| Nobody heard.',
  'Gen. Prabowo and Lt. Col. Santoso met Prof. Lee.| They left.',
  'Adm. (Ret.) Reyes disagreed.| He always did.',
  'U.S. officials came.| So did Dr. Ng.',
  'The plan was drawn up in the U.S.| The rest was not.',
  'It met U.S. Secretary of Commerce staff.| Nothing followed.',
  'It began at 9.30 a.m. on Tuesday.| It ended late.',
  'It began at 2.10 a.m.| The crew slept.',
  'See No. 5 of the list.| It is short.',
  'Under Art. 12 the state pays.| Under Art. 13 it does not.',
  'See Fig. 3 and para. 7.| Both help.',
  'Growth was 2.7 per cent.| Debt was not.',
  'It cost S$1.2 billion.| It cost US$4.5 million a year.',
  'J.R. Santoso wrote it.| M.L. Tan read it.',
  'He met Leonard C. Sebastian.| They talked.',
  'Rocketbridge Pty. Ltd. paid.| Straits Co. did not.',
  'Petro Bhd. and Halvorsen Inc. merged.| It was quick.',
  'It fell in 2019.| The next year it rose.',
  'It was signed in October 2020.| Nobody noticed.',
  'Many tools exist, e.g. licences and i.e. permits.| None works.',
  'Fees, fines, etc. were raised.| People paid.',
  '“Who pays?” asked the minister.| Nobody knew.',
  '“Never again!” she said.| He nodded.',
  '“It is over.”| She left.',
  'He said: “It is over.| We leave at dawn.”| They left.',
  'Is it over?| It is not.',
  'What now?!| Nobody knows.',
  'They waited … and left.| That was all.',
  'They waited…| Then they left.',
  'The port (see p. 5) is closed.| The other is open.',
  'The port is closed (it was never open. Not once).| The other works.',
  'St. Petersburg agreed.| Mt. Merapi did not.',
  'It was China vs. India.| India won.',
  'The 19th c. treaty holds.| The 20th did not.',
  'Jan. 5 was the date.| Feb. 6 was not.',
  'It ended on 5 Sept. 2020.| It began on 3 Aug.',
  'Mr. and Mrs. Tan went.| Ms. Lim stayed.',
  'Sen. Ortiz and Rep. Kim voted.| Gov. Lo abstained.',
  'The vessel KRI Nanggala sank.| Its crew died.',
  'F-35s were sold.| F-16s were not.',
  'COVID-19 came.| SARS had gone.',
  'The E.U. and the U.N. agreed.| ASEAN did not.',
  'Washington, D.C. was silent.| Beijing was not.',
  'It rose by 5 per cent; exports fell.| Imports did not.',
  'Three things matter: money, men, time.| None is free.',
  'The answer: no.| The question: why?',
  'He asked, “Why now?”| She did not answer.',
  'The so-called “Plan B.” was dropped.| Plan A was kept.',
  'It was approx. 5 km away.| It was near.',
  'Vol. 3 appeared.| Vol. 4 did not.',
  'Cf. the earlier paper.| It says more.',
  'The law of 1 Jan. 1990 applies.| It is old.',
  'Nos. 4 and 5 are closed.| No. 6 is not.',
  'No. 6 is open.| No one came.',
  'Asked whether he would go, he said no.| No one asked again.',
  'The U.K. left.| The U.S. stayed.',
  'The unit (approx. 200 men) left.| It came back.',
  'It is 3.5 m deep.| It is 2 km long.',
  'At 10 p.m. Singapore time it ended.| All slept.',
  'It was 10 p.m.| All slept.',
  'The ship carried 4.2 million bbl. of oil.| It sank.',
  'This is the end.’| That is not.',
  '‘It is done,’ he said.| It was not.',
  'Ministers met.| (Two stayed away.)| The rest signed.',
  'It cost $5.| It was cheap.',
  'That was in the 1990s.| It is not now.',
  'Prices rose 3%.| Wages fell 2%.',
  'He works at Apple Inc.| She works at home.',
  'The deal was signed by Brig. Gen. Okoye et al. in May.| It lapsed.',
  'Why?| Because.',
  'Yes.| And no.',
  'The A.I. race goes on.| It will not stop.',
  'Nguyễn V. An spoke.| Ayşe Ç. Kaya answered.',
  'It passed by 5 votes to 4.| The 4 protested.',
  'The report is at www.example.org.| It is long.',
  'Version 2.0 works.| Version 1.9 does not.',
  'The U.S.-China talks failed.| The U.S.’s own did not.',
  'He left for the U.S. in May.| He came back.',
  'They have a word for it: gotong royong.| It means help.',
]

describe('sentences', () => {
  test('are parted as a careful editor would: at most one of these hard boundaries in a hundred is wrong', () => {
    const wrong = cases.filter((marked) => {
      const expected = marked.split('|').map((sentence) => sentence.trim())
      const found = splitSentences(marked.replaceAll('|', '')).map(({ text }) => text)
      return JSON.stringify(found) !== JSON.stringify(expected)
    })
    expect(wrong).toEqual([])
  })

  test('of the samples have at most one boundary in a thousand wrong', async () => {
    let boundaries = 0
    const wrong: string[] = []
    for (const sample of await readSamples()) {
      for (const sentences of sample.sections.flatMap((section) => section.paragraphs)) {
        const found = new Set(splitSentences(paragraphText(sentences)).map(({ end }) => end))
        let end = -1
        for (const sentence of sentences) {
          end += sentence.text.length + 1
          boundaries += 1
          if (!found.delete(end)) wrong.push(`${sample.id}: no end behind “…${sentence.text.slice(-40)}”`)
        }
        for (const spurious of found)
          wrong.push(`${sample.id}: an end in “${paragraphText(sentences).slice(spurious - 30, spurious + 20)}”`)
      }
    }
    process.stdout.write(`sentence boundaries: ${wrong.length} errors in ${boundaries}\n${wrong.join('\n')}\n`)
    expect(wrong.length / boundaries).toBeLessThanOrEqual(0.001)
  })

  test('of any text are its slices, in order, and leave nothing but white space out', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', '?', ' ', '”', '“', '(', ')', '1', '\n', 'é', '…', '😀') }),
        (text) => {
          let last = 0
          for (const sentence of splitSentences(text)) {
            expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text)
            expect(text.slice(last, sentence.start).trim()).toBe('')
            last = sentence.end
          }
          expect(text.slice(last).trim()).toBe('')
        },
      ),
      { numRuns: 500 },
    )
  })

  /** `|` marks the end of a run-in subhead. */
  test.each([
    ['Finding a Better Berth |Halabi has looked for years.', 'A berth is what the port needs, and a better one.'],
    ['Comparing Harbour and Fleet Responses to Flood |Harbour masters have acted.', 'A flood drew few responses.'],
    ['Quiet Waters, Rising Tides |Certain ports should beware.', 'The quiet waters hide rising tides.'],
    ['Troubles of the Levy |Notwithstanding its cost, the levy stays.', 'The levy has its troubles.'],
    ['Policy Debates in Osk |Notably, Halabi was not asked.', 'It was not.'],
    ['The Electoral Model |Owing to its levy, Osk votes late.', 'Its electoral model is old.'],
    ['New Price of Pilots: Fees |President Halabi wants a levy.', 'A new matter of fees and price.'],
    // Names are no subheads, whatever words they are made of.
    ['The Harbour White Fleet sails.', 'Every harbour is white. Nobody saw the White Fleet.'],
    [
      'Predictably, the Osk Chamber, Port Council and Harbour Court agreed.',
      'The port has a council, the harbour a court.',
    ],
    ['Human Rights Watch objects to it.', 'It is not for human rights to watch over.'],
    ['The Smart Harbours Network (SHN) is new.', 'There are smart harbours.'],
    ['Foreign Minister Halabi wants a levy.', 'A foreign minister may.'],
    ['Meanwhile, the National Police Force has gone.', 'The national police has no force.'],
    ['Australia, China and Japan agreed.', 'They did.'],
  ])('are freed of a subhead that ran in: %s', (marked, rest) => {
    const [heading, ...own] = marked.split('|')
    const text = `${marked.replace('|', '')} ${rest}`
    const [found] = splitProse(text, usageOf(text))
    const expected = own.length === 0 ? [undefined, marked] : [heading?.trim(), own.join('')]
    expect([found?.heading?.text, found?.text]).toEqual(expected)
  })

  test.each<[string, string, { text: string | undefined } | undefined]>([
    ['A Fair Levy?', 'The levy is fair.', { text: 'A Fair Levy?' }],
    ['Is the levy fair to ports?', 'It is.', undefined],
    [
      'Stretching the Imagination Conventional Radar plans are preferred.',
      'Few have imagination.',
      { text: undefined },
    ],
    ['Osk’s DRM Osk’s plans are old.', 'They are old.', { text: undefined }],
    ['The Harbour Trade Ministry may not see it so.', 'The harbour lives on trade.', undefined],
  ])('stand under a subhead as far as one can be told: %s', (sentence, rest, heading) => {
    const text = `${sentence} ${rest}`
    const [found] = splitProse(text, usageOf(text))
    expect(found).toMatchObject({ text: sentence, heading })
  })
})
