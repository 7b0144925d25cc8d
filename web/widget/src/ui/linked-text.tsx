/** Only what a browser opens as a page; whatever else looks like a link stays text. */
const URL_IN_TEXT = /https?:\/\/[^\s<>"'`，。！？；：、（）「」《》]+/gi;
const TRAILING = /[.,;:!?*_~\])}]+$/;

/** A text with its addresses made clickable. Nothing of it is ever HTML: each part is a text node. */
export function LinkedText({ text }: { readonly text: string }) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    const url = trimmed(match[0]);
    if (!URL.canParse(url)) continue;
    parts.push(text.slice(at, match.index));
    parts.push(
      <a href={url} target="_blank" rel="noopener noreferrer nofollow">
        {url}
      </a>,
    );
    at = match.index + url.length;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

/** A full stop ends the sentence, not the address; a bracket that was opened inside belongs to it. */
function trimmed(url: string): string {
  const end = TRAILING.exec(url);
  if (end === null) return url;
  const isOpen = url.includes('(') && end[0].startsWith(')');
  return url.slice(0, end.index + (isOpen ? 1 : 0));
}
