import sanitize from 'sanitize-html';

const LENGTH_MAX = 500_000;

/** Formatting, links and tables; no scripts, styles, forms or anything loaded from elsewhere. */
const RULES: sanitize.IOptions = {
  allowedTags: [
    'a',
    'b',
    'blockquote',
    'br',
    'code',
    'div',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'hr',
    'i',
    'li',
    'ol',
    'p',
    'pre',
    's',
    'span',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'u',
    'ul',
  ],
  allowedAttributes: { a: ['href', 'title'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }, true) },
  nestingLimit: 60,
};

/** HTML an agent wrote, as it may leave. */
export function sanitizedHtml(html: string): string {
  return sanitize(html.slice(0, LENGTH_MAX), RULES);
}
