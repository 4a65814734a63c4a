import { describe, expect, test } from 'vitest'
import { parsePage } from '../../../src/commentary/page/tree.ts'
import { linesOf } from '../../../src/commentary/text/lines.ts'

const shown = (html: string): string =>
  linesOf(parsePage(html) ?? expect.fail('no page'))
    .map(({ text }) => text)
    .join(' ')

/** A page whose own words are many, with one more that is hidden or not. */
const page = (style: string, body: string, head = ''): string =>
  `<html><head><style>${style}</style>${head}</head><body><main><p>The harbour keeps its own book of hours.</p>${body}</main></body></html>`

const hidden: readonly [how: string, style: string, body: string][] = [
  ['a class', '.x{display:none}', '<p class="a x">SECRET</p>'],
  ['an id', '#x { display : none }', '<p id="x">SECRET</p>'],
  ['an element', 'p.a, ins{display:none}', '<p>Open<ins> SECRET</ins></p>'],
  ['a descendant', 'main .box > span{visibility:hidden}', '<div class="box"><span>SECRET</span></div>'],
  ['an attribute', '[data-state="closed"]{display:none}', '<p data-state="closed">SECRET</p>'],
  ['a place among others', 'main > p:nth-of-type(2){display:none}', '<p>SECRET</p>'],
  ['a sheet for screens', '@media screen and (min-width: 600px){.x{display:none}}', '<p class="x">SECRET</p>'],
  ['a sheet with comments', '/* a */ .x /* b */ { display: /* c */ none }', '<p class="x">SECRET</p>'],
  ['the more specific rule', '#x{display:none} .x{display:block}', '<p id="x" class="x">SECRET</p>'],
  ['the later rule', '.x{display:block} .x{display:none}', '<p class="x">SECRET</p>'],
  ['importance', '.x{display:none !important} #x{display:block}', '<p id="x" class="x">SECRET</p>'],
  ['importance over the inline style', '.x{display:none!important}', '<p class="x" style="display:block">SECRET</p>'],
  ['a rule within a rule', '.box{color:#222; & .x{display:none}}', '<div class="box"><p class="x">SECRET</p></div>'],
  ['a layer', '@layer base{.x{display:block}} .x{display:none}', '<p class="x">SECRET</p>'],
  ['a state that is not', '.x:not(:focus):not(:hover){display:none}', '<p class="x">SECRET</p>'],
  ['a list with :is', ':is(.x,.y) b{display:none}', '<p class="y"><b>SECRET</b></p>'],
  ['a variable', ':root{--v:none}.x{display:var(--v)}', '<p class="x">SECRET</p>'],
  ['visibility', '.x{visibility:hidden}', '<p class="x">SECRET</p>'],
  ['a turn by its own property', '.x{rotate:x 90deg}', '<p class="x">SECRET</p>'],
  ['a turn', '.x{transform:rotateY(90deg)}', '<p class="x">SECRET</p>'],
  ['a mask', '.x{mask:linear-gradient(transparent,transparent)}', '<p class="x">SECRET</p>'],
  ['one screen above', '.x{position:fixed;top:-100vh}', '<p class="x">SECRET</p>'],
  ['opacity', '.x{opacity:0}', '<div class="x"><p>SECRET</p></div>'],
  ['an opacity near zero', '.x{opacity:.01}', '<p class="x">SECRET</p>'],
  ['a filter', '.x{filter:opacity(0)}', '<p class="x">SECRET</p>'],
  ['the size of type', '.x{font-size:0}', '<p class="x">SECRET</p>'],
  ['the size of type by the shorthand', '.x{font:0/0 a}', '<p class="x">SECRET</p>'],
  ['the colour of the page', '.x{color:#ffffff}', '<p class="x">SECRET</p>'],
  ['nearly the colour of the page', '.x{color:#fefefe}', '<p class="x">SECRET</p>'],
  ['the colour of its own box', '.x{color:navy;background:#000080}', '<p class="x">SECRET</p>'],
  [
    'the colour of the box around it',
    '.box{background:#123}.x{color:rgb(17,34,51)}',
    '<div class="box"><p class="x">SECRET</p></div>',
  ],
  ['a colour set above', '.box{color:white}', '<div class="box"><div><p>SECRET</p></div></div>'],
  ['a colour by variable', ':root{--base:#fff}.x{color:var(--base)}', '<p class="x">SECRET</p>'],
  ['no colour', '.x{color:transparent}', '<p class="x">SECRET</p>'],
  ['a colour without weight', '.x{color:rgba(0,0,0,0)}', '<p class="x">SECRET</p>'],
  ['an old attribute', '', '<p><font color="white">SECRET</font></p>'],
  ['a place off the screen', '.x{position:absolute;left:-9999px}', '<p class="x">SECRET</p>'],
  ['a share of the screen', '.x{position:fixed;left:-200vw}', '<p class="x">SECRET</p>'],
  ['an indent', '.x{text-indent:-999em}', '<p class="x">SECRET</p>'],
  ['a move', '.x{transform:translateX(-9999px)}', '<p class="x">SECRET</p>'],
  ['a scale', '.x{transform:scale(0)}', '<p class="x">SECRET</p>'],
  ['a clip', '.x{position:absolute;clip:rect(0 0 0 0)}', '<p class="x">SECRET</p>'],
  ['a clip of one pixel', '.x{position:absolute;clip:rect(1px, 1px, 1px, 1px)}', '<p class="x">SECRET</p>'],
  ['a clip path', '.x{clip-path:inset(50%)}', '<p class="x">SECRET</p>'],
  ['a box without height', '.x{height:0;overflow:hidden}', '<p class="x">SECRET</p>'],
  [
    'a closed accordion',
    '.x{max-height:0;overflow:hidden;transition:max-height .2s}',
    '<div class="x"><p>SECRET</p></div>',
  ],
  ['a closed details', '', '<details><summary>More</summary><p>SECRET</p></details>'],
  ['a closed details without an element', '', '<details><summary>More</summary>SECRET</details>'],
  ['hidden', '', '<p hidden>SECRET</p>'],
  ['hidden until found', '', '<p hidden="until-found">SECRET</p>'],
  ['aria-hidden', '', '<p aria-hidden="true">SECRET</p>'],
  ['a template', '', '<template><p>SECRET</p></template>'],
  ['noscript', '', '<noscript><p>SECRET</p></noscript>'],
  ['a popover', '', '<div popover>SECRET</div>'],
  ['a closed dialog', '', '<dialog>SECRET</dialog>'],
  ['a class of a known sheet', '', '<p class="visually-hidden">SECRET</p>'],
  ['an inline style', '', '<p style="Display : NONE ! important">SECRET</p>'],
]

/** Similar cases: a style and a body, each written in another way. */
const alsoHidden: readonly [style: string, body: string][] = [
  ['.x{display:none}', '<DIV CLASS="x">SECRET</DIV>'],
  ['.X{display:none}', '<p class="X">SECRET</p>'],
  ['P.x{DISPLAY:NONE}', '<p class="x">SECRET</p>'],
  ['.a\\:b{display:none}', '<p class="a:b">SECRET</p>'],
  ['@media all{.x{display:none}}', '<p class="x">SECRET</p>'],
  ['@media only screen{.x{display:none}}', '<p class="x">SECRET</p>'],
  ['@media not print{.x{display:none}}', '<p class="x">SECRET</p>'],
  ['@media (min-width:48em){.x{display:none}}', '<p class="x">SECRET</p>'],
  ['@media (width >= 600px){.x{display:none}}', '<p class="x">SECRET</p>'],
  ['@media (prefers-color-scheme: light){.x{display:none}}', '<p class="x">SECRET</p>'],
  ['@supports (display:grid){.x{display:none}}', '<p class="x">SECRET</p>'],
  ['.x{display:none;display:var(--nope)}', '<p class="x" style="display:none">SECRET</p>'],
  ['body .x,.y{display:none}', '<p class="y">SECRET</p>'],
  ['main p ~ p{display:none}', '<p>SECRET</p>'],
  ['main p + p.x{display:none}', '<p class="x">SECRET</p>'],
  ['main:has(.x) .y{display:none}', '<p class="x">ok</p><p class="y">SECRET</p>'],
  ['p:not(:first-child){display:none}', '<p>SECRET</p>'],
  ['p:last-of-type{display:none}', '<p>SECRET</p>'],
  ['[class~=x]{display:none}', '<p class="y x">SECRET</p>'],
  ['.x{opacity:0%}', '<p class="x">SECRET</p>'],
  ['.x{opacity:0.0}', '<p class="x">SECRET</p>'],
  ['.x{font-size:1px}', '<p class="x">SECRET</p>'],
  ['.x{font-size:.01em}', '<p class="x">SECRET</p>'],
  ['.x{font-size:0}.x b{font-size:2em}', '<p class="x"><b>SECRET</b></p>'],
  ['.x{font:1px/1 Arial}', '<p class="x">SECRET</p>'],
  ['.x{color:#FFFFFF}', '<p class="x">SECRET</p>'],
  ['.x{color:hsl(0 0% 100%)}', '<p class="x">SECRET</p>'],
  ['.x{color:rgb(255 255 255 / 100%)}', '<p class="x">SECRET</p>'],
  ['.x{color:rgba(255,255,255,.9)}', '<p class="x">SECRET</p>'],
  ['.x{color:oklch(1 0 0)}', '<p class="x">SECRET</p>'],
  ['.x{color:#0000}', '<p class="x">SECRET</p>'],
  ['body{background:#111;color:#eee}.x{color:#111}', '<p class="x">SECRET</p>'],
  ['html{background-color:black}body{color:white}.x{color:black}', '<p class="x">SECRET</p>'],
  ['.x{color:inherit}.b{color:white}', '<div class="b"><p class="x">SECRET</p></div>'],
  ['.b{background:yellow}.b span{color:yellow}', '<p class="b">seen <span>SECRET</span></p>'],
  ['.x{-webkit-text-fill-color:white}', '<p class="x">SECRET</p>'],
  ['.x{-webkit-text-fill-color:transparent}', '<p class="x">SECRET</p>'],
  ['.x{position:absolute;top:-10000px}', '<p class="x">SECRET</p>'],
  ['.x{position:absolute;left:-625rem}', '<p class="x">SECRET</p>'],
  ['.x{position:absolute;inset:auto auto auto -9999px}', '<p class="x">SECRET</p>'],
  ['.x{position:fixed;right:-9999px}', '<p class="x">SECRET</p>'],
  ['.x{margin:0 0 0 -9999px}', '<p class="x">SECRET</p>'],
  ['.x{transform:translate(-9999px,0)}', '<p class="x">SECRET</p>'],
  ['.x{transform:translate3d(-9999px,0,0)}', '<p class="x">SECRET</p>'],
  ['.x{transform:scale(0,0)}', '<p class="x">SECRET</p>'],
  ['.x{transform:scaleY(0)}', '<p class="x">SECRET</p>'],
  ['.x{translate:-9999px 0}', '<p class="x">SECRET</p>'],
  ['.x{scale:0}', '<p class="x">SECRET</p>'],
  ['.x{zoom:0}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:inset(100%)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:circle(0)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:polygon(0 0,0 0,0 0)}', '<p class="x">SECRET</p>'],
  ['.x{width:1px;height:1px;overflow:hidden;position:absolute}', '<p class="x">SECRET</p>'],
  ['.x{max-width:0;overflow:hidden;white-space:nowrap}', '<p class="x">SECRET</p>'],
  ['.x{height:0;overflow-y:hidden}', '<p class="x">SECRET</p>'],
  ['.x{block-size:0;overflow:clip}', '<p class="x">SECRET</p>'],
  ['.x{line-height:0;overflow:hidden;height:0}', '<p class="x">SECRET</p>'],
  ['.x{content-visibility:hidden}', '<p class="x">SECRET</p>'],
  ['.x{visibility:collapse}', '<p class="x">SECRET</p>'],
  ['.x{mask-image:linear-gradient(transparent,transparent)}', '<p class="x" hidden>SECRET</p>'],
  ['', '<details><summary>More</summary><div><p>SECRET</p></div></details>'],
  ['', '<details><p>SECRET</p></details>'],
  ['details{display:block}', '<details><summary>x</summary><span>SECRET</span></details>'],
  ['', '<p aria-hidden=true>SECRET</p>'],
  ['', '<p aria-hidden="TRUE">SECRET</p>'],
  ['', '<div inert hidden>SECRET</div>'],
  ['', '<datalist><option>SECRET</option></datalist>'],
  ['', '<p><span style="display:none">SECRET</span></p>'],
  ['', '<p><span style="color:white">SECRET</span></p>'],
  ['', '<p style="font-size:0">SECRET</p>'],
  ['', '<p style="/* x */ display:none">SECRET</p>'],
  ['', '<p style="display:none;display:block;display:none">SECRET</p>'],
  ['', '<p style="opacity:0;animation:none">SECRET</p>'],
  ['@import url(x.css);.x{display:none}', '<p class="x">SECRET</p>'],
  ['<!-- .x{display:none} -->', '<p class="x">SECRET</p>'],
  ['.x{display:none}}.y{color:red}', '<p class="x">SECRET</p>'],
  ['@charset "utf-8";@layer a,b;@layer b{.x{display:none}}@layer a{.x{display:block}}', '<p class="x">SECRET</p>'],
  ['@layer a{.x{display:none!important}}.x{display:block!important}', '<p class="x">SECRET</p>'],
  ['.card{.x{display:none}}', '<div class="card"><p class="x">SECRET</p></div>'],
  ['.card{@media screen{display:none}}', '<div class="card"><p>SECRET</p></div>'],
  ['.t{display:none}.t:target{display:block}', '<p class="t" id="q">SECRET</p>'],
  ['input:checked ~ .x{display:block}.x{display:none}', '<input type="checkbox"><p class="x">SECRET</p>'],
  ['[data-a="1"] .x{display:none}', '<div data-a="1"><p class="x">SECRET</p></div>'],
]

/** Cases with derived colours, computed lengths, shapes, shadow roots and other kinds of style sheets. */
const hiddenByNewerCss: readonly [style: string, body: string][] = [
  ['.x{color:color-mix(in srgb, white 98%, black)}', '<p class="x">SECRET</p>'],
  ['.x{color:color-mix(in oklab, #fff, #fefefe)}', '<p class="x">SECRET</p>'],
  ['.x{color:color-mix(in srgb, currentcolor 0%, transparent)}', '<p class="x" style="color:transparent">SECRET</p>'],
  ['.x{color:color-mix(in srgb, red 2%, transparent)}', '<p class="x">SECRET</p>'],
  ['.x{color:light-dark(#fefefe, #111)}', '<p class="x">SECRET</p>'],
  ['.x{color:color(srgb 1 1 1)}', '<p class="x">SECRET</p>'],
  ['.x{color:color(display-p3 99% 99% 99%)}', '<p class="x">SECRET</p>'],
  ['.x{color:Canvas}', '<p class="x">SECRET</p>'],
  ['.x{color:rgb(from white r g b)}', '<p class="x">SECRET</p>'],
  ['.x{color:rgb(from black r g b / 0)}', '<p class="x">SECRET</p>'],
  ['.x{color:#f7f7f7}', '<p class="x">SECRET</p>'],
  [':root{--c:color-mix(in srgb,var(--w),white)}.x{--w:#fff;color:var(--c)}', '<p class="x" hidden>SECRET</p>'],
  ['.x{font-size:calc(1px - 1px)}', '<p class="x">SECRET</p>'],
  ['.x{font-size:calc(16px * 0)}', '<p class="x">SECRET</p>'],
  ['.x{font-size:min(1px, 2em)}', '<p class="x">SECRET</p>'],
  ['.x{font-size:clamp(0px, 1px, 2px)}', '<p class="x">SECRET</p>'],
  ['.x{opacity:calc(0)}', '<p class="x">SECRET</p>'],
  ['.x{position:absolute;left:calc(-1 * 9999px)}', '<p class="x">SECRET</p>'],
  ['.x{letter-spacing:-1em}', '<p class="x">SECRET</p>'],
  ['.x{filter:blur(12px)}', '<p class="x">SECRET</p>'],
  ['.x{text-indent:100%;white-space:nowrap;overflow:hidden}', '<p class="x">SECRET</p>'],
  ['.x{line-height:0;overflow:hidden}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:inset(0 100% 0 0)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:inset(0 0 100% 0)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:circle(0px at 50% 50%)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:rect(0 0 0 0)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:xywh(0 0 0 0)}', '<p class="x">SECRET</p>'],
  ['.x{clip-path:polygon(10px 10px, 10px 10px, 10px 10px)}', '<p class="x">SECRET</p>'],
  ['.x{backface-visibility:hidden;transform:rotateY(180deg)}', '<p class="x">SECRET</p>'],
  ['@scope (.card){.x{display:none}}', '<div class="card"><p class="x">SECRET</p></div>'],
  ['@container (min-width: 300px){.x{display:none}}', '<p class="x">SECRET</p>'],
  ['', '<link rel="stylesheet" href="data:text/css,.x%7Bdisplay:none%7D"><p class="x">SECRET</p>'],
  ['', '<link rel="stylesheet" href="data:text/css;base64,Lnh7ZGlzcGxheTpub25lfQ=="><p class="x">SECRET</p>'],
  ['', '<x-a><template shadowrootmode="open"><p>Shown</p></template><p>SECRET</p></x-a>'],
  ['', '<x-a><template shadowrootmode="closed"></template>SECRET</x-a>'],
  ['', '<x-a><template shadowrootmode="open"><slot name="s"></slot></template><p>SECRET</p></x-a>'],
  ['', '<x-a><template shadowrootmode="open"><style>p{display:none}</style><p>SECRET</p></template></x-a>'],
  [
    '',
    '<x-a><template shadowrootmode="open"><style>:host{display:none}</style><slot></slot></template><p>SECRET</p></x-a>',
  ],
  [
    '',
    '<x-a><template shadowrootmode="open"><style>::slotted(p){display:none}</style><slot></slot></template><p>SECRET</p></x-a>',
  ],
  [
    '',
    '<x-a><template shadowrootmode="open"><x-b><template shadowrootmode="open">Shown</template>SECRET</x-b></template></x-a>',
  ],
  ['', '<amp-ad><div>SECRET</div></amp-ad>'],
  ['', '<p><ruby>Open<rp>(</rp><rt>SECRET</rt><rp>)</rp></ruby></p>'],
]

const visible: readonly [how: string, style: string, body: string][] = [
  ['a sheet for print', '@media print{.x{display:none}}', '<p class="x">PLAIN</p>'],
  ['a sheet for phones', '@media (max-width: 600px){.x{display:none}}', '<p class="x">PLAIN</p>'],
  ['a sheet for no scripts', '@media (scripting: none){.x{display:none}}', '<p class="x">PLAIN</p>'],
  ['an inline style over a rule', '.x{display:none}', '<p class="x" style="display:block">PLAIN</p>'],
  [
    'an important rule over a later one',
    '.x{display:block !important} #x{display:none}',
    '<p id="x" class="x">PLAIN</p>',
  ],
  ['the more specific rule', 'p.x{display:block} .x{display:none}', '<p class="x">PLAIN</p>'],
  ['a rule without weight', 'p{display:block} :where(#x){display:none}', '<p id="x">PLAIN</p>'],
  ['a rule over a layer', '.x{display:block} @layer late{#x{display:none}}', '<p id="x" class="x">PLAIN</p>'],
  ['another state', '.x:hover{display:none} .x:target{display:none}', '<p class="x">PLAIN</p>'],
  ['a part of it', '.x::before{display:none} .x::first-line{color:#fff}', '<p class="x">PLAIN</p>'],
  ['a condition that is not met', '@supports not (display:grid){.x{display:none}}', '<p class="x">PLAIN</p>'],
  ['steps of an animation', '@keyframes a{from{opacity:0}to{opacity:1}} from{display:none}', '<p class="x">PLAIN</p>'],
  ['a fade-in', '.x{opacity:0;animation:in 1s forwards}', '<p class="x">PLAIN</p>'],
  [
    'visible within the invisible',
    '.box{visibility:hidden}.x{visibility:visible}',
    '<div class="box"><p class="x">PLAIN</p></div>',
  ],
  [
    'type of a size within none',
    '.box{font-size:0}.x{font-size:16px}',
    '<div class="box"><p class="x">PLAIN</p></div>',
  ],
  ['type by the root’s size', '.box{font-size:0}.x{font-size:1rem}', '<div class="box"><p class="x">PLAIN</p></div>'],
  ['white on a dark box', '.box{background:#123456}.x{color:#fff}', '<div class="box"><p class="x">PLAIN</p></div>'],
  ['white on a picture', '.box{background:url(a.jpg)}.x{color:#fff}', '<div class="box"><p class="x">PLAIN</p></div>'],
  ['white on a gradient', '.x{color:#fff;background-image:linear-gradient(#111,#222)}', '<p class="x">PLAIN</p>'],
  [
    'white over a picture',
    '.bg{position:absolute;inset:0}.x{color:#fff}',
    '<div><img class="bg" src="a.jpg"><h2 class="x">PLAIN</h2></div>',
  ],
  [
    'white on a cover',
    '.has-white-color{color:#fff!important}',
    '<div class="wp-block-cover"><span aria-hidden="true" class="wp-block-cover__background"></span><p class="has-white-color">PLAIN</p></div>',
  ],
  ['dark in a white box', '.box{color:#fff}.x{color:#111}', '<div class="box"><p class="x">PLAIN</p></div>'],
  [
    'a gradient in the letters',
    '.x{color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text}',
    '<h2 class="x">PLAIN</h2>',
  ],
  ['a variable that is not set', '.x{color:var(--unknown);display:var(--other)}', '<p class="x">PLAIN</p>'],
  ['left of a box without a place', '.x{left:-9999px}', '<p class="x">PLAIN</p>'],
  ['a small move', '.x{position:relative;left:-20px;transform:translate(-50%,-50%)}', '<p class="x">PLAIN</p>'],
  ['a box cut off below', '.x{max-height:300px;overflow:hidden}', '<p class="x">PLAIN</p>'],
  ['an open details', '', '<details open><summary>More</summary><p>PLAIN</p></details>'],
  ['the summary of a details', '', '<details><summary>PLAIN</summary><p>x</p></details>'],
  ['an open dialog', '', '<dialog open>PLAIN</dialog>'],
  ['aria-hidden that is off', '', '<p aria-hidden="false">PLAIN</p>'],
  ['hidden that the sheet shows', '[hidden].x{display:block}', '<p class="x" hidden>PLAIN</p>'],
  ['a class that the page itself shows', '.hidden{display:block}', '<p class="hidden">PLAIN</p>'],
  ['a class that a wide screen shows', '', '<p class="hidden md:block">PLAIN</p>'],
  ['a sheet that is broken', '.y{{display:none} @media {', '<p class="x">PLAIN</p>'],
  ['a colour that is mixed to grey', '.x{color:color-mix(in srgb, white 40%, black)}', '<p class="x">PLAIN</p>'],
  ['a colour that cannot be told', '.x{color:oklch(from white calc(l - .8) c h)}', '<p class="x">PLAIN</p>'],
  ['type of a computed size', '.x{font-size:clamp(14px, 2vw, 20px)}', '<p class="x">PLAIN</p>'],
  ['a head that is set tight', '.x{letter-spacing:-0.05em}', '<p class="x">PLAIN</p>'],
  ['a line height of one', '.x{line-height:1;overflow:hidden}', '<p class="x">PLAIN</p>'],
  ['a shadow root', '', '<x-a><template shadowrootmode="open"><p>PLAIN</p></template></x-a>'],
  ['a slot', '', '<x-a><template shadowrootmode="open"><slot></slot></template><p>PLAIN</p></x-a>'],
  [
    'a named slot',
    '',
    '<x-a><template shadowrootmode="open"><slot name="s"></slot></template><p slot="s">PLAIN</p></x-a>',
  ],
  [
    'what a slot shows when nothing is put in',
    '',
    '<x-a><template shadowrootmode="open"><slot>PLAIN</slot></template></x-a>',
  ],
  [
    'a sheet of a shadow root elsewhere',
    '',
    '<x-a><template shadowrootmode="open"><style>p{display:none}</style></template></x-a><p>PLAIN</p>',
  ],
  [
    'a sheet of the page over a shadow root',
    'p.y{display:none}',
    '<x-a><template shadowrootmode="open"><p class="y">PLAIN</p></template></x-a>',
  ],
  ['a selector that nobody knows', '.x:unheard-of(2){display:none}', '<p class="x">PLAIN</p>'],
]

describe('text of a page', () => {
  test.each(hidden)('hidden by %s is not read', (_how, style, body) => {
    expect(shown(page(style, body))).not.toContain('SECRET')
    expect(shown(page(style, body))).toContain('The harbour keeps')
  })

  test.each(alsoHidden)('hidden by %j in %j is not read', (style, body) => {
    expect(shown(page(style, body))).not.toContain('SECRET')
  })

  test.each(hiddenByNewerCss)('hidden by newer CSS, %j in %j, is not read', (style, body) => {
    expect(shown(page(style, body))).not.toContain('SECRET')
    expect(shown(page(style, body))).toContain('The harbour keeps')
  })

  test.each(visible)('with %s is read', (_how, style, body) => {
    expect(shown(page(style, body))).toContain('PLAIN')
  })

  test('hidden by a sheet for print only, or within noscript, is read', () => {
    const sheets = '<style media="print">.x{display:none}</style><noscript><style>.x{display:none}</style></noscript>'
    expect(shown(page('', '<p class="x">PLAIN</p>', sheets))).toContain('PLAIN')
  })

  test.each([
    ['fades in', '.all{opacity:0}'],
    ['is white on a ground of a sheet that we do not have', '.all{color:#fff}'],
    ['fades in as a body', 'body{visibility:hidden;opacity:0}'],
  ])('is read where the whole of it %s', (_how, style) => {
    const text = 'The harbours of the strait were built for another century, and it shows in every crane.'
    expect(shown(page(style, `<div class="all"><p>${text}</p></div>`))).toContain(text)
  })

  test.each([
    ['in one page and not in the shadow root of another', '<p>SECRET</p>', false],
    [
      'in a shadow root of its own',
      '<x-a><template shadowrootmode="open"><style>p{display:none}</style><p>SECRET</p></template></x-a>',
      false,
    ],
    [
      'outside the sheet’s shadow root',
      '<x-a><template shadowrootmode="open"><style>p{display:none}</style></template></x-a><p>PLAIN</p>',
      true,
    ],
  ])('is read by the same sheet for each page anew: %s', (_says, body, isShown) => {
    const sheet = body.includes('template') ? '' : '<style>p{display:none}</style>'
    for (let time = 0; time < 2; time += 1) {
      expect(shown(`<body><h1>Head</h1>${sheet}${body}</body>`)).toBe(isShown ? 'Head PLAIN' : 'Head')
      expect(shown('<body><h1>Head</h1><style>p{display:none}</style><b>PLAIN</b><p>SECRET</p></body>')).toBe(
        'Head PLAIN',
      )
    }
  })

  test.each([
    ['a,b', 'PLAIN'],
    ['b,a', ''],
  ])('layers of a sheet have the order of each page’s own: %s', (order, expected) => {
    const sheet = '@layer a{.x{display:none}} @layer b{.x{display:block}}'
    expect(shown(`<style>@layer ${order};</style><style>${sheet}</style><p class="x">PLAIN</p>`)).toBe(expected)
  })

  test('is not read at all where its sheet is built to keep the reader busy', () => {
    const rules = Array.from({ length: 2000 }, (_, at) => `[a${at}]{display:none}`).join('')
    expect(parsePage(page(rules, '<p>x</p>'.repeat(2000)))).toBeUndefined()
  })

  test('is read through a sheet with ten thousand rules', () => {
    const rules = Array.from({ length: 10_000 }, (_, at) => `.c${at} > .d${at}, #i${at}{display:none;color:#${at}}`)
    const body = Array.from({ length: 2000 }, (_, at) => `<p class="c${at} x">Paragraph ${at}</p>`).join('')
    expect(shown(page(rules.join(''), body))).toContain('Paragraph 1999')
  })
})
