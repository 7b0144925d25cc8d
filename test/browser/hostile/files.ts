import { hostile } from './bait.js';

/** What files call themselves. */
export const FILENAMES = hostile('filename', {
  image: ({ run }) => `<img src=x: onerror=${run}>.png`,
  'leaves-an-attribute': ({ run }) => `"><svg onload=${run}>.pdf`,
  'adds-an-attribute': ({ run }) => `x" download="" onclick="${run}.txt`,
  entities: ({ run }) => `&lt;script&gt;${run}&lt;/script&gt;.txt`,
  template: () => "{{constructor.constructor('1')()}}.txt",
  'script-link': ({ run }) => `javascript:${run}.html`,
  'path-up': () => '../../../../etc/cron.d/job',
  'path-of-windows': () => '..\\..\\Startup\\run.bat',
  'path-absolute': () => '/etc/passwd',
  'path-drive': () => 'C:\\Windows\\win.ini',
  'path-encoded': () => '..%2f..%2findex.html',
  'alternate-stream': () => 'invoice.pdf::$DATA:run.exe',
  'bidi-override': () => 'invoice\u202efdp.exe',
  'bidi-isolate': () => 'photo\u2067gnp.\u2069scr',
  'zero-width': () => 'invoice.p\u200bd\u200df.exe',
  'double-ending': () => 'invoice.pdf.exe',
  'ending-far-away': () => `invoice.pdf${' '.repeat(90)}.exe`,
  'ending-with-dots': () => 'invoice.exe. . .',
  'hidden-file': () => '.htaccess',
  'device-of-windows': () => 'CON.txt',
  'header-line': () => 'a.txt\r\nContent-Type: text/html\r\n\r\n<script>x</script>',
  'header-parameter': () => 'a.txt"; filename="b.html',
  'nul-byte': () => 'page.html\u0000.png',
  'lines-of-unicode': () => 'a\u2028b\u2029c.txt',
  'combining-tower': () => `${'e\u0301\u0489'.repeat(60)}.txt`,
  'very-long': () => `${'name'.repeat(100)}.html`,
  formula: () => '=1+1.csv',
  prototype: () => 'constructor',
  fullwidth: () => '\uff0e\uff0e\uff0fa\uff1aphoto.\uff45\uff58\uff45',
  'only-dots': () => '....',
});

/** What is in files, and what they are said to be. */
export const CONTENTS = hostile('content', {
  'text/html': ({ run, url }) => `<!doctype html><title>x</title><script>${run}</script><img src="${url}.png" onerror="${run}">`,
  'image/svg+xml': ({ run, url }) =>
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><script>${run}</script><image href="${url}.png"/></svg>`,
  'application/xhtml+xml': ({ run }) => `<html xmlns="http://www.w3.org/1999/xhtml"><body><script>${run}</script></body></html>`,
  'text/xml': ({ run }) => `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${run}</x:script>`,
  'application/xml': ({ url }) =>
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${url}.xsl"?><!DOCTYPE a [<!ENTITY b SYSTEM "${url}">]><a>&b;</a>`,
  'text/javascript': ({ run }) => run,
  'text/css': ({ url }) => `@import "${url}.css"; * { background: url(${url}.png) }`,
  'application/pdf': ({ run }) => `%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(${run})>>>>endobj\n<script>${run}</script>`,
  'image/gif': ({ run }) => `GIF89a/*<script>${run}</script>*/=1;${run}`,
  'image/png': ({ run }) => `\u0089PNG\r\n\u001a\n<html><script>${run}</script>`,
  'image/jpeg': ({ run }) => `<html><body onload="${run}">no picture</body></html>`,
  'text/plain': ({ run }) => `<html><script>${run}</script></html>`,
  'application/octet-stream': ({ run }) => `<!doctype html><script>${run}</script>`,
  'message/rfc822': ({ run }) => `Content-Type: text/html\r\n\r\n<script>${run}</script>`,
  'multipart/related': ({ run }) =>
    `Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<script>${run}</script>\r\n--b--`,
  'text/csv': () => '=cmd|\' /C calc\'!A0,"=HYPERLINK(""https://canary.example"")"\r\n+1,-1,@SUM(1)',
  'text/calendar': ({ url }) => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTACH:${url}\r\nURL:javascript:1\r\nEND:VEVENT\r\nEND:VCALENDAR`,
  'application/x-shockwave-flash': ({ url }) => `FWS${url}`,
  'text/html; charset=utf-7': ({ run }) => `+ADw-script+AD4-${run}+ADw-/script+AD4-`,
  'text/html\r\nx-injected: 1': ({ run }) => `<script>${run}</script>`,
  'multipart/x-mixed-replace': ({ run }) => `--x\r\nContent-Type: text/html\r\n\r\n<script>${run}</script>\r\n--x`,
});
