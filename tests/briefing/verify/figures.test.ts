import { describe, expect, test } from 'vitest'
import { readFigures } from '../../../src/briefing/verify/figures.ts'

/** The figures of a text, each as sign, value and unit or currency. */
const figuresIn = (text: string): string[] =>
  readFigures(text).figures.map(({ comparator, value, unit, currency }) =>
    [comparator, Math.round(value * 100) / 100, unit ?? currency].filter((part) => part !== undefined).join(' '),
  )

describe('figures of a text', () => {
  test.each<[text: string, figures: string[]]>([
    ['12 ports and twelve docks', ['12', '12']],
    ['two hundred and fifty thousand boats', ['250000']],
    ['a quarter of a million boats', ['250000']],
    ['half a million boats', ['500000']],
    ['1.5 thousand boats', ['1500']],
    ['two dozen ports', ['24']],
    ['a dozen ports', ['12']],
    ['two and a half per cent', ['2.5 percent']],
    ['five percentage points', ['5 point']],
    ['a third of the fleet', ['33.33 percent']],
    ['a third party', ['3 ordinal']],
    ['two-fifths of the fleet', ['40 percent']],
    ['one in four ships', ['25 percent']],
    ['one ship in twenty', ['5 percent']],
    ['two dry seasons out of five', ['40 percent']],
    ['half the fleet', ['50 percent']],
    ['half-hearted reforms', []],
    ['traffic doubled', ['2 times']],
    ['a threefold rise', ['3 times']],
    ['the fourth fire', ['4 ordinal']],
    ['the 4th fire', ['4 ordinal']],
    ['the 1990s', ['1990 decade-of-years']],
    ['hundreds of boats', ['100 vague']],
    ['a year and a half', ['1.5 year']],
    ['US$3bn', ['3000000000 us$']],
    ['three billion US dollars', ['3000000000 us$']],
    ['S$1.2 million', ['1200000 s$']],
    ['more than 40 ships', ['over 40']],
    ['40 or more ships', ['min 40']],
    ['no more than 40 ships', ['max 40']],
    ['over the five years', ['5 year']],
    ['come under four regimes', ['4']],
    ['between 30 and 40 tonnes', ['min 30 tonne', 'max 40 tonne']],
    ['from 30 to 40 tonnes', ['low 30 tonne', 'high 40 tonne']],
    ['between 2009 and 2020', ['2009', '2020']],
    ['COVID-19 deaths', []],
    ['one of the ports', []],
    ['Second, the ports compete', []],
  ])('“%s” has %j', (text, figures) => {
    expect(figuresIn(text)).toEqual(figures)
  })
})
