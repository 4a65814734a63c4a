/** A complete page of a well-known kind of site, with the expected result; text and markup are our own. */
export type WholePage = {
  readonly name: string
  readonly url: string
  readonly html: string
  readonly title: string
  readonly authors: readonly string[]
  readonly published: string
}

const shownTitle = 'What the Ferry Towns Owe Each Other'
const own = 'https://www.harbourdesk.example/commentary/what-the-ferry-towns-owe'

/** A paragraph of the text; numbers from 50 on belong to something else on the page. */
const text = (point: number): string =>
  `The ferry towns of the strait share a channel, a pilot station and a debt, and in point ${point} of forty years neither has found a council that would speak of all three in one sitting, which is why the ferries keep their own minutes.`
const paragraphs = (from = 1): string =>
  Array.from({ length: 8 - from }, (_, at) => `<p>${text(from + at)}</p>`).join('')
const data = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

const page = (name: string, html: string, expected: Partial<WholePage> = {}): WholePage => ({
  name,
  url: own,
  html,
  title: shownTitle,
  authors: ['Una Oakes'],
  published: '2025-12-28',
  ...expected,
})

export const wholePages: readonly WholePage[] = [
  page(
    'WordPress, a block theme with a cover',
    `<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>${shownTitle} &#8211; Harbour Desk</title><link rel="canonical" href="${own}"><style id="wp-block-cover-inline-css">.wp-block-cover{position:relative;background-color:#000}.wp-block-cover__image-background{position:absolute;inset:0}.has-base-color{color:var(--wp--preset--color--base)!important}</style><style id="global-styles-inline-css">:root{--wp--preset--color--base:#ffffff;--wp--preset--color--contrast:#111}body{background-color:var(--wp--preset--color--base);color:var(--wp--preset--color--contrast)}.screen-reader-text{clip:rect(1px,1px,1px,1px);position:absolute!important}</style></head><body class="single"><div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="https://www.harbourdesk.example" rel="home">Harbour Desk</a></p><nav class="wp-block-navigation"><ul><li><a href="/about">About</a></li></ul></nav></div></header><main class="wp-block-group"><div class="wp-block-cover"><img class="wp-block-cover__image-background" src="a.jpg"><div class="wp-block-cover__inner-container"><h1 class="wp-block-post-title has-base-color">${shownTitle}</h1><div class="wp-block-group"><div class="wp-block-post-author-name has-base-color"><a href="/author/una" class="wp-block-post-author-name__link">Una Oakes</a></div><div class="wp-block-post-date"><time datetime="2025-12-28T09:00:00+08:00"><a href="${own}">December 28, 2025</a></time></div></div></div></div><div class="entry-content wp-block-post-content">${paragraphs()}</div><div class="wp-block-query"><ul class="wp-block-post-template"><li><h2 class="wp-block-post-title"><a href="/x">An Older Piece on Quays</a></h2><div class="wp-block-post-date"><time datetime="2019-01-01">January 1, 2019</time></div><div class="wp-block-post-excerpt"><p>${text(90)}</p></div></li></ul></div><div class="wp-block-comments"><h2>Comments</h2><ol class="wp-block-comment-template"><li><div class="wp-block-comment-author-name"><a rel="external">Priya Mehra</a></div><div class="wp-block-comment-content"><p>Well said. The ferries are late again and nobody keeps minutes of that.</p></div></li></ol></div></main><footer class="wp-block-template-part"><p>Proudly powered by ports</p></footer></div></body></html>`,
  ),
  page(
    'WordPress, an SEO plugin and an account as author',
    `<html lang="en-GB"><head><title>${shownTitle} - Harbour Desk</title><meta property="og:title" content="${shownTitle} - Harbour Desk"><meta property="og:site_name" content="Harbour Desk"><meta name="author" content="hdadmin"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="hdadmin">${data(
      {
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebPage', '@id': own, url: own, name: shownTitle, datePublished: '2025-12-28T01:00:00+00:00' },
          { '@type': 'BreadcrumbList', itemListElement: [] },
          { '@type': 'WebSite', name: 'Harbour Desk' },
          { '@type': 'Organization', name: 'Harbour Desk' },
        ],
      },
    )}</head><body><header><div class="logo"><a href="/"><img alt="Harbour Desk"></a></div></header><div id="content"><article class="post"><h1 class="entry-title">${shownTitle}</h1><p class="post-meta">by <span class="author vcard"><a class="url fn" href="/a">Una Oakes</a></span> | <span class="published">28 Dec 2025</span> | <a rel="category tag">Commentary</a> | 0 comments</p><div class="entry-content">${paragraphs()}</div></article></div></body></html>`,
  ),
  page(
    'Drupal of a think tank: contributors, print sheet',
    `<html lang="en" dir="ltr"><head><title>${shownTitle} | Strategic Ports | HDSIS</title><meta name="dcterms.title" content="${shownTitle}"><meta property="og:site_name" content="HDSIS"><style media="all">.visually-hidden{position:absolute!important;clip:rect(1px,1px,1px,1px);overflow:hidden;height:1px;width:1px}@media print{.no-print{display:none}}</style></head><body><a href="#main" class="visually-hidden focusable">Skip to main content</a><header role="banner"><h1 class="site-name"><a href="/">HDSIS</a></h1></header><main role="main"><section class="hero"><div class="label">Commentary</div><h1 class="page-title"><span>${shownTitle}</span></h1><div class="contributors"><span>Commentary by</span> <strong><a href="/people/una-oakes">Una Oakes</a></strong></div><p class="utility">Published December 28, 2025</p></section><div class="layout"><div class="field--name-body no-print">${paragraphs()}</div><div class="contributors-block"><h3>Experts</h3><div class="contributor"><a href="/people/una-oakes">Una Oakes</a><div class="contributor-title">Director, Strategic Ports Project</div></div></div><section class="related-content"><h2>Related Content</h2><article><h3>Quays in Winter</h3><p>Report by Olaf Stein — December 1, 2024</p></article></section></div></main></body></html>`,
  ),
  page(
    'a hosted builder: logo as first heading',
    `<html><head><title>${shownTitle} &mdash; Harbour Desk</title><meta property="og:site_name" content="Harbour Desk"/><meta property="og:title" content="${shownTitle} &mdash; Harbour Desk"/><meta itemprop="name" content="${shownTitle} — Harbour Desk"/><meta itemprop="datePublished" content="2025-12-28T09:00:00+0800"/><meta itemprop="headline" content="${shownTitle}"/><meta itemprop="author" content="Una Oakes"/>${data({ '@context': 'http://schema.org', '@type': 'WebSite', name: 'Harbour Desk' })}${data({ '@context': 'http://schema.org', '@type': 'Article', headline: `${shownTitle} — Harbour Desk`, datePublished: '2025-12-28T09:00:00+0800', author: 'Una Oakes', publisher: { name: 'Harbour Desk' } })}</head><body><header id="header"><h1 class="header-title-text"><a href="/">Harbour Desk</a></h1></header><main id="page"><article class="h-entry blog-item"><div class="blog-item-top-wrapper"><h1 class="entry-title entry-title--large p-name">${shownTitle}</h1><div class="blog-item-meta-wrapper"><div class="blog-item-author">Written By <a class="blog-author-name" href="/?author=1">Una Oakes</a></div><time class="dt-published blog-meta-item--date" datetime="Dec 28" pubdate>Dec 28</time></div></div><div class="blog-item-content e-content">${paragraphs()}</div><section class="item-pagination"><a><h2 class="item-pagination-title">Quays in Winter</h2></a></section></article></main></body></html>`,
  ),
  page(
    'a newsletter',
    `<html lang="en"><head><title>${shownTitle} - by Una Oakes - Harbour Letters</title><meta name="author" content="Una Oakes"><meta property="og:title" content="${shownTitle}">${data({ '@type': 'NewsArticle', url: own, mainEntityOfPage: own, headline: shownTitle, datePublished: '2025-12-28T01:00:00+00:00', author: [{ '@type': 'Person', name: 'Una Oakes', url: 'https://letters.example/@una' }], publisher: { '@type': 'Organization', name: 'Harbour Letters' } })}</head><body><div class="main-menu"><h1 class="navbar-title"><a href="/">Harbour Letters</a></h1></div><article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">${shownTitle}</h1><h3 class="subtitle">Three debts and a pilot station</h3><div class="byline-wrapper"><div class="profile-hover-card-target"><a href="/@una">Una Oakes</a></div><div class="meta">Dec 28, 2025</div></div></div><div class="available-content"><div class="body markup">${paragraphs()}</div></div></article><div class="comments-page"><div class="comment"><a class="comment-author">Grace Tembo</a><p>Thank you for this one, it is better than the last.</p></div></div></body></html>`,
  ),
  page(
    'a publishing system with cards',
    `<html lang="en"><head><title>${shownTitle}</title><meta property="og:site_name" content="The Mooring"><meta property="article:published_time" content="2025-12-28T01:00:00.000Z"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Una Oakes">${data({ '@type': 'Article', headline: shownTitle, url: own, datePublished: '2025-12-28T01:00:00.000Z', author: { '@type': 'Person', name: 'Una Oakes' }, mainEntityOfPage: own })}</head><body class="post-template"><div class="viewport"><header class="gh-navigation"><a class="gh-navigation-logo is-title" href="/">The Mooring</a></header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header"><a class="gh-article-tag" href="/tag/p">Ports</a><h1 class="gh-article-title is-title">${shownTitle}</h1><p class="gh-article-excerpt is-body">${text(47)}</p><div class="gh-article-meta"><div class="gh-article-author-image"><a href="/author/una"><img alt="Una Oakes"></a></div><h4 class="gh-article-author-name"><a href="/author/una">Una Oakes</a></h4><time class="gh-article-meta-date" datetime="2025-12-28">28 Dec 2025</time><span class="gh-article-meta-length">5 min read</span></div></header><section class="gh-content">${paragraphs()}</section></article></main><section class="gh-container is-grid"><h2>Read more</h2><article class="gh-card post"><a><h3 class="gh-card-title">Quays in Winter</h3><p class="gh-card-excerpt">${text(55)}</p><footer class="gh-card-meta"><span class="gh-card-author">By Olaf Stein</span><time datetime="2024-01-01">01 Jan 2024</time></footer></a></article></section></div></body></html>`,
  ),
  page(
    'an institute that writes the byline into its title',
    `<html lang="en-US"><head><title>“${shownTitle}” by Una Oakes - HARBOUR Institute</title><meta property="og:title" content="“${shownTitle}” by Una Oakes - HARBOUR Institute"><meta property="og:site_name" content="HARBOUR Institute"></head><body><div class="et_pb_section"><div class="entry-content"><h1>2025/104 “${shownTitle}” by Una Oakes</h1><p><em>28 December 2025</em></p><h2>EXECUTIVE SUMMARY</h2><ul><li>${text(1)}</li></ul><p><em>* Una Oakes is Visiting Fellow at the HARBOUR Institute.</em></p><p>ISSUE 2025/104</p>${paragraphs(2)}</div></div></body></html>`,
  ),
  page(
    'a daily of an institute: standfirst, date, biography',
    `<html lang="en-au"><head><title>${shownTitle} | Harbour Institute</title><meta property="og:title" content="${shownTitle} | Harbour Institute"><meta property="article:published_time" content="2025-12-28T10:00:00+1100"></head><body><header class="header"><div class="brand">The Debriefer</div></header><article class="article article--interpreter"><div class="article__hero"><h1 class="article__title">${shownTitle}</h1><div class="article__standfirst"><p>${text(12)}</p></div><div class="article__byline byline"><a href="/contributors/una-oakes" class="byline__name">Una Oakes</a></div><div class="article__date">Published 28 Dec 2025 10:00</div></div><div class="article__body">${paragraphs()}</div><div class="article__contributor"><h3>Una Oakes</h3><p>Una Oakes is a fellow of the ferry programme.</p></div></article><section class="teaser-list"><div class="teaser"><h3>Quays in Winter</h3><div class="teaser__byline">Olaf Stein</div></div></section></body></html>`,
  ),
  page(
    'an institute: box of the author under a dark hero',
    `<html lang="en"><head><title>${shownTitle} | Harbour House – International Ports Think Tank</title><meta name="dcterms.date" content="2025-12-28"></head><body><main><div class="hero hero--dark" style="background:#002244;color:#fff"><div class="hero__type">Expert comment</div><h1 class="hero__title">${shownTitle}</h1><div class="hero__summary"><p>${text(44)}</p></div><div class="hero__meta">Published 28 December 2025 — 4 minute READ</div></div><div class="person-teaser person-teaser--author"><h2 class="person-teaser__name"><a href="/p">Una Oakes</a></h2><p class="person-teaser__position">Director, Ports Programme</p></div><div class="wysiwyg">${paragraphs()}</div></main></body></html>`,
  ),
  page(
    'a writing platform',
    `<html lang="en"><head><title>${shownTitle} | by Una Oakes | Harbour Notes | Dec, 2025 | Longform</title><meta name="author" content="Una Oakes"><meta property="article:published_time" content="2025-12-28T01:00:00.000Z"><meta property="og:title" content="${shownTitle}"></head><body><div id="root"><article><section><h1 class="pw-post-title">${shownTitle}</h1><h2 class="pw-subtitle-paragraph">Three debts</h2><div class="speechify-ignore"><a rel="noopener" href="/@una">Una Oakes</a><span>·</span><button>Follow</button><span>8 min read</span><span>·</span><span>Dec 28, 2025</span></div>${paragraphs()}</section></article></div></body></html>`,
  ),
  page(
    'a magazine: logo as heading, kicker',
    `<html lang="en"><head><title>${shownTitle} – The Harbourmaster</title><meta property="og:site_name" content="The Harbourmaster"></head><body><header><h1 id="logo"><a href="/"><span>The Harbourmaster</span></a></h1></header><main><article><header><div class="td-kicker"><a>Flash Points</a></div><h1 id="headline">${shownTitle}</h1><div id="td-lead"><p>Debts, and a pilot station.</p></div><div class="td-author"><strong>By <a class="td-author-link" href="/a"><span itemprop="name">Una Oakes</span></a></strong></div><div class="td-date"><span itemprop="datePublished">December 28, 2025</span></div></header><section id="td-story-body">${paragraphs()}</section></article></main></body></html>`,
  ),
  page(
    'a forum: list of authors, brief, biography',
    `<html lang="en-AU"><head><title>${shownTitle} | East Harbour Forum</title></head><body><main><section class="article-header"><h1>${shownTitle}</h1><div class="article-info"><span>Published:</span> <time>28 December 2025</time></div><div class="authors-list"><div class="author"><h5>Una Oakes</h5><p>Harbour University</p></div></div></section><section class="in-brief"><h2>In Brief</h2><p>${text(31)}</p></section><div class="post-content">${paragraphs()}<p class="about-author"><em>Una Oakes is Professor at the School of Ports, Harbour University.</em></p></div></main></body></html>`,
  ),
  page(
    'a Chinese site: labels in one line',
    `<html lang="zh-CN"><head><title>渡口小镇欠彼此什么_海港研究网</title></head><body><div class="header"><a href="/"><img alt="海港研究网"></a></div><div class="main"><h1>渡口小镇欠彼此什么</h1><div class="info"><span>作者：王小明</span> <span>来源：海港研究网</span> <span>发布时间：2025-12-28 10:00</span></div><div class="content">${Array.from({ length: 8 }, () => '<p>海峡两岸的渡口小镇共用一条航道、一个引航站和一笔债务，四十年来没有哪个议会愿意在一次会议上同时谈论这三件事，因此渡轮自己保存会议记录，而这些记录从来没有公开出版过。</p>').join('')}</div></div></body></html>`,
    { title: '渡口小镇欠彼此什么', authors: ['王小明'], url: 'https://www.haigang.example/2025/1228/c1001-4711.html' },
  ),
  page(
    'an Indonesian site: Oleh, dan, WIB',
    `<html lang="id"><head><title>Utang Kota-Kota Feri - Pusat Kajian Pelabuhan</title></head><body><article><h1>Utang Kota-Kota Feri</h1><div class="meta">Oleh <a href="/p/budi">Budi Santoso</a> dan <a href="/p/siti">Siti Rahmah</a> | Minggu, 28 Desember 2025 10:00 WIB</div>${Array.from({ length: 7 }, (_, i) => `<p>Kota-kota feri di selat itu berbagi alur, stasiun pandu dan utang, dan selama empat puluh tahun tidak ada dewan yang mau membicarakan ketiganya dalam satu sidang nomor ${i}, sehingga feri menyimpan notulennya sendiri.</p>`).join('')}</article></body></html>`,
    { title: 'Utang Kota-Kota Feri', authors: ['Budi Santoso', 'Siti Rahmah'] },
  ),
  page(
    'a page of tables and fonts',
    `<html><head><title>Straits Centre: ${shownTitle}</title></head><body bgcolor="#ffffff"><table width="100%"><tr><td bgcolor="#000080"><font color="#ffffff"><b>Straits Centre</b></font></td></tr><tr><td><font size="5"><b>${shownTitle}</b></font><br><br>by Una Oakes<br>28 December 2025<br><br>${paragraphs()}</td></tr></table></body></html>`,
  ),
  page(
    'an endowment: two linked authors',
    `<html lang="en"><head><title>${shownTitle} | Harbour Endowment for Ports</title>${data({
      '@type': 'NewsArticle',
      '@id': '#',
      headline: shownTitle,
      datePublished: '2025-12-28',
      author: [
        { '@type': 'Person', name: 'Una Oakes' },
        { '@type': 'Person', name: 'Olaf Stein' },
      ],
    })}</head><body><main><section class="hero"><span class="type">commentary</span><h1>${shownTitle}</h1><div class="hero-authors">By <a href="/p/1">Una Oakes</a> and <a href="/p/2">Olaf Stein</a></div><div class="pub-date">Published on December 28, 2025</div></section><div class="body">${paragraphs()}</div></main></body></html>`,
    { authors: ['Una Oakes', 'Olaf Stein'] },
  ),
  page(
    'an institution: persons with their posts',
    `<html lang="en-US"><head><title>${shownTitle} | Harbourings</title><meta name="author" content="Una Oakes, Olaf Stein"></head><body><div class="article-hero"><h1>${shownTitle}</h1><div class="authors"><div class="person"><a class="name" href="/x">Una Oakes</a>, <span class="title">Senior Fellow - Ports</span></div><div class="person"><a class="name" href="/y">Olaf Stein</a>, <span class="title">Research Assistant</span></div></div><p class="date">December 28, 2025</p></div><div class="article-content"><div class="byo-block">${paragraphs()}</div></div><section class="more-on"><h2>More On</h2></section></body></html>`,
    { authors: ['Una Oakes', 'Olaf Stein'] },
  ),
  page(
    'a page builder with a fade-in',
    `<html lang="en-GB"><head><title>${shownTitle} - Harbour Desk</title><style>.elementor-invisible{visibility:hidden}.e-con{display:flex}</style></head><body><div class="elementor"><section class="elementor-section"><div class="elementor-widget elementor-widget-theme-post-title"><h1 class="elementor-heading-title">${shownTitle}</h1></div><div class="elementor-widget-post-info"><ul class="elementor-inline-items"><li itemprop="author"><span class="elementor-icon-list-text elementor-post-info__item--type-author">Una Oakes</span></li><li itemprop="datePublished"><time>28/12/2025</time></li></ul></div><div class="elementor-widget-theme-post-content elementor-invisible" data-settings='{"_animation":"fadeIn"}'>${paragraphs()}</div></section></div></body></html>`,
  ),
  // A line with only a name is a topic just as often.
  page(
    'a page builder without marks',
    `<html lang="en"><head><title>${shownTitle}</title><meta content="${shownTitle}" property="og:title"></head><body><div class="navbar"><a href="/" class="brand">Harbour Lab</a></div><div class="section"><div class="container"><h1 class="blog-heading">${shownTitle}</h1><div class="blog-info"><div class="text-block">Una Oakes</div><div class="text-block">December 28, 2025</div></div><div class="rich-text w-richtext">${paragraphs()}</div><div class="w-condition-invisible"><p>${text(66)}</p></div></div></div></body></html>`,
    { authors: [] },
  ),
  page(
    'a library: list of terms',
    `<html lang="en-GB"><head><title>${shownTitle} - Research Briefing - Commons Harbour Library</title></head><body><main><h1>${shownTitle}</h1><p class="intro">Research Briefing</p><dl><dt>Published</dt><dd>Sunday, 28 December, 2025</dd><dt>Author</dt><dd>Una Oakes</dd><dt>Topic</dt><dd>Ports</dd></dl>${paragraphs()}<details><summary>Methodology</summary><p>${text(88)}</p></details></main></body></html>`,
  ),
]
