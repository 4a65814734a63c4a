import { expect, test } from 'vitest'
import { readGeneralPage } from '../../../src/commentary/page/article.ts'

const paragraph = (at: number): string =>
  `<p>Paragraph ${at} of the text tells at some length what the harbour board has planned for the coming season and why.</p>`

const textOf = async (extra: string, after = ''): Promise<string> => {
  const before = [1, 2, 3, 4, 5].map(paragraph).join('')
  const page = `<html><head><title>The Long Quay</title></head><body><article><h1>The Long Quay</h1><p class="byline">By Hana Okoro</p>${before}${extra}${paragraph(6)}${after}</article></body></html>`
  const facts = await readGeneralPage(page, 'https://site.example/quay')
  return (facts?.sections ?? []).flatMap(({ heading, paragraphs }) => [heading ?? '', ...paragraphs]).join('\n')
}

const furniture: readonly (readonly [what: string, html: string, words: string])[] = [
  ['an appeal for money', '<p>Please consider donating to keep our work free for everyone.</p>', 'donating'],
  ['an appeal with a link', '<p>We take no money from ports. <a href="/d">Donate today</a>.</p>', 'no money'],
  ['an appeal to join', '<p><em>Become a member to read our weekly letters first.</em></p>', 'member'],
  ['an appeal to subscribe', '<p>Enjoyed this? Subscribe to the Quay Letter.</p>', 'Enjoyed'],
  ['thanks for reading', '<p>Thanks for reading! Support my work with a paid subscription.</p>', 'Thanks'],
  ['a letter’s address', '<p>Never miss a story: sign up for our newsletter.</p>', 'Never miss'],
  [
    'a box with a field',
    '<div><p>The best of the quays, weekly.</p><input type="email"><p>No spam, ever.</p></div>',
    'weekly',
  ],
  ['a box by its class', '<div class="newsletter-signup"><p>The quays in your pocket.</p></div>', 'pocket'],
  ['a form', '<form><p>What did you think of this page?</p><textarea></textarea></form>', 'think of'],
  ['buttons with bars', '<p>Print | Email | Download PDF</p>', 'Email'],
  ['buttons without bars', '<p>Share on Facebook Twitter LinkedIn WhatsApp</p>', 'Facebook'],
  ['counters', '<p>1,204 views · 33 shares · 4 comments</p>', '1,204'],
  ['counters of networks', '<ul><li>Facebook 12</li><li>Twitter 3</li></ul>', 'Facebook'],
  ['a figure alone', '<p>2.4K</p>', '2.4K'],
  ['links alone', '<p><a href="/a">Quays in Winter</a> <a href="/b">Boats</a></p>', 'Winter'],
  ['a label and a link', '<p>Read also: <a href="/a">Quays in Winter</a></p>', 'Winter'],
  ['a label and a link in Malay', '<p>Baca juga: <a href="/a">Dermaga</a></p>', 'Dermaga'],
  ['a caption by its class', '<p class="wp-caption-text">Boats at dawn, seen from the mole.</p>', 'dawn'],
  ['a caption with its picture', '<p><img src="a"><em>Boats at dawn, seen from the mole.</em></p>', 'dawn'],
  ['a caption behind a break', '<p><img src="a"><br><i>Boats at dawn.</i></p>', 'dawn'],
  ['a caption in small type', '<div><img src="a"><small>Boats at dawn.</small></div>', 'dawn'],
  ['a caption below', '<p><img src="a"></p><p><em>Boats at dawn.</em></p>', 'dawn'],
  ['a caption below a linked picture', '<div><a><img src="a"></a></div><p><em>Boats at dawn.</em></p>', 'dawn'],
  ['a maker of a picture', '<p>Boats at dawn. (Photo: Hana Okoro)</p>', 'dawn'],
  ['an agency’s picture', '<p>Boats at dawn. AFP Photo/Olga Brandt</p>', 'dawn'],
  ['where a figure is from', '<p>Source: World Port Statistics, 2024</p>', 'Statistics'],
  ['a note of the editor', '<p>Editor’s note: This piece must be read first.</p>', 'read first'],
  ['a note of the editors', '<p><em>Note from the editors: the year was wrong before.</em></p>', 'wrong before'],
  ['a correction', '<p>Correction: the strike was in 1987.</p>', '1987'],
  [
    'a summary of a program',
    '<h3>AI-generated summary</h3><ul><li>The board must burn its ledgers at once, says this text.</li><li>So must all.</li></ul>',
    'ledgers',
  ],
  ['a box of one', '<div class="ai-summary"><p>The board must burn its ledgers.</p></div>', 'ledgers'],
  ['a copyright', '<p>© 2025 The Quay Centre</p>', 'Quay Centre'],
  ['whose views these are', '<p>The views expressed here are the author’s own and not of the Centre.</p>', 'views'],
  ['where a feed’s text is from', '<p>The post The Long Quay appeared first on The Quay.</p>', 'appeared first'],
  [
    'a box under its heading',
    '<h3>Related articles</h3><ul><li>Quays in Winter, by Olga Brandt</li></ul><h3>Next</h3>',
    'Winter',
  ],
]
test.each(furniture)('%s is not read', async (_, html, words) => {
  const text = await textOf(html)
  expect(text).toContain('Paragraph 5')
  expect(text).toContain('Paragraph 6')
  expect(text).not.toContain(words)
})

const own: readonly (readonly [what: string, html: string, words: string])[] = [
  [
    'what the board is asked for',
    '<p>The board should support our ports, and its members should pay for it.</p>',
    'our ports',
  ],
  ['donors', '<p>Donors gave the board nine boats, and members of the crew gave none.</p>', 'nine boats'],
  [
    'whom the islands follow',
    '<p>Follow the money, and you will find the board behind all of it.</p>',
    'Follow the money',
  ],
  ['emphasis', '<p><em>The board has never said so, and it never will.</em></p>', 'never said so'],
  ['text beside a picture', '<p><img src="a">The board has never said so, and it never will.</p>', 'never said so'],
  ['a sentence with a link', '<p>The board <a href="/a">has never said so</a>, and it never will.</p>', 'never will'],
  [
    'a sentence that is a link',
    '<p><a href="/a">The board has never said so in public, and it never will, for it is a board of pilots.</a></p>',
    'never will',
  ],
  ['views of authors', '<p>The views of most authors on quays have changed since the war.</p>', 'since the war'],
  ['sources', '<p>Sources close to the board say that it is tired.</p>', 'it is tired'],
  ['a subhead about sharing', '<h2>Sharing the Channel</h2><p>The board says so.</p>', 'Sharing the Channel'],
  [
    'text under a heading of furniture',
    `<h3>Related topics</h3>${paragraph(11)}${paragraph(12)}${paragraph(13)}`,
    'Paragraph 12',
  ],
]
test.each(own)('%s is read', async (_, html, words) => {
  expect(await textOf(html)).toContain(words)
})

const notes: readonly (readonly [how: string, html: string, words: string])[] = [
  ['under a heading', '<h2>Notes</h2><p>1 Olga Brandt, Atlas of Ports, 2018, p. 4.</p><p>2 Ibid., p. 5.</p>', 'Ibid'],
  ['under a line in bold type', '<p><b>References:</b></p><p>Brandt, O. (2018). Atlas of Ports.</p>', 'Atlas'],
  ['in Chinese', '<h2>参考文献</h2><p>[1] 王小明：《渡口》，海港出版社，2018年。</p>', '渡口'],
  ['in Malay', '<p><strong>Rujukan</strong></p><ul><li>Brandt, O. (2018). Atlas Pelabuhan.</li></ul>', 'Atlas'],
  ['without a heading', '<p>[1] “Ports”, Olga Brandt, 2018.</p><p>[2] https://ports.example/2018</p>', 'Brandt'],
  [
    'that marks lead to',
    `${paragraph(8).replace('season', 'season[1]').replace('why', 'why.[2]')}<hr><p>[1] The board’s own word.</p><p>[2] Or so it says.</p>`,
    'own word',
  ],
]
test.each(notes)('notes %s are not read', async (_, html, words) => {
  const text = await textOf('', html)
  expect(text).toContain('Paragraph 6')
  expect(text).not.toContain(words)
  expect(text).not.toMatch(/\[\d\]/u)
})

test.each([
  [
    'points of its author',
    '<p>1. The board should count its boats.</p><p>2. It should count them twice.</p>',
    'count them twice',
  ],
  ['a section of that name', '<h2>Sources</h2><p>The river has two of them, and the board owns both.</p>', 'owns both'],
  ['years of its author', '<p>1. In 2018 the board counted its boats.</p><p>2. In 2019 it did not.</p>', 'it did not'],
])('%s are read', async (_, html, words) => {
  expect(await textOf('', html)).toContain(words)
})

test.each([
  [
    'a hyphen at a break',
    '<p>The board of the infra-<br>structure, as infrastructure is called.</p>',
    'the infrastructure, as',
  ],
  [
    'a soft hyphen at a break',
    '<p>The board of the infra&shy;<br>structure, as it is called.</p>',
    'the infrastructure, as',
  ],
  [
    'lines by a style',
    '<p><span style="display:block">The board of the infra-</span><span style="display:block">structure, as infrastructure is called.</span></p>',
    'the infrastructure, as',
  ],
  ['a hyphen that is one', '<p>The board’s long-<br>term view, as long-term views are.</p>', 'long-term view,'],
  ['a break without a hyphen', '<p>The board of<br>the port.</p>', 'board of the port'],
  ['a break behind a dash', '<p>The board of 1990–<br>1995.</p>', '1990–1995'],
  ['a quotation by its element', '<p>The board said <q>let them wait</q> and left.</p>', 'said “let them wait” and'],
  ['one with marks of its own', '<p>The board said <q>“let them wait”</q> and left.</p>', 'said “let them wait” and'],
  [
    'a reading beside a word',
    '<p>The <ruby>board<rp>(</rp><rt>bord</rt><rp>)</rp></ruby> left.</p>',
    'The board left.',
  ],
])('%s is read as a reader sees it', async (_, html, words) => {
  expect(await textOf(html)).toContain(words)
})

const signedBy = async (html: string): Promise<readonly string[]> => {
  const before = [1, 2, 3, 4, 5, 6].map(paragraph).join('')
  const page = `<html><head><title>The Long Quay</title></head><body><article><h1>The Long Quay</h1>${before}${html}</article></body></html>`
  return (await readGeneralPage(page, 'https://site.example/quay'))?.authors ?? []
}

test.each<[how: string, html: string, authors: readonly string[]]>([
  ['a biography', '<p>Una Oakes is a senior fellow at the Harbour Institute.</p>', ['Una Oakes']],
  ['one in italics', '<p><em>Una Oakes is a pilot and historian.</em></p>', ['Una Oakes']],
  [
    'one of two persons',
    '<p>Una Oakes and Olaf Stein are research fellows at the Quay Centre.</p>',
    ['Una Oakes', 'Olaf Stein'],
  ],
  [
    'two',
    '<h4>About the authors</h4><p>Una Oakes is a fellow at X Institute.</p><p>Olaf Stein is a lecturer at Y.</p>',
    ['Una Oakes', 'Olaf Stein'],
  ],
  ['a name above it', '<p><b>Una Oakes</b></p><p>is a senior fellow at the Harbour Institute.</p>', ['Una Oakes']],
  ['a sentence about somebody', '<p>Olaf Stein is a professor of law who has criticised the board.</p>', []],
  [
    'somebody of whom the text speaks',
    `<p>Nobody asked Olaf Stein.</p><p>Olaf Stein is a lecturer at the Quay Centre.</p>`,
    [],
  ],
  ['an institute', '<p>The Harbour Institute is a research centre at Harbour University.</p>', []],
  ['a biography without a name', '<p>is a senior fellow at the Harbour Institute.</p>', []],
])('where nobody has signed, %s at the foot gives the authors', async (_, html, authors) => {
  expect(await signedBy(html)).toEqual(authors)
})
