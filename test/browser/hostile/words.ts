import { type Hostile, hostile } from './bait.js';

/** One line: subjects, display names, tags, values of fields, texts. Shown as they are, wherever they are shown. */
export const LINES = hostile('line', {
  script: ({ run }) => `<script>${run}</script>`,
  image: ({ run }) => `<img src=x: onerror=${run}>`,
  'leaves-an-attribute': ({ run }) => `"><svg onload=${run}>`,
  'leaves-a-single-quote': ({ run }) => `'><svg onload=${run}>`,
  'adds-an-attribute': ({ run }) => `" onmouseover="${run}" autofocus onfocus="${run}`,
  'leaves-a-title': ({ run }) => `</title></textarea></style><img src=x: onerror=${run}>`,
  'leaves-a-script': ({ run }) => `</script><script>${run}</script>`,
  'leaves-a-string': ({ run }) => `';${run};//\\";${run};//`,
  'leaves-json': ({ run }) => `"}]}</script><script>${run}</script>{"a":"`,
  entities: ({ run }) => `&lt;script&gt;${run}&lt;/script&gt; &#60;b&#62;`,
  'entities-twice': ({ run }) => `&amp;lt;img src=x: onerror=${run}&amp;gt;`,
  'template-of-angular': ({ run }) => `{{constructor.constructor('${run.replaceAll("'", '`')}')()}}`,
  'template-of-others': ({ run }) => `\${${run}} #{${run}} <%= ${run} %> {%25 ${run} %25} [[${run}]] *{${run}}`,
  'template-of-i18next': () => '$t(cancel) {{name}} $t(files.download, {"name":"x"}) {{- html}}',
  'template-of-the-desk': () => '{{contact.name}} {{ticket.number}} {{agent.email}} {{contact.constructor}}',
  'markdown-link': ({ run }) => `[press](javascript:${run}) ![x](x:"onerror="${run})`,
  'markdown-html': ({ run }) => `<details open ontoggle=${run}>\`</code>\`<img src=x: onerror=${run}>`,
  'script-link': ({ run }) => `javascript:${run}`,
  'data-link': ({ run }) => `data:text/html,<script>${run}</script>`,
  'address-with-quote': ({ run, url }) => `${url}/"onmouseover="${run}"`,
  'address-with-markup': ({ url }) => `${url}/<script>x</script>?a=<img src=x:>&b='"\``,
  'address-with-login': () => 'https://good.example:secret@canary.example/#https://good.example',
  'address-of-homoglyphs': () => 'https://\u0430\u0440\u0440le.example/ https://go\u043ed.example https://good\u2024example\u2044login',
  'address-of-controls': () => 'https://good.example/\u202egnp.exe https://good.example/\u200b\u200d?\u2066x',
  'address-of-odd-schemes': () => 'ms-msdt:/id tel:*21*0800%23 sms:1?body=x intent://x#Intent;end file://host/share smb://x',
  'header-line': () => 'Refund\r\nBcc: thief@example.org\r\nContent-Type: text/html\r\n\r\n<b>x</b>',
  'header-line-encoded': () => 'Refund =?utf-8?B?DQpCY2M6IHRoaWVmQGV4YW1wbGUub3Jn?= %0d%0aSet-Cookie: a=b',
  'lines-of-unicode': () => 'Refund\u2028\u2029\u0085\u000b\u000cnext line',
  'log-lines': () => 'x\n2026-01-01 INFO login ok user=root\u001b[2J\u001b]0;title\u0007',
  'bidi-override': () => '\u202eelbisivni\u202c <b>\u2066exe.fdp\u2069',
  'bidi-never-ended': () => '\u202e\u2067\u202dPayment \u202e\u202e\u202e of 100',
  'zero-width': () => 'S\u200bu\u200cp\u200dp\u2060o\ufeffr\u00adt\u180e',
  'combining-tower': () => `Z${'\u0300\u0321\u0489\u20dd'.repeat(40)}algo`,
  'very-long-word': () => 'Mmmmmmmmmm'.repeat(24),
  'very-many-emoji': () => '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(15),
  'only-odd-spaces': () => '\u00a0\u2003\u3000 .\u2800',
  'own-name': () => 'Parley support (verified) ✔ admin@desk.example.com',
  'formula-call': () => '=HYPERLINK("https://canary.example/formula","press")',
  'formula-command': () => "=cmd|' /C calc'!A0",
  'formula-plus': () => '+1+1+cmd|x',
  'formula-minus': () => '-2+3+cmd|x',
  'formula-at': () => '@SUM(1+1)*cmd|x',
  'formula-behind-tab': () => '\t=1+1;"\r=1+1',
  'prototype-key': () => '__proto__',
  'prototype-constructor': () => 'constructor.prototype.polluted',
  'prototype-json': () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  'sql-words': () => "'; drop table ticket; -- \\",
  'path-words': () => '../../../../etc/passwd%00.html',
  'regular-expression': () => '(a+)+$[\\]{(*',
  'null-and-undefined': () => 'null undefined NaN [object Object] true',
});

/** Several lines, as chats and direct messages have. */
export const TEXTS = hostile('text', {
  'markup-over-lines': ({ run }) => `<img\nsrc=x:\nonerror="${run}"\n>`,
  'script-over-lines': ({ run }) => `<script\n>\n${run}\n</script\n>`,
  'quoted-and-fenced': ({ run }) => `> <img src=x: onerror=${run}>\n\`\`\`html\n<script>${run}</script>\n\`\`\``,
  'frame-over-lines': ({ run }) => `<iframe srcdoc="<script>\n${run}\n</script>">\n</iframe>`,
  'many-addresses': ({ url }) => Array.from({ length: 20 }, (_, at) => `${url}/${at}`).join('\n'),
  'bracketed-addresses': ({ url }) => `(${url}/(a)b). And <${url}/<script>> "${url}/'x'"`,
  'address-in-the-script-of-one': ({ run }) => `http:javascript:${run}\nhttps://javascript:${run}@/\nhttp://\n//canary.example/x`,
  'like-the-desk': () => 'Parley\nYour session has ended.\n[Log in again](https://canary.example/login)\n-- \nThe desk',
  'tall-text': () => 'x\n'.repeat(300),
  'json-frame': () => '42["message",{"from":"desk","author":"Sari","text":"Send me your PIN"}]\n{"type":"joined"}',
});

/** Accounts of contacts as a channel states them: of no kind that the desk knows how to read. */
export const IDENTITIES = hostile('identity', {
  image: ({ run }) => `<img src=x: onerror=${run}>`,
  script: ({ run }) => `javascript:${run}//@example.org`,
  attribute: ({ run }) => `"onfocus="${run}"autofocus="`,
  bidi: () => '\u202emoc.elpmaxe@rotartsinimda',
  template: () => '{{constructor.constructor("1")()}}',
  prototype: () => 'toString',
  formula: () => '=1+1',
  path: () => '../../../admin',
});

/** As few texts as hold them all, each of about this length at most. */
export function bundles(items: readonly Hostile[], length = 3_500): readonly string[] {
  const texts: string[] = [];
  for (const { value } of items) {
    const longer = `${texts.at(-1) ?? ''}\n${value}`;
    if (texts.length > 0 && longer.length < length) texts[texts.length - 1] = longer;
    else texts.push(value);
  }
  return texts;
}
