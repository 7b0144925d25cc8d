import sanitize from 'sanitize-html';

const LENGTH_MAX = 2_000_000;
/** Every tag costs as much as it is deep; people and their mail programs stay far below. */
const DEPTH_MAX = 500;
/** Of a mail with more links the rest lose theirs: nobody writes so many by hand. */
const LINKS_MAX = 5_000;

const RULES: sanitize.IOptions = {
  allowedTags: [
    'a', 'abbr', 'b', 'bdi', 'bdo', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font',
    'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody',
    'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul',
  ], // biome-ignore format: one glance
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['colspan', 'rowspan', 'align', 'valign'],
    th: ['colspan', 'rowspan', 'align', 'valign'],
    ol: ['start', 'type'],
    blockquote: ['type'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // Nothing is ever loaded from outside: an image there tells its sender who read the mail, when and where.
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'head', 'xml'],
  nestingLimit: 100,
};

/**
 * A customer's HTML as it is stored: what it says, without anything that acts. It is shown in a sandboxed frame besides.
 * Null when it is nested so deeply that cleaning it would take minutes.
 */
export function sanitizedMailHtml(html: string): string | null {
  const options = { ...RULES, ...depthGuard(), transformTags: transforms() };
  try {
    return sanitize(html.slice(0, LENGTH_MAX), options);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

class TooDeep extends Error {}

function depthGuard() {
  let depth = 0;
  return {
    onOpenTag: () => {
      depth += 1;
      if (depth > DEPTH_MAX) throw new TooDeep();
    },
    onCloseTag: () => {
      depth -= 1;
    },
  };
}

function transforms(): sanitize.IOptions['transformTags'] {
  let links = 0;
  return {
    a: (tagName, { href, title }) => {
      links += 1;
      const kept: Record<string, string> = href !== undefined && links <= LINKS_MAX ? { href, rel: 'noopener noreferrer nofollow' } : {};
      return { tagName, attribs: title === undefined ? kept : { ...kept, title } };
    },
    img: (tagName, attribs) => {
      const { src = '', ...rest } = attribs;
      const isSafe = /^cid:/i.test(src) || /^data:image\/(png|jpeg|gif|webp);base64,/i.test(src);
      return { tagName, attribs: isSafe ? { ...rest, src } : rest };
    },
  };
}
