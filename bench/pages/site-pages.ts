/** A page of a known kind of site, with the complete expected result. */
export type SitePage = {
  readonly name: string
  readonly html: string
  readonly url: string
  readonly title: string
  readonly authors: readonly string[]
  readonly published: string | undefined
  /** Headings and paragraphs, in order. */
  readonly text: readonly string[]
}

export const title = 'The Pilots Who Stayed Ashore'
const address = 'https://www.harbourdesk.example/commentary/the-pilots-who-stayed-ashore'

const subjects = ['pilots', 'ferries', 'tugs', 'buoys', 'lighters', 'dredgers', 'cranes', 'barges']
/** One of eight paragraphs. */
export const text = (at: number): string =>
  `In the year of the long strike the ${subjects[at]} were counted twice, once by the board and once by the union, and the two counts never agreed on more than the weather. The board should publish both, because a port that hides its ${subjects[at]} from one side will sooner or later hide them from the other.`
const all = subjects.map((_, at) => text(at))
/** Some of the paragraphs as elements. */
export const some = (from = 0, to = 8): string =>
  all
    .slice(from, to)
    .map((one) => `<p>${one}</p>`)
    .join('\n')
export const ld = (data: object): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`

export const page = (name: string, html: string, expected: Partial<SitePage> = {}): SitePage => ({
  name,
  html,
  url: address,
  title,
  authors: ['Una Oakes'],
  published: '2025-12-28',
  text: all,
  ...expected,
})
/** The eight paragraphs, with other markup before some of them. */
export const textWith = (others: Readonly<Record<number, string | readonly string[]>>): readonly string[] =>
  all.flatMap((one, at) => [...[others[at] ?? []].flat(), one])

export const sitePages: readonly SitePage[] = [
  page(
    'Ghost: sign-up, call to action, captions',
    `<!DOCTYPE html><html lang="en"><head><title>${title}</title><meta property="og:site_name" content="The Mooring"><meta property="article:published_time" content="2025-12-28T01:00:00.000Z">${ld({ '@type': 'Article', headline: title, url: address, author: { '@type': 'Person', name: 'Una Oakes' } })}</head><body class="post-template"><main class="site-main"><article class="article post"><header class="article-header gh-canvas"><section class="article-tag"><a href="/tag/ports/">Ports</a></section><h1 class="article-title">${title}</h1><div class="article-byline"><section class="article-byline-content"><h4 class="author-name"><a href="/author/una/">Una Oakes</a></h4><div class="byline-meta-content"><time datetime="2025-12-28">Dec 28, 2025</time><span class="byline-reading-time">5 min</span></div></section></div></header><section class="gh-content gh-canvas">${some(0, 3)}<figure class="kg-card kg-image-card kg-card-hascaption"><img src="a.jpg"><figcaption>A pilot boat. Photo by Olaf Stein</figcaption></figure><div class="kg-card kg-signup-card"><h2>Sign up for The Mooring</h2><p>Ports and the people in them, each Thursday.</p><form data-members-form="signup"><input type="email" placeholder="Your email"><button>Subscribe</button></form><p>No spam. Unsubscribe anytime.</p></div>${some(3, 8)}<div class="kg-card kg-cta-card"><p><strong>Support our work.</strong> The Mooring lives from its readers; if you found this piece useful, please consider a donation.</p><a class="kg-btn" href="/donate">Donate</a></div><p><em>If you enjoyed this piece, consider <a href="/subscribe">subscribing to The Mooring</a>.</em></p></section></article><section class="footer-cta"><h2>Read more about ports</h2></section></main></body></html>`,
  ),
  page(
    'Substack: buttons, notes in boxes, thanks for reading',
    `<html lang="en"><head><title>${title} - by Una Oakes - Harbour Letters</title><meta property="og:title" content="${title}"><meta name="author" content="Una Oakes">${ld({ '@type': 'NewsArticle', headline: title, datePublished: '2025-12-28T01:00:00+00:00', author: [{ '@type': 'Person', name: 'Una Oakes' }], publisher: { '@type': 'Organization', name: 'Harbour Letters' } })}</head><body><article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">${title}</h1><h3 class="subtitle">Counting is politics</h3><div class="byline"><a href="/@una">Una Oakes</a><div>Dec 28, 2025</div><div class="like-count">41</div><div>7</div><div>12</div><a>Share</a></div></div><div class="available-content"><div class="body markup">${some(0, 2)}<p class="button-wrapper"><a class="button primary" href="https://x.example/subscribe"><span>Subscribe now</span></a></p><p>${text(2).replace('twice,', 'twice,<a class="footnote-anchor" href="#footnote-1">1</a>')}</p><div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Harbour Letters is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><form class="subscription-widget-subscribe"><input type="email" name="email"><input type="submit" value="Subscribe"></form></div></div>${some(3, 8)}<p>Thanks for reading Harbour Letters! Subscribe for free to receive new posts and support my work.</p><p class="button-wrapper"><a class="button" href="?action=share"><span>Share</span></a></p><p class="button-wrapper"><a href="/comments">Leave a comment</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>Once in spring and once in autumn, as the minutes of the board have it for that year.</p></div></div></div></div></article></body></html>`,
    { text: all },
  ),
  page(
    'Drupal: labels, share counts, print and mail, notes without links',
    `<html lang="en" dir="ltr"><head><title>${title} | Harbour Institute</title><meta property="og:site_name" content="Harbour Institute"></head><body><main role="main"><article class="node node--type-commentary"><h1 class="page-title">${title}</h1><div class="field field--name-field-author field--label-inline"><div class="field__label">Author</div><div class="field__item"><a href="/people/una-oakes">Una Oakes</a></div></div><div class="field field--name-field-date field--label-inline"><div class="field__label">Date</div><div class="field__item">28 December 2025</div></div><div class="print-links"><a href="/print/44">Print</a> | <a href="/printmail/44">Email</a> | <a href="/printpdf/44">PDF version</a></div><div class="share-count"><span>124</span> shares</div><div class="field field--name-body">${some(0, 4)}<h2>What the Union Wants</h2>${some(4, 8)}<h3>Notes</h3><p>1 Board of Pilots, Minutes of the Spring Session (Harbour, 1987), p. 14.</p><p>2 Olaf Stein, “The Count and the Weather”, Journal of Ports 12 (1988), pp. 3–19.</p><p>3 Ibid., p. 17.</p></div><p>Facebook 12 Twitter 3 LinkedIn 44</p></article></main></body></html>`,
    { text: textWith({ 4: 'What the Union Wants' }) },
  ),
  page(
    'Squarespace: captions in boxes, newsletter block',
    `<html lang="en-GB"><head><title>${title} — Harbour Desk</title><meta property="og:site_name" content="Harbour Desk"><meta itemprop="datePublished" content="2025-12-28T09:00:00+0800"><meta itemprop="author" content="Una Oakes"></head><body><header><a href="/">Harbour Desk</a></header><main><article class="entry h-entry"><h1 class="entry-title">${title}</h1><div class="entry-meta"><span class="blog-author-name">Una Oakes</span> <time class="published">28 Dec</time></div><div class="entry-content"><div class="sqs-layout"><div class="sqs-block html-block"><div class="sqs-block-content">${some(0, 3)}</div></div><div class="sqs-block image-block"><div class="image-block-outer-wrapper"><img src="b.jpg"><div class="image-caption-wrapper"><div class="image-caption"><p>The pilot station at dawn, before the strike. Credit: Harbour Archive</p></div></div></div></div><div class="sqs-block html-block"><div class="sqs-block-content">${some(3, 8)}</div></div><div class="sqs-block newsletter-block"><h2 class="newsletter-form-header-title">Stay in touch</h2><div class="newsletter-form-header-description"><p>Sign up with your email address to receive news and updates.</p></div><form class="newsletter-form"><input type="email"><button>Sign Up</button></form><div class="newsletter-form-footnote"><p>We respect your privacy.</p></div></div></div></div><div class="Share-buttons"><a>Facebook</a><a>0 Likes</a></div></article></main></body></html>`,
  ),
  page(
    'Wix: counters and recent posts',
    `<html lang="en"><head><title>${title}</title><meta property="og:site_name" content="harbourdesk"><meta property="article:published_time" content="2025-12-28T03:00:00.000Z"></head><body><div id="SITE_CONTAINER"><div id="PAGES_CONTAINER"><main><div data-hook="post-page"><article><div><ul><li><span data-hook="user-name" title="Una Oakes">Una Oakes</span></li><li><span data-hook="time-ago">Dec 28, 2025</span></li><li><span data-hook="time-to-read">4 min read</span></li></ul></div><h1 data-hook="post-title"><span class="blog-post-title-font">${title}</span></h1><div><span>Updated: Dec 30, 2025</span></div><section data-hook="post-description"><div class="rich-content">${some()
      .replaceAll('<p>', '<p class="p1"><span>')
      .replaceAll(
        '</p>',
        '</span></p>',
      )}<p><br></p></div></section><div data-hook="post-footer"><div><button>Like</button><span>231 views</span><span>0 comments</span></div></div></article></div><section><h2>Recent Posts</h2><a href="/blog">See All</a><article><h3>Quays in Winter</h3><p>12</p></article></section></main></div></div></body></html>`,
    { authors: [] },
  ),
  page(
    'Elementor: donation, author box at the foot',
    `<html lang="en-US"><head><title>${title} - Harbour Desk</title></head><body><div class="elementor elementor-location-single"><div class="e-con"><div class="elementor-widget elementor-widget-heading"><h1 class="elementor-heading-title">${title}</h1></div><div class="elementor-widget elementor-widget-text-editor"><p>By <a href="/a">Una Oakes</a> · December 28, 2025</p></div></div><div class="e-con"><div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">${some(0, 8)}</div></div></div><div class="e-con"><div class="elementor-widget elementor-widget-text-editor"><p>Harbour Desk is independent and takes no money from ports. Help us keep it so: <a href="/give">make a donation today</a>.</p></div></div><div class="elementor-widget elementor-widget-author-box"><div class="elementor-author-box__text"><h4 class="elementor-author-box__name">Una Oakes</h4><div class="elementor-author-box__bio">Una Oakes is a senior fellow at the Harbour Institute, where she reads minutes.</div></div></div></div></body></html>`,
  ),
  page(
    'Medium: claps, follow, figure credits',
    `<html lang="en"><head><title>${title} | by Una Oakes | Longform</title><meta property="article:published_time" content="2025-12-28T01:00:00.000Z"><meta name="author" content="Una Oakes"></head><body><article><section><div><h1>${title}</h1><div><a href="/@una">Una Oakes</a> · <a>Follow</a></div><div><span>8 min read</span> · <span>Dec 28, 2025</span></div><div><span>1.2K</span></div><div><span>14</span></div><div><a>Listen</a></div><div><a>Share</a></div>${some(0, 4)}<figure><img><figcaption>Photo by <a>Olaf Stein</a> on <a>Unsplash</a></figcaption></figure>${some(4, 8)}</div></section></article><div><div><a>Ports</a></div><div><a>Labour</a></div><div><span>1.2K claps</span></div><h2>Written by Una Oakes</h2><div>3.4K Followers</div><p>I write about ports, and about the people who work in them.</p><h2>More from Una Oakes</h2></div></body></html>`,
  ),
  page(
    'a government: speech with its metadata',
    `<html lang="en"><head><title>${title} - Ministry of Harbours</title><meta property="og:site_name" content="Ministry of Harbours"></head><body><header role="banner"><a href="/">Ministry of Harbours</a></header><main id="content"><span class="govuk-caption-xl">Speech</span><h1 class="govuk-heading-l">${title}</h1><p class="lead">Speech at the opening of the pilots’ hall.</p><div class="metadata"><dl><dt>From:</dt><dd><a>Ministry of Harbours</a> and <a>Una Oakes</a></dd><dt>Published</dt><dd>28 December 2025</dd><dt>Delivered on:</dt><dd>27 December 2025 (Original script, may differ from delivered version)</dd></dl></div><div class="govspeak">${some()}</div><div class="share"><h2>Share this page</h2><ul><li><a>Share on Facebook</a></li><li><a>Share on Twitter</a></li></ul></div><div class="published-dates">Published 28 December 2025</div><div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes</button><p>Help us improve this site</p></div></main></body></html>`,
    { authors: [], text: ['Speech at the opening of the pilots’ hall.', ...all] },
  ),
  page(
    'a PDF as HTML: broken lines and a file’s name',
    `<html><head><title>Microsoft Word - pilots_brief_v3_FINAL.docx</title><meta name="generator" content="pdftohtml"></head><body bgcolor="#A0A0A0"><div><p class="ft00"><b>${title}</b></p><p class="ft01">By Una Oakes</p><p class="ft01">28 December 2025</p><p class="ft02">${text(0).replaceAll(/(.{50}\S*) /gu, '$1<br>')}</p><p class="ft02">${text(
      1,
    )
      .replaceAll(/(.{50}\S*) /gu, '$1<br>')
      .replace('publish', 'pub-<br>lish')
      .replace(
        'weather',
        'weather on all but one of the infra-<br>structure lists and the long-<br>term ones',
      )}</p>${some(2, 8)}<p>The lists of infrastructure, and whatever anybody would publish, have been long-term affairs in every port that the union knows.</p></div></body></html>`,
    {
      text: [
        text(0),
        text(1).replace('weather', 'weather on all but one of the infrastructure lists and the long-term ones'),
        ...all.slice(2),
        'The lists of infrastructure, and whatever anybody would publish, have been long-term affairs in every port that the union knows.',
      ],
    },
  ),
  page(
    'AMP: its own elements',
    `<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>${title} | Harbour Desk</title><link rel="canonical" href="${address}"><style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}@-webkit-keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}</style><noscript><style amp-boilerplate>body{-webkit-animation:none}</style></noscript>${ld({ '@type': 'NewsArticle', headline: title, datePublished: '2025-12-28', author: { '@type': 'Person', name: 'Una Oakes' } })}</head><body><amp-sidebar id="s" layout="nodisplay"><ul><li>Home and other places of this site that nobody asked about</li></ul></amp-sidebar><article><h1>${title}</h1><p class="byline">Una Oakes</p><time datetime="2025-12-28">28 December</time><amp-social-share type="twitter"></amp-social-share>${some(0, 3)}<amp-img src="a.jpg"></amp-img><p class="wp-caption-text">Pilots on the quay in 1987. (AP Photo/Olaf Stein)</p><amp-ad type="x"><div fallback>Advertisement of a bank that lends to ports and to those who pilot in them</div></amp-ad>${some(3, 8)}<amp-lightbox id="l" layout="nodisplay"><p>A larger picture of the pilots on the quay, with their hats.</p></amp-lightbox><amp-user-notification layout="nodisplay">We use cookies on this site for all kinds of reasons.</amp-user-notification></article></body></html>`,
  ),
  page(
    'a Japanese institute: post beside the name, notes, ruby',
    `<html lang="ja"><head><title>水先人の争議と港湾 | 港湾政策研究所</title><meta property="og:site_name" content="港湾政策研究所"></head><body><main><article><p class="category">論考</p><h1>水先人の争議と港湾</h1><p class="date">2025年12月28日</p><div class="author"><span class="author-post">主任研究員</span><span class="author-name">佐藤 健一</span></div><div class="body">${[0, 1, 2, 3].map((at) => `<p>海峡の港では<ruby>水先人<rp>（</rp><rt>みずさきにん</rt><rp>）</rp></ruby>が長い争議の年に二度数えられ、一度は当局、一度は組合によるものだったが、両者の数字は天候以外の点で一致したことがない。第${at}の論点として、当局は両方の数字を公表すべきである。</p>`).join('')}<h2>注</h2><p>1 港湾局『議事録』1987年、14頁。</p><p>2 大海太郎「数と天候」『港湾雑誌』第12号、1988年。</p></div><div class="share"><p>この記事をシェアする</p></div></article></main></body></html>`,
    {
      title: '水先人の争議と港湾',
      authors: ['佐藤 健一'],
      text: [0, 1, 2, 3].map(
        (at) =>
          `海峡の港では水先人が長い争議の年に二度数えられ、一度は当局、一度は組合によるものだったが、両者の数字は天候以外の点で一致したことがない。第${at}の論点として、当局は両方の数字を公表すべきである。`,
      ),
    },
  ),
  page(
    'a Taiwanese site: slash behind the label, year of the republic',
    `<html lang="zh-TW"><head><title>渡口小鎮的舊帳 - 海港觀察</title></head><body><div class="main"><h1>渡口小鎮的舊帳</h1><div class="info">文／王小明（海港研究所副研究員）</div><div class="date">民國114年12月28日</div>${[0, 1, 2, 3, 4, 5].map((at) => `<p>海峽兩岸的渡口小鎮共用一條航道、一個引水站和一筆舊帳，四十年來沒有哪個議會願意在一次會議上同時討論這三件事，這是第${at}個理由，因此渡輪自己保存會議記錄，政府應該公開這些記錄。</p>`).join('')}<p>（本文僅代表作者個人意見，不代表本站立場）</p><p>延伸閱讀：</p><ul><li><a href="/1">冬天的碼頭</a></li></ul></div></body></html>`,
    {
      title: '渡口小鎮的舊帳',
      authors: ['王小明'],
      text: [0, 1, 2, 3, 4, 5].map(
        (at) =>
          `海峽兩岸的渡口小鎮共用一條航道、一個引水站和一筆舊帳，四十年來沒有哪個議會願意在一次會議上同時討論這三件事，這是第${at}個理由，因此渡輪自己保存會議記錄，政府應該公開這些記錄。`,
      ),
    },
  ),
  page(
    'a Malay site: Oleh, Disember, Kongsi',
    `<html lang="ms"><head><title>Juru Pandu yang Tinggal di Darat | Pusat Kajian Pelabuhan</title></head><body><article><h1>Juru Pandu yang Tinggal di Darat</h1><p>Oleh: Dr Siti Rahmah binti Ahmad</p><p>28 Disember 2025</p><p>Kongsi: <a>Facebook</a> <a>WhatsApp</a></p>${[0, 1, 2, 3, 4, 5].map((at) => `<p>Pada tahun mogok yang panjang itu juru pandu dikira dua kali, sekali oleh lembaga dan sekali oleh kesatuan, dan perkara nombor ${at} tidak pernah dipersetujui oleh kedua-dua pihak, maka lembaga harus menerbitkan kedua-dua kiraan itu.</p>`).join('')}<p>Baca juga: <a href="/x">Dermaga pada Musim Tengkujuh</a></p></article></body></html>`,
    {
      title: 'Juru Pandu yang Tinggal di Darat',
      authors: ['Dr Siti Rahmah binti Ahmad'],
      text: [0, 1, 2, 3, 4, 5].map(
        (at) =>
          `Pada tahun mogok yang panjang itu juru pandu dikira dua kali, sekali oleh lembaga dan sekali oleh kesatuan, dan perkara nombor ${at} tidak pernah dipersetujui oleh kedua-dua pihak, maka lembaga harus menerbitkan kedua-dua kiraan itu.`,
      ),
    },
  ),
]
