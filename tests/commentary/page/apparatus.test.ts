import { expect, test } from 'vitest'
import { readGeneralPage } from '../../../src/commentary/page/article.ts'

const filler = Array.from(
  { length: 6 },
  (_, index) =>
    `<p>Paragraph ${index + 1} of the text tells at some length what the harbour board has planned for the coming season and why.</p>`,
).join('\n')

const textOf = async (extra: string, after = ''): Promise<string> => {
  const page = `<html><head><title>The Long Quay</title></head><body><article><h1>The Long Quay</h1><p class="byline">By Hana Okoro</p>${filler}${extra}</article>${after}</body></html>`
  const facts = await readGeneralPage(page, 'https://site.example/quay')
  return (facts?.sections ?? []).flatMap(({ heading, paragraphs }) => [heading ?? '', ...paragraphs]).join('\n')
}

const long = (words: string): string =>
  `<p>${words} and this sentence is long enough to be a paragraph of any article about quays.</p>`

test.each([
  ['a linked mark', 'Norway spends 12<sup><a href="#n1">3</a></sup> per cent', 'spends 12 per cent'],
  ['a linked mark in brackets', 'it has 14<a href="#_ftn2">[2]</a> ships', 'has 14 ships'],
  ['a link with a class', 'it has 20<a class="footnote-ref" href="#n6">6</a> ships', 'has 20 ships'],
  ['a mark by its class', 'revenue of $7<span class="fnref">8</span> billion', '$7 billion'],
  ['a mark after a word', 'it has ships<sup><a href="/quay#fn7">7</a></sup> there', 'has ships there'],
  ['a mark without a link', 'Norway spends 12<sup>3</sup> per cent', 'spends 12³ per cent'],
  ['a mark raised by a style', 'it has 14<span style="vertical-align:super;font-size:60%">5</span> ships', '14⁵ ships'],
  [
    'a mark raised by a sheet',
    '<style>.up{vertical-align:super}</style>it has 14<i class="up">5</i> ships',
    '14⁵ ships',
  ],
  ['an exponent', 'it holds 10<sup>9</sup> litres', '10⁹ litres'],
  ['a fraction', 'it costs 2<sup>1</sup>&frasl;<sub>2</sub> per cent', '2¹⁄₂ per cent'],
  ['an ordinal', 'in the 19<sup>th</sup> century it', 'the 19th century'],
  ['a formula', 'it emits CO<sub>2</sub> daily', 'emits CO2 daily'],
  ['a link to a section', 'as <a href="#part">the second part</a> says it', 'as the second part says'],
])('%s', async (_, html, shown) => {
  expect(await textOf(long(html))).toContain(shown)
})

test.each([
  ['what is struck out', long('Norway <s>must leave</s> must stay, it has <del>90</del> 40 ships'), 'must leave'],
  ['by a style', long('It <span style="text-decoration: line-through red">must leave</span> must stay'), 'must leave'],
  [
    'the note that a mark leads to',
    `${long('It has 14<sup><a href="#n1" id="r1">1</a></sup> ships')}<ol><li id="n1">Olga Brandt, Atlas of Ports, p. 4. <a href="#r1">↩</a></li></ol>`,
    'Atlas of Ports',
  ],
  [
    'a note in a paragraph',
    `${long('It has 14<sup><a href="#n1">1</a></sup> ships')}<p id="n1">1. Olga Brandt, Atlas of Ports (London, 2018), p. 4.</p>`,
    'Atlas of Ports',
  ],
  [
    'a table of facts',
    '<table><tr><th>Policy</th><th>Cost</th></tr><tr><td>Norway must therefore leave the alliance.</td><td>45</td></tr></table>',
    'must therefore leave',
  ],
  [
    'a passage that names whose it is',
    `<blockquote>${long('Norway must leave the alliance')}<cite>Olga Brandt, speech of 4 May</cite></blockquote>`,
    'must leave',
  ],
  [
    'a passage signed with a dash',
    '<blockquote><p>Norway must leave the alliance at once. — Olga Brandt, minister</p></blockquote>',
    'must leave',
  ],
  [
    'a passage that is announced',
    `<p>The minister put her view of the alliance in these words:</p><blockquote>${long('Norway must leave the alliance')}</blockquote>`,
    'must leave',
  ],
  [
    'an embedded post',
    `<blockquote class="twitter-tweet">${long('Norway must leave the alliance')}</blockquote>`,
    'must leave',
  ],
  [
    'a notice about cookies',
    '<div role="region" aria-label="Cookie notice"><p>We must store cookies, because they help us and our 840 partners to know you.</p></div>',
    'our 840 partners',
  ],
  [
    'comments under a heading with a count',
    '<section id="r"><h2>3 responses</h2><ol><li><b>user1</b><p>Norway must therefore leave the alliance at once, I have always said so.</p></li></ol></section>',
    'I have always said',
  ],
  [
    'comments under an invitation',
    '<div><h3>Join the discussion</h3><p>Norway must therefore leave the alliance at once, I have always said so.</p></div>',
    'I have always said',
  ],
  [
    'thoughts on the article',
    '<div><h2>2 thoughts on “The Long Quay”</h2><p>Norway must therefore leave the alliance at once, I have always said so.</p></div>',
    'I have always said',
  ],
])('%s is not read', async (_, html, words) => {
  const text = await textOf(html)
  expect(text).toContain('Paragraph 6')
  expect(text).not.toContain(words)
})

test('a second article after the first is not read as part of it', async () => {
  const second = `<article><h1>Another Article</h1><p>By Olga Brandt</p>${filler.replaceAll('Paragraph', 'Brandt')}</article>`
  const text = await textOf('', second)
  expect(text).toContain('Paragraph 6')
  expect(text).not.toContain('Brandt 1')
})

test.each([
  [
    'a passage that only looks set apart',
    `<blockquote>${long('The board says it plainly')}</blockquote>`,
    'says it plainly',
  ],
  ['an open part', `<details open><summary>Context</summary>${long('The board says so')}</details>`, 'board says so'],
  ['a layout table', `<table><tr><td>${long('The board says what it means')}</td></tr></table>`, 'says what it means'],
  ['a subhead about a discussion', `<h2>Discussion of the findings</h2>${long('The board says it')}`, 'board says it'],
  ['a heading of one word', `<h2>Cost</h2>${long('The board says it')}`, 'The board says it'],
])('%s is read', async (_, html, words) => {
  expect(await textOf(html)).toContain(words)
})
