import type { Hostile } from './bait.js';

/** Run in the page (as text: tests know no DOM). */

/**
 * Everything in the page, its shadow roots and its frames that could act, load from elsewhere or lead astray. Frames with a
 * stranger's HTML must be sandboxed without scripts.
 * @returns what was found, as sentences; none: []
 */
export const DANGERS = `(() => {
  const found = [];
  const LOADS = ['src', 'srcset', 'poster', 'background', 'data', 'action', 'formaction', 'ping', 'manifest', 'xlink:href', 'attributionsrc'];
  const NEVER = ['object', 'embed', 'applet', 'frame', 'frameset', 'portal', 'fencedframe', 'webview', 'marquee', 'bgsound', 'math', 'foreignobject'];
  const isOwn = (value) => value.split(',').every((one) => {
    const url = URL.parse(one.trim().split(' ')[0], location.origin);
    return url === null || url.origin === location.origin || /^(data:image|blob:)/.test(url.href);
  });
  const look = (root, where, isStranger) => {
    for (const element of root.querySelectorAll('*')) {
      const tag = element.localName.toLowerCase();
      const say = (what) => found.push(where + ': <' + tag + '> ' + what);
      if (element.shadowRoot) look(element.shadowRoot, where + ' (shadow)', isStranger);
      if (NEVER.includes(tag)) say('is there');
      const isTheirs = isStranger && !element.closest('head') && !element.matches('html, body, body > .wide');
      if (isTheirs && ['script', 'form', 'link', 'svg', 'iframe', 'template', 'input', 'dialog'].includes(tag)) say('is in a frame of a stranger');
      if (tag === 'script' && !isOwn(element.getAttribute('src') ?? 'x:')) say('is not ours');
      if (tag === 'base' && element.hasAttribute('href')) say('moves addresses');
      if (tag === 'meta' && /refresh|set-cookie/i.test(element.httpEquiv)) say('refreshes');
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) say('has ' + name);
        if (LOADS.includes(name) && !isOwn(value)) say('loads ' + name + '=' + value);
        if (name === 'href' && !/^(a|area)$/.test(tag) && !value.startsWith('#') && value !== 'data:,' && !isOwn(value)) say('loads href=' + value);
        if (name === 'href' && tag === 'a' && !/^(https?|mailto|tel|blob):$/.test(URL.parse(value, location.href)?.protocol ?? 'tel:')) say('leads to ' + value);
        if (isTheirs && /^(style|id|name|class|popover|contenteditable|autofocus|tabindex)$/.test(name)) say('has ' + name);
      }
      if (tag === 'a' && /^https?:/.test(element.href) && !element.href.startsWith(location.origin) && !/noopener/.test(element.rel)) say('without noopener');
      if (tag !== 'iframe') continue;
      const allowed = (element.getAttribute('sandbox') ?? 'everything').split(' ');
      const isOurs = element.src.startsWith(location.origin + '/');
      if (!isOurs && allowed.some((one) => !/^allow-(same-origin|popups|popups-to-escape-sandbox)$/.test(one))) say('may ' + allowed);
      if (element.contentDocument) look(element.contentDocument, 'frame', !isOurs);
    }
  };
  look(document, 'page', false);
  return [...new Set(found)];
})()`;

/** Whether the page is still what it was. @returns what is wrong, as sentences */
export const WOUNDS = `(() => {
  const wrong = [];
  const check = (what, holds) => holds || wrong.push(what);
  check('title: ' + document.title, /Parley|Kopi/.test(document.title));
  check('main is gone', document.querySelector('main') !== null && document.querySelector('main').getBoundingClientRect().width > 200);
  check('body', document.body instanceof HTMLBodyElement && document.forms instanceof HTMLCollection);
  check('names of the document', typeof document.cookie === 'string' && document.getElementById === Document.prototype.getElementById);
  check('names of the window', window.top === window && typeof fetch === 'function' && document.defaultView === window);
  check('prototypes', Object.keys(Object.prototype).length === 0 && {}.polluted === undefined);
  for (const own of document.querySelectorAll('nav[aria-label="Main"] :is(a, button), [role=textbox][contenteditable]')) {
    const { left, top, width, height } = own.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    // A dialog of ours may lie above: it is never inside of what a stranger sent.
    const isReached = hit !== null && (own.contains(hit) || hit.contains(own) || hit.closest('[data-portal]') !== null);
    check('covered: ' + own.outerHTML.slice(0, 80), isReached);
  }
  return wrong;
})()`;

/** In every frame of a stranger all is opened, touched and pressed that leads nowhere else. @returns how many frames */
export const TOUCH_FRAMES = `(() => {
  const frames = [...document.querySelectorAll('iframe[title="Formatted mail"]')];
  for (const { contentDocument } of frames)
    for (const element of contentDocument.querySelectorAll('*')) {
      if (element.localName === 'details') element.open = true;
      for (const type of ['pointerover', 'mouseover', 'mousemove', 'focus', 'keydown', 'wheel'])
        element.dispatchEvent(new Event(type, { bubbles: true }));
      if (!/^(https?|mailto|tel):/.test(element.href ?? '')) element.click?.();
    }
  return frames.length;
})()`;

/** Back to the first message. @returns how many messages are on the page */
export const TO_THE_FIRST = `(() => {
  const log = document.querySelector('[role=log]');
  log.scrollTop = log.scrollTop > 0 ? 0 : 1; // each time it scrolls, or it would ask for no more
  return log.querySelectorAll('article').length;
})()`;

/** Each mail is pasted into the composer. */
export function pasted(mails: readonly Hostile[]): string {
  const bodies = JSON.stringify([...mails.map(({ value }) => value), '<p>end of the paste</p>']);
  return `for (const html of ${bodies}) {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('[role=textbox][contenteditable]').dispatchEvent(paste);
  }`;
}

/** A page that protects nobody: each mail in a frame that may do anything. */
export function bitten(mails: readonly Hostile[]): string {
  const escaped = ({ value }: Hostile) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return mails.map((mail) => `<iframe srcdoc="${escaped(mail)}"></iframe>`).join('');
}
