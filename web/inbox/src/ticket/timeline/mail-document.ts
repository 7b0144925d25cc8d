import type { Message } from '../data/queries.js';
import { withoutActors } from '../strangers-html.js';

/** Tags that say no more than the plain text does. */
const PLAIN = new Set(['P', 'DIV', 'BR', 'SPAN', 'BODY', 'HTML', 'HEAD', 'FONT']);
const ATTRIBUTES = new Set('href title alt width height colspan rowspan align valign start type dir lang'.split(' '));
const FOLLOWED = /^(https?:|mailto:|tel:)/i;
const CONTENT = '/api/v1/attachments/';

/** A mail as it is shown in its frame: null when its text says the same, which needs no frame. */
export function mailDocument(message: Message, labels: { readonly quoted: string }): HTMLTemplateElement | null {
  if (message.html === null || message.html.trim() === '') return null;
  const parsed = withoutActors(message.html);
  const { content } = parsed;
  if ([...content.querySelectorAll('*')].every(({ tagName }) => PLAIN.has(tagName))) return null;
  keepHarmless(content, message);
  foldQuotes(content, labels.quoted);
  return parsed;
}

/** The desk cleaned it when it came; nothing that acts or loads is taken over even if it had not. */
function keepHarmless(content: DocumentFragment, message: Message): void {
  for (const element of content.querySelectorAll('*')) {
    const picture = element.tagName === 'IMG' ? pictureOf(element.getAttribute('src') ?? '', message) : null;
    for (const { name, value } of Array.from(element.attributes)) {
      const isKept = ATTRIBUTES.has(name) && (name !== 'href' || FOLLOWED.test(value.trim()));
      if (!isKept) element.removeAttribute(name);
    }
    if (element.tagName === 'A') element.setAttribute('rel', 'noopener noreferrer nofollow');
    if (element.tagName !== 'IMG') continue;
    if (picture === null) element.remove();
    else element.setAttribute('src', picture);
  }
}

/** Pictures of the mail itself come from the desk; all others stay where they are. */
function pictureOf(source: string, { attachments }: Message): string | null {
  const file = attachments.find(({ contentId, state }) => state === 'stored' && contentId !== null && source === `cid:${contentId}`);
  if (file !== undefined) return `${location.origin}${CONTENT}${file.id}/content`;
  return source.startsWith('data:image/') ? source : null;
}

/** The history at the end of a mail: there for who wants it. */
function foldQuotes(content: DocumentFragment, label: string): void {
  const places = [content, ...[...content.children].filter(({ tagName }) => tagName === 'DIV')];
  for (const quote of places.flatMap((place) => [...place.children].filter(({ tagName }) => tagName === 'BLOCKQUOTE'))) {
    if (followedByText(quote)) continue;
    const fold = content.ownerDocument.createElement('details');
    const summary = content.ownerDocument.createElement('summary');
    summary.textContent = label;
    quote.replaceWith(fold);
    fold.append(summary, quote);
  }
}

function followedByText(element: Element): boolean {
  for (let next = element.nextSibling; next !== null; next = next.nextSibling) if ((next.textContent ?? '').trim() !== '') return true;
  return false;
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; font: 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Noto Sans SC", sans-serif; overflow-wrap: anywhere; background: transparent; }
  body[data-theme=light] { color: #1f2326; } body[data-theme=dark] { color: #c9d1d9; }
  body > :first-child { margin-top: 0; } body > :last-child { margin-bottom: 0; }
  a { color: #0b7c72; } body[data-theme=dark] a { color: #5fc9bb; }
  img { max-width: 100%; height: auto; } table { max-width: 100%; border-collapse: collapse; } td, th { padding: 2px 8px 2px 0; text-align: left; }
  pre { white-space: pre-wrap; } p { margin: 0 0 0.6em; } ul, ol { margin: 0 0 0.6em; padding-left: 1.5em; }
  blockquote { margin: 0.5em 0; padding-left: 12px; border-left: 3px solid #8884; }
  details summary { cursor: pointer; width: max-content; padding: 0 8px; border-radius: 8px; background: #8882; font-size: 12px; }
  .wide { overflow-x: auto; }`;

/** The frame's whole source. Its policy lets in nothing but its own style and the desk's files, whatever the HTML says. */
export function frameSource(parsed: HTMLTemplateElement, theme: 'light' | 'dark'): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data: ${location.origin}${CONTENT}`;
  return (
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="referrer" content="no-referrer"><base target="_blank"><style>${STYLE}</style></head>` +
    `<body data-theme="${theme}"><div class="wide">${parsed.innerHTML}</div></body></html>`
  );
}
