import type { Byline } from './bylines.ts'

/** A page of one family of sites with this byline, and decoys if such sites have them. */
export type Family = { readonly name: string; readonly page: (byline: Byline) => string }

const title = 'What Two Harbours Owe Each Other'
const date = { iso: '2025-12-28T09:30:00+00:00', shown: 'December 28, 2025' }
const text = Array.from(
  { length: 6 },
  (_, at) =>
    `<p>Point ${at + 1}: the two harbours of the strait share a channel, a pilot station and a debt, and in forty years neither has found a council that would speak of all three in one sitting.</p>`,
).join('')

const html = (head: string, body: string, site = 'Harbour Institute'): string =>
  `<!doctype html><html lang="en"><head><title>${title} - ${site}</title><meta property="og:site_name" content="${site}">${head}</head><body>${body}</body></html>`

const listed = (names: readonly string[]): string =>
  names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`

/** The names, with the position after the last one. */
const signed = ({ names, post }: Byline): string => [listed(names), ...(post === undefined ? [] : [post])].join(', ')

const each = (names: readonly string[], of: (name: string) => string): string => names.map(of).join(' ')
const data = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const others = ['Priya Mehra', 'Olaf Stein', 'Grace Tembo']

/** Our own layouts, modelled on ten kinds of sites. */
export const families: readonly Family[] = [
  {
    name: 'WordPress with an SEO plugin: persons apart in the data, cards of other articles',
    page: (byline) =>
      html(
        data({
          '@context': 'https://schema.org',
          '@graph': [
            {
              '@type': 'Article',
              '@id': '#article',
              headline: title,
              datePublished: date.iso,
              author: byline.names.map((_, at) => ({ '@id': `#person${at}` })),
              publisher: { '@id': '#org' },
            },
            ...byline.names.map((name, at) => ({ '@type': 'Person', '@id': `#person${at}`, name })),
            { '@type': 'Organization', '@id': '#org', name: 'Harbour Institute' },
          ],
        }),
        `<header class="site-header"><nav><a href="/">Home</a></nav></header><main><article><header class="entry-header"><h1>${title}</h1><div class="entry-meta">By ${each(byline.names, (name) => `<span class="author vcard"><a rel="author" href="/author/x">${name}</a></span>`)} <time datetime="${date.iso}">${date.shown}</time></div></header>${text}</article><section class="related-posts">${others.map((name) => `<article class="card"><h3>Another view</h3><span class="byline">By ${name}</span></article>`).join('')}</section></main>`,
      ),
  },
  {
    name: 'Drupal of a think tank: fields, expert boxes, more from',
    page: (byline) =>
      html(
        '',
        `<div class="layout"><div class="node node--type-commentary"><h1 class="page-title"><span>${title}</span></h1><div class="field field--name-field-authors">${each(byline.names, (name) => `<div class="field__item"><a href="/experts/x" class="author-name">${name}</a>${byline.post === undefined ? '' : `<div class="author-title">${byline.post}</div>`}</div>`)}</div><div class="field field--name-created">${date.shown}</div><div class="field--name-body">${text}</div></div><aside class="sidebar"><h2>Experts</h2>${others.map((name) => `<a class="author-name" href="/experts/y">${name}</a>`).join('')}</aside></div>`,
      ),
  },
  {
    name: 'a hosted site builder: its account in the meta element',
    page: (byline) =>
      html(
        '<meta name="author" content="Harbour Institute"><meta itemprop="author" content="admin">',
        `<article class="blog-item"><div class="blog-item-title"><h1>${title}</h1></div><div class="blog-item-meta"><span class="blog-author-name">${signed(byline)}</span> <time class="blog-date" datetime="2025-12-28">Dec 28</time></div>${text}<section class="blog-item-comments"><div class="comment"><span class="comment-author">${others[0]}</span> Well said.</div></section></article>`,
      ),
  },
  {
    name: 'a newspaper: byline, place and date in one line',
    page: (byline) =>
      html(
        data({
          '@type': 'NewsArticle',
          headline: title,
          datePublished: date.iso,
          author: { '@type': 'Organization', name: 'The Daily Pilot' },
          publisher: { '@type': 'Organization', name: 'The Daily Pilot' },
        }),
        `<main><article><h1>${title}</h1><p class="byline">By ${signed(byline)} | ${date.shown}</p><figure><img src="a.jpg"><figcaption>Photo by ${others[1]}</figcaption></figure>${text}</article><aside class="most-popular"><p class="byline">By ${others[2]}</p></aside></main>`,
        'The Daily Pilot',
      ),
  },
  {
    name: 'a newsletter: profile links, hover cards, likes',
    page: (byline) =>
      html(
        data({
          '@type': 'NewsArticle',
          headline: title,
          datePublished: date.iso,
          author: byline.names.map((name) => ({ '@type': 'Person', name, url: 'https://letters.example/@x' })),
        }),
        `<div class="main"><article class="post"><h1 class="post-title">${title}</h1><div class="post-header"><div class="meta">${each(byline.names, (name) => `<div class="profile-hover-card-target"><a href="/@x">${name}</a></div>`)}<div>Dec 28, 2025</div></div><div class="share">Share</div></div>${text}</article><div class="comments"><div class="comment"><a rel="author" href="/@p">${others[0]}</a> Thank you.</div></div></div>`,
        'Pilot Letters',
      ),
  },
  {
    name: 'a journal: citation elements, affiliations in the list of authors',
    page: (byline) =>
      html(
        `${byline.names.map((name) => `<meta name="citation_author" content="${name}"><meta name="citation_author_institution" content="Harbour University">`).join('')}<meta name="citation_date" content="2025/12/28">`,
        `<main><article><h1>${title}</h1><ul class="authors">${each(byline.names, (name) => `<li><span class="name">${name}</span> <span class="affiliation">Harbour University</span></li>`)}</ul><section class="abstract"><h2>Abstract</h2>${text}</section></article><div class="editors">Edited by ${others[1]}</div></main>`,
        'Journal of Straits',
      ),
  },
  {
    name: 'a writing platform: the author twice, readers below',
    page: (byline) =>
      html(
        `<meta name="author" content="${listed(byline.names)}">`,
        `<div><header class="masthead"><a href="/">Platform</a></header><article><h1>${title}</h1><div class="postMeta">${each(byline.names, (name) => `<a rel="author" href="/@x">${name}</a>`)} <span>8 min read</span> · <span>Dec 28, 2025</span> · <button>Follow</button></div>${text}<footer><p>Written by ${each(byline.names, (name) => `<a rel="author" href="/@x">${name}</a>`)}</p></footer></article><section id="responses" class="responses-comments"><p class="comment"><a rel="author" href="/@y">${others[2]}</a>: I disagree.</p></section></div>`,
        'Platform',
      ),
  },
  {
    name: 'a publishing system: a list of authors, cards of other posts',
    page: (byline) =>
      html(
        '',
        `<main><article class="article post"><header class="article-header"><a class="tag" href="/tag/ports">Ports</a><h1 class="article-title">${title}</h1><section class="article-byline"><ul class="author-list">${each(byline.names, (name) => `<li class="author-list-item"><a href="/author/x" class="author-avatar"><img alt="${name}"></a></li>`)}</ul><h4 class="author-name">${each(byline.names, (name) => `<a href="/author/x">${name}</a>`)}</h4><time datetime="2025-12-28">28 Dec 2025</time> <span>5 min read</span></section></header>${text}</article></main><aside class="read-more-wrap">${others.map((name) => `<article class="post-card"><h2>Older</h2><a class="author-name" href="/author/z">${name}</a></article>`).join('')}</aside>`,
        'The Mooring',
      ),
  },
  {
    name: 'plain pages: a bold line that begins with By',
    page: (byline) =>
      html(
        '',
        `<table><tr><td><a href="/">Home</a> <a href="/about">About us</a></td></tr><tr><td><h1>${title}</h1><p><b>By ${signed(byline)}</b></p><p>${date.shown}</p>${text}<p>See also: A Port Without a Pilot, by ${others[0]}.</p></td></tr></table>`,
        'Straits Centre',
      ),
  },
  {
    name: 'a static site: date, authors and reading time in one line',
    page: (byline) =>
      html(
        `<meta property="article:published_time" content="${date.iso}">`,
        `<header class="header"><a class="logo" href="/">Notes on Harbours</a></header><main class="main"><article class="post-single"><header class="post-header"><h1 class="post-title">${title}</h1><div class="post-meta"><span title="${date.iso}">${date.shown}</span> · <span>4 min</span> · <span class="post-author">${listed(byline.names)}</span></div></header><div class="post-content">${text}</div><footer class="post-footer"><nav class="paginav"><a href="/a">Next: by ${others[1]}</a></nav></footer></article></main>`,
        'Notes on Harbours',
      ),
  },
]
