import { ld, page, type SitePage, some, text, title } from './site-pages.ts'

/** Pages of further site families. */
export const morePages: readonly SitePage[] = [
  page(
    'a PDF as HTML: a paragraph for each printed line',
    `<html><head><title>pilots-ashore</title></head><body><div id="page1-div"><p class="ft10"><b>${title}</b></p><p class="ft11">Una Oakes</p><p class="ft11">28 December 2025</p>${[
      0, 1, 2, 3, 4, 5, 6, 7,
    ]
      .map((at) =>
        text(at)
          .replaceAll(/(.{60}\S*) /gu, '$1\n')
          .split('\n')
          .map((line) => `<p class="ft12">${line}</p>`)
          .join(''),
      )
      .join('<p class="ft12">&nbsp;</p>')}<p>Una Oakes is a fellow of the Harbour Institute.</p></div></body></html>`,
  ),
  page(
    'WordPress: share plugin, related posts, author box, tags',
    `<html lang="en-US"><head><title>${title} - Harbour Watch</title><meta property="og:site_name" content="Harbour Watch"><meta name="author" content="admin"></head><body class="single-post"><article><header class="entry-header"><h1 class="entry-title">${title}</h1><div class="entry-meta">Posted on <time class="entry-date published" datetime="2025-12-28T08:00:00+08:00">28 December 2025</time> by <span class="author vcard"><a class="url fn n" href="/author/una">Una Oakes</a></span></div></header><div class="entry-content"><div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Click to share on Facebook (Opens in new window)</a></li></ul></div>${some(0, 4)}<div class="jp-relatedposts"><h3>Related</h3><div><a>Quays in Winter</a><p>In “Ports”</p></div></div>${some(4)}<p class="tags">Tags: <a>ports</a>, <a>pilots</a></p><div class="author-bio"><h4>About Una Oakes</h4><p>Una Oakes writes about pilots and has never been one.</p></div></div><nav class="post-navigation"><a>Previous: Quays in Winter</a></nav></article></body></html>`,
  ),
  page(
    'a Divi site: modules, blurbs, sign-up in the text',
    `<html lang="en"><head><title>${title} | Harbour Forum</title></head><body><div id="et-main-area"><div id="main-content"><article class="et_pb_post"><div class="et_pb_title_container"><h1 class="entry-title">${title}</h1><p class="et_pb_title_meta_container">by <span class="author vcard">Una Oakes</span> | <span class="published">Dec 28, 2025</span></p></div><div class="entry-content"><div class="et_pb_section"><div class="et_pb_text_inner">${some(0, 4)}</div><div class="et_pb_module et_pb_signup"><div class="et_pb_newsletter_description"><h2>Join us</h2><p>Letters from the quay.</p></div><div class="et_pb_newsletter_form"><form><p><input type="text" name="et_pb_signup_email" placeholder="Email"></p></form></div></div><div class="et_pb_text_inner">${some(4)}</div></div></div></article></div></div></body></html>`,
  ),
  page(
    'Webflow: rich text with figures and a byline in divs',
    `<html lang="en"><head><title>${title}</title><meta property="og:title" content="${title}"><meta property="og:site_name" content="Harbour Lab"></head><body><div class="section"><div class="container"><div class="tag-pill">Essay</div><h1>${title}</h1><div class="meta-wrap"><div>By</div><div>Una Oakes</div><div class="dot"></div><div>December 28, 2025</div></div><div class="rich-text w-richtext">${some(0, 4)}<figure class="w-richtext-figure-type-image"><div><img src="a"></div><figcaption>The hall at dawn.</figcaption></figure>${some(4)}<p>‍</p></div></div></div></body></html>`,
  ),
  page(
    'Hugo: front matter in one line, footnotes with marks',
    `<html lang="en-gb"><head><title>${title} | Quay Notes</title></head><body><main><article><h1>${title}</h1><p class="meta">28 Dec 2025 · 6 min read · Una Oakes</p>${some(0, 3)}<p>${text(3).replace('union,', 'union<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>,')}</p>${some(4)}<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>The union’s own book. <a href="#fnref:1" class="footnote-backref">↩︎</a></p></li></ol></div></article></main></body></html>`,
    { authors: [] },
  ),
  page(
    'SharePoint of a ministry: web parts',
    `<html lang="en-sg"><head><title>${title}</title></head><body><form id="aspnetForm" action="x"><div id="s4-workspace"><div class="breadcrumb">Home &gt; Newsroom</div><div class="article"><h1 class="page-header">${title}</h1><div class="article-date">28 Dec 2025</div><div class="ms-rtestate-field">${some().replaceAll('<p>', '<p><span lang="EN-GB" style="font-size:12pt">').replaceAll('</p>', '</span></p>')}<p>&#160;</p><p>. . . . .</p><p>Issued by</p><p>MINISTRY OF HARBOURS</p><p>28 DECEMBER 2025</p></div></div></div></form></body></html>`,
    { authors: [], text: [0, 1, 2, 3, 4, 5, 6, 7].map(text) },
  ),
  page(
    'a Japanese ministry: numbered sections and an address for questions',
    `<html lang="ja"><head><title>港湾白書の要点：港湾省</title></head><body><div id="contents"><h1>港湾白書の要点</h1><p class="right">令和7年12月28日</p><h2>1 概要</h2>${[0, 1, 2, 3].map((at) => `<p>海峡の港では水先人が長い争議の年に二度数えられ、一度は当局、一度は組合によるものだったが、両者の数字は天候以外の点で一致したことがない。第${at}の論点として、当局は両方の数字を公表すべきである。</p>`).join('')}</div></body></html>`,
    {
      title: '港湾白書の要点',
      authors: [],
      text: [
        '1 概要',
        ...[0, 1, 2, 3].map(
          (at) =>
            `海峡の港では水先人が長い争議の年に二度数えられ、一度は当局、一度は組合によるものだったが、両者の数字は天候以外の点で一致したことがない。第${at}の論点として、当局は両方の数字を公表すべきである。`,
        ),
      ],
    },
  ),
  page(
    'a Chinese portal: source, editor and share line',
    `<html lang="zh-CN"><head><title>渡口的旧账--海港网</title></head><body><div class="article"><h1>渡口的旧账</h1><div class="source">2025年12月28日 08:30 | 来源：海港网 | 作者：李大海</div>${[0, 1, 2, 3, 4].map((at) => `<p>　　海峡两岸的渡口小镇共用一条航道、一个引航站和一笔旧账，四十年来没有哪个议会愿意在一次会议上同时讨论这三件事，这是第${at}个理由，政府应该公开这些记录。</p>`).join('')}<p>（作者系海港研究所研究员）</p><p>（责任编辑：王小明）</p><p>分享到：</p></div></body></html>`,
    {
      title: '渡口的旧账',
      authors: ['李大海'],
      text: [0, 1, 2, 3, 4].map(
        (at) =>
          `海峡两岸的渡口小镇共用一条航道、一个引航站和一笔旧账，四十年来没有哪个议会愿意在一次会议上同时讨论这三件事，这是第${at}个理由，政府应该公开这些记录。`,
      ),
    },
  ),
  page(
    'a brief with key points in a box and a call-out',
    `<html lang="en"><head><title>${title} | Harbour Institute</title>${ld({ '@type': 'Article', headline: title, datePublished: '2025-12-28', author: { '@type': 'Person', name: 'Una Oakes' } })}</head><body><main><article><h1>${title}</h1><div class="byline">By <a>Una Oakes</a></div>${some(0, 3)}<blockquote class="pullquote"><p>A port that hides its pilots</p></blockquote>${some(3)}<p><strong>Una Oakes</strong> is a senior fellow at the Harbour Institute.</p><p>This article was first published by The Strait Courier.</p></article></main></body></html>`,
  ),
  page(
    'a blog of a university: captions in tables, mail link',
    `<html lang="en"><head><title>${title} | Ports@Harbour</title></head><body><div id="content"><h2 class="post-title">${title}</h2><p><small>December 28th, 2025 by Una Oakes</small></p>${some(0, 3)}<table class="tr-caption-container"><tbody><tr><td><img src="a"></td></tr><tr><td class="tr-caption">Pilots at the gate in 1987</td></tr></tbody></table>${some(3)}<p>Contact the author: <a href="mailto:u@x.example">u@x.example</a></p></div></body></html>`,
  ),
]
