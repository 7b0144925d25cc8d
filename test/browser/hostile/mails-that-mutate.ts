import { hostile } from './bait.js';

/** HTML that is harmless as one parser reads it and runs as another does, or once it was written out and read again. */
export const MAILS_THAT_MUTATE = hostile('mutate', {
  'svg-style': ({ run }) => `<svg><style><img src="x:" onerror="${run}"></style></svg>`,
  'svg-title': ({ run }) => `<svg><title><style></title><img src="x:" onerror="${run}"></style></title></svg>`,
  'svg-desc-paragraph': ({ run }) => `<svg><desc><p><style><a title="</style><img src=x: onerror=${run}>">x</desc></svg>`,
  'svg-foreign-object': ({ run }) =>
    `<svg><foreignObject><p><svg><style><!--</style><img src="x:" onerror="${run}">--></svg></foreignObject></svg>`,
  'svg-paragraph-breaks-out': ({ run }) => `<svg></p><style><a id="</style><img src=x: onerror=${run}>"></a></svg>`,
  'svg-cdata': ({ run }) => `<svg><![CDATA[><img src="x:" onerror="${run}">]]></svg>`,
  'svg-script-entities': ({ run }) => `<svg><script>&#x5f;&#x5f;ran${run.slice(5)}</script></svg>`,
  'math-style': ({ run }) => `<math><style><img src="x:" onerror="${run}"></style></math>`,
  'math-mglyph': ({ run }) =>
    `<form><math><mtext></form><form><mglyph><style></math><img src="x:" onerror="${run}"></style></mglyph></form>`,
  'math-mglyph-table': ({ run }) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=${run}&gt;">`,
  'math-mi-comment': ({ run }) => `<math><mi><mglyph><svg><mtext><textarea><path id="</textarea><img src=x: onerror=${run}>">`,
  'math-annotation-html': ({ run }) =>
    `<math><annotation-xml encoding="text/html"><style><img src="x:" onerror="${run}"></style></annotation-xml>`,
  'math-annotation-xhtml': ({ run }) =>
    `<math><annotation-xml encoding="application/xhtml+xml"><p><svg><style><a alt="</style><img src=x: onerror=${run}>">`,
  'math-href-inside': ({ run }) => `<math><maction actiontype="statusline" xlink:href="javascript:${run}">press</maction></math>`,
  noscript: ({ run }) => `<noscript><p title="</noscript><img src=x: onerror=${run}>"></noscript>`,
  'noscript-style': ({ run }) => `<noscript><style></noscript><img src="x:" onerror="${run}"></style>`,
  'template-inside': ({ run }) => `<template><img src="x:" onerror="${run}"><script>${run}</script></template>`,
  'template-shadow': ({ run }) => `<div><template shadowrootmode="open"><img src="x:" onerror="${run}"><slot></slot></template>text</div>`,
  'template-shadow-old': ({ run }) => `<div><template shadowroot="open"><svg onload="${run}"></svg></template>text</div>`,
  title: ({ run }) => `<title><img title="</title><img src=x: onerror=${run}>"></title>`,
  textarea: ({ run }) => `<textarea><p title="</textarea><img src=x: onerror=${run}>"></textarea>`,
  xmp: ({ run }) => `<xmp><p title="</xmp><img src=x: onerror=${run}>"></xmp>`,
  plaintext: ({ run }) => `<plaintext><img src="x:" onerror="${run}">`,
  noembed: ({ run }) => `<noembed><p title="</noembed><img src=x: onerror=${run}>"></noembed>`,
  noframes: ({ run }) => `<noframes><p title="</noframes><img src=x: onerror=${run}>"></noframes>`,
  iframe: ({ run }) => `<iframe><p title="</iframe><img src=x: onerror=${run}>"></iframe>`,
  'select-style': ({ run }) => `<select><style><option></select><img src="x:" onerror="${run}"></style>`,
  'select-template': ({ run }) => `<select><template><style></template></select><img src="x:" onerror="${run}"></style>`,
  'option-script': ({ run }) => `<select><option><script>${run}</script><keygen autofocus onfocus="${run}"></select>`,
  'table-fostered': ({ run }) => `<table><a href="javascript:${run}"><tr><td><img src="x:" onerror="${run}"></table>`,
  'table-in-table': ({ run }) => `<table><caption><table></caption><style></table><img src="x:" onerror="${run}"></style>`,
  'forms-nested': ({ run }) => `<form><div></form><form action="javascript:${run}"><input type="submit" value="press"></form>`,
  'comment-short': ({ run }) => `<!--><img src="x:" onerror="${run}">-->`,
  'comment-shorter': ({ run }) => `<!---><img src="x:" onerror="${run}">-->`,
  'comment-odd-end': ({ run }) => `<!-- --!><img src="x:" onerror="${run}">-->`,
  'comment-bogus': ({ run }) =>
    `<!foo="><img src=x: onerror=${run}>"><?xml ><img src="x:" onerror="${run}">?></ ><img src="x:" onerror="${run}">>`,
  'comment-conditional': ({ run }) =>
    `<!--[if gte mso 9]><script>${run}</script><![endif]--><![if !mso]><img src="x:" onerror="${run}"><![endif]>`,
  'attribute-left-open': ({ run }) => `<img title="<img src='x:' onerror=${run}>`,
  'attribute-with-nul': ({ run }) => `<img src="x:" on\u0000error="${run}"><scr\u0000ipt>${run}</scr\u0000ipt>`,
  'attribute-name-with-quote': ({ run }) => `<p "><img src="x:" onerror="${run}">" onclick="${run}">x</p>`,
  'attribute-backticks': ({ run }) => `<p title="\`\`onmouseover=${run}">x</p><img alt="\`x\` onerror=${run}" src="x:">`,
  'entity-without-end': ({ run }) => `&lt;img src=x: onerror=${run}&gt; &ltscript&gt${run}&lt/script&gt`,
  'entity-twice': ({ run }) => `&amp;lt;script&amp;gt;${run}&amp;lt;/script&amp;gt;`,
  'other-encoding': ({ run }) => `+ADw-script+AD4-${run}+ADw-/script+AD4- \u00bcscript\u00be${run}\u00bc/script\u00be`,
  'fullwidth-brackets': ({ run }) => `\uff1cscript\uff1e${run}\uff1c/script\uff1e \ufe64img src=x: onerror=${run}\ufe65`,
  'namespace-prefix': ({ run }) => `<html:script>${run}</html:script><x:script xmlns:x="http://www.w3.org/1999/xhtml">${run}</x:script>`,
  'doctype-inside': ({ run }) => `<!doctype html [<!entity x "<script>${run}</script>">]>&x;`,
  'deeply-nested': ({ run }) => `${'<div>'.repeat(450)}<svg><style><img src="x:" onerror="${run}">`,
});
