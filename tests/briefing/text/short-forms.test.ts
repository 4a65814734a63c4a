import { describe, expect, test } from 'vitest'
import { shortFormsIn } from '../../../src/briefing/text/short-forms.ts'

describe('short forms that a text introduces', () => {
  test.each([
    ['It joined the Belt and Road Scheme (BRS) in May.', 'BRS', 'Belt and Road Scheme'],
    ['A memorandum of understanding (MoU) was signed.', 'MoU', 'memorandum of understanding'],
    ['They sell War as a Service (WaaS).', 'WaaS', 'War as a Service'],
    ['He sells brain-computer interfaces (BCIs).', 'BCI', 'brain-computer interfaces'],
    ['It left the Free and Open Indo-Pacific (FOIP).', 'FOIP', 'Free and Open Indo-Pacific'],
    ['See the European Harbour Agency’s (EHA) report.', 'EHA', 'European Harbour Agency'],
    ['The Council for Ports and Pilots in Europe (CPPE) met.', 'CPPE', 'Council for Ports and Pilots in Europe'],
  ])('%s', (text, short, long) => {
    const [found] = shortFormsIn(text)
    expect(found).toMatchObject({ short, long })
    expect(text.slice((found?.end ?? 0) - long.length, found?.end)).toBe(long)
  })

  test.each([
    'The front (FPI) was banned.',
    'It rained. (ABC) reported it.',
    'Always be careful (ABD).',
    'THE SMALL HARBOUR PORTS (SHP) are poor.',
    'A Belt\nand Road Scheme (BRS) came.',
  ])('none in: %s', (text) => {
    expect(shortFormsIn(text)).toEqual([])
  })

  test('each once, as it is introduced first', () => {
    expect(shortFormsIn('The Port Union (PU) and the Pilot Union (PU).').map(({ long }) => long)).toEqual([
      'Port Union',
    ])
  })
})
