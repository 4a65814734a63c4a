import { ld, page, type SitePage, some, text, textWith, title } from './site-pages.ts'

const plain = (head: string, body: string, rest = ''): string =>
  `<html lang="en-GB"><head><title>${title} | Harbour Desk</title>${rest}</head><body><main><article>${head}${body}</article></main></body></html>`
const heading = `<h1>${title}</h1>`
const dated = '<p class="date">28 December 2025</p>'
const signed = '<p class="byline">By Una Oakes</p>'

/** Pages with one difficulty each, in plain layouts. */
export const hardPages: readonly SitePage[] = [
  page(
    'a caption in italics under a picture, in its paragraph and in the next one',
    plain(
      heading + signed + dated,
      `${some(0, 2)}<p><img src="a.jpg" alt=""><br><em>Pilots wait on the quay for the count to begin, in 1987.</em></p>${some(2, 4)}<p><a href="b.jpg"><img src="b.jpg" alt=""></a></p><p><em>The union’s own count, kept in a drawer. Photo: Harbour Archive</em></p>${some(4, 6)}<p><img src="c.jpg" class="alignleft">${text(6)}</p>${some(7, 8)}`,
    ),
  ),
  page(
    'endnotes without a heading, with plain marks in the text',
    plain(
      heading + signed + dated,
      `<p>${text(0).replace('counted twice,', 'counted twice,[1]').replace('from them.', 'from them.[2]')}</p>${some(1, 8)}<hr><p>[1] Board of Pilots, Minutes of the Spring Session (Harbour, 1987), p. 14.</p><p>[2] Olaf Stein, “The Count and the Weather”, Journal of Ports 12 (1988), pp. 3–19.</p>`,
    ),
  ),
  page(
    'a numbered list that is the author’s',
    plain(
      heading + signed + dated,
      `${some(0, 6)}<p>Two things should follow from this:</p><p>1. ${text(6)}</p><p>2. ${text(7)}</p>`,
    ),
    {
      text: [0, 1, 2, 3, 4, 5]
        .map(text)
        .concat('Two things should follow from this:', `1. ${text(6)}`, `2. ${text(7)}`),
    },
  ),
  page(
    'a kicker in the heading',
    plain(
      `<h1><span class="kicker">Analysis</span>${title}</h1>${signed}${dated}`,
      some(),
      `<meta property="og:title" content="${title}">`,
    ),
  ),
  page(
    'a kicker in capitals before a line break in the heading',
    plain(`<h1><small>COMMENTARY</small><br>${title}</h1>${signed}${dated}`, some()),
  ),
  page(
    'a file’s name as title, the heading in the second level',
    `<html lang="en"><head><title>2025-12_pilots_ashore_final.pdf</title><meta property="og:title" content="pilots_ashore_final.pdf"></head><body><main><h2>${title}</h2>${signed}${dated}${some()}</main></body></html>`,
  ),
  page(
    'a subhead as the only heading of the first level',
    `<html lang="en"><head><title>${title} - Harbour Desk</title></head><body><div class="post"><div class="ttl">${title}</div><div>By Una Oakes</div><div>28 December 2025</div>${some(0, 2)}<h1>Background</h1>${some(2, 5)}<h1>What Now</h1>${some(5, 8)}</div></body></html>`,
    { text: textWith({ 2: 'Background', 5: 'What Now' }) },
  ),
  page(
    'who reviewed and who checked it',
    plain(
      `${heading}<div class="author">Reviewed by Dr Olaf Stein</div><div class="author">Una Oakes</div><div class="contributor">Fact-checked by Priya Mehra</div>${dated}`,
      some(),
    ),
  ),
  page(
    'who reviewed it, and nobody else',
    plain(`${heading}<p class="byline">Medically reviewed by Olaf Stein, MD</p>${dated}`, some()),
    { authors: [] },
  ),
  page(
    'a byline in capitals',
    plain(
      `${heading}<p class="byline">PROF DR UNA OAKES</p>${dated}`,
      `${some()}<p>Una Oakes is Professor of Ports at Harbour University.</p>`,
    ),
  ),
  page(
    'a biography at the foot, no byline',
    plain(
      heading + dated,
      `${some()}<p><em>Una Oakes is a senior fellow at the Harbour Institute, where she leads the programme on pilots.</em></p>`,
    ),
  ),
  page(
    'a biography without a name beside a portrait',
    plain(
      heading + dated,
      `${some()}<div class="bio"><a href="/p/una"><img src="una.jpg" alt="Una Oakes"></a><p><strong>Una Oakes</strong></p><p>is a senior fellow at the Harbour Institute, where she leads the programme on pilots.</p></div>`,
    ),
  ),
  page(
    'somebody who is written of in the last paragraph',
    plain(
      heading + dated,
      `${some(0, 7)}<p>${text(7)}</p><p>Olaf Stein is a pilot, and was counted twice. Nobody has asked him which of the two counts he would rather be in.</p>`,
    ),
    {
      authors: [],
      text: [
        ...[0, 1, 2, 3, 4, 5, 6, 7].map(text),
        'Olaf Stein is a pilot, and was counted twice. Nobody has asked him which of the two counts he would rather be in.',
      ],
    },
  ),
  page(
    'first published elsewhere, posted here',
    plain(
      `${heading}${signed}<p>First published in The Strait Courier on 3 December 2025. Posted here 28 December 2025</p>`,
      some(),
    ),
  ),
  page(
    'subheads that run into their text',
    plain(
      heading + signed + dated,
      `${some(0, 2)}<p><strong>A Quarrel of Numbers</strong> ${text(2)}</p>${some(3, 5)}<p><b>What the union wants</b><br>${text(5)}</p><p><span style="display:block;font-size:20px">Where It Ends</span>${text(6)}</p>${some(7, 8)}`,
    ),
    { text: textWith({ 2: 'A Quarrel of Numbers', 5: 'What the union wants', 6: 'Where It Ends' }) },
  ),
  page(
    'emphasis at the beginning of a sentence',
    plain(heading + signed + dated, `<p><em>In the year</em>${text(0).slice('In the year'.length)}</p>${some(1, 8)}`),
  ),
  page(
    'text in a shadow root, and text that its host does not show',
    plain(
      heading + signed + dated,
      `${some(0, 4)}<x-part><template shadowrootmode="open"><p>${text(4)}</p></template><p>The union must burn its ledgers at once, and everybody who signed them.</p></x-part><x-box><template shadowrootmode="open"><style>p{color:#111}</style><slot></slot></template><p>${text(5)}</p></x-box>${some(6, 8)}<p style="color:color-mix(in srgb, white 98%, black)">The union must burn its ledgers at once, and everybody who signed them.</p>`,
    ),
  ),
  page(
    'a quotation by its element',
    plain(
      heading + signed + dated,
      `<p>The chairman said <q>the union must burn its ledgers</q> and left. ${text(0)}</p>${some(1, 8)}`,
    ),
    {
      text: [
        `The chairman said “the union must burn its ledgers” and left. ${text(0)}`,
        ...[1, 2, 3, 4, 5, 6, 7].map(text),
      ],
    },
  ),
  page(
    'sign-up, follow and print lines among the text',
    plain(
      heading + signed + dated,
      `<p>Print | Email</p><p>12 Shares · 340 views</p>${some(0, 3)}<p><strong>Sign up for our newsletter</strong></p><p>Get the best of Harbour Desk in your inbox every week. <a href="/s">Sign up here</a>.</p>${some(3, 6)}<p>RELATED: <a href="/x">Quays in Winter</a></p><p><a href="/y">A Harbourmaster’s Last Ledger</a></p>${some(6, 8)}<p>Follow us on <a>Twitter</a> and <a>Facebook</a>.</p><p>Become a member and support independent writing on ports.</p><p>[Donate]</p><p>© 2025 Harbour Desk. All rights reserved.</p>`,
    ),
  ),
  page(
    'a Joomla site: hits, details, icons',
    `<html lang="en-gb"><head><title>${title}</title></head><body><div class="item-page"><div class="page-header"><h2 itemprop="headline">${title}</h2></div><div class="icons"><ul class="dropdown-menu"><li><a>Print</a></li><li><a>Email</a></li></ul></div><dl class="article-info"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author"><span itemprop="name">Una Oakes</span></dd><dd class="category-name">Category: <a>Ports</a></dd><dd class="published"><time datetime="2025-12-28T00:00:00+00:00">Published: 28 December 2025</time></dd><dd class="hits">Hits: 1204</dd></dl><div itemprop="articleBody">${some()}</div><ul class="pager"><li><a>Prev</a></li><li><a>Next</a></li></ul></div></body></html>`,
  ),
  page(
    'an OJS journal: abstract page with keywords',
    `<html lang="en-US"><head><title>View of ${title}</title><meta name="citation_title" content="${title}"><meta name="citation_author" content="Oakes, Una"><meta name="citation_date" content="2025/12/28"><meta name="citation_journal_title" content="Journal of Ports"></head><body><article class="obj_article_details"><h1 class="page_title">${title}</h1><section class="item authors"><ul class="authors"><li><span class="name">Una Oakes</span><span class="affiliation">Harbour University</span></li></ul></section><section class="item"><span class="label">Keywords:</span> <span class="value">ports, pilots, counting</span></section><section class="full">${some(0, 8)}<h2>References</h2><p>Board of Pilots. 1987. Minutes of the Spring Session. Harbour: Board of Pilots.</p><p>Stein, Olaf. 1988. “The Count and the Weather”. Journal of Ports 12: 3–19.</p></section></article></body></html>`,
  ),
  page(
    'a paper in divs with a table of contents and key points',
    `<html lang="en"><head><title>${title} — Harbour Centre</title>${ld({ '@type': 'Report', headline: title, author: [{ '@type': 'Person', name: 'Una Oakes' }], datePublished: '2025-12-28' })}</head><body><div class="wrap"><div class="hd"><h1>${title}</h1></div><div class="toc"><h2>Contents</h2><ul><li><a href="#a">The strike</a></li><li><a href="#b">The count</a></li></ul></div><div class="tx"><h2 id="a">The strike</h2>${some(0, 4).replaceAll('p>', 'div>')}<h2 id="b">The count</h2>${some(4, 8).replaceAll('p>', 'div>')}</div><div class="ft">Harbour Centre, 1 Quay Street. <a href="mailto:x@x.example">Contact</a></div></div></body></html>`,
    { text: textWith({ 0: 'The strike', 4: 'The count' }) },
  ),
]
