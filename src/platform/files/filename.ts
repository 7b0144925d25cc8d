const LENGTH_MAX = 120;
/** Zero-width and bidirectional controls hide what a name really ends in (security rule 25). */
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const CONTROL = /\p{Cc}/gu;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/plain': 'txt',
};

/** A name that is only a name: no path, no control or invisible character, bounded; never empty. */
export function safeFilename(given: string | null, contentType: string | null): string {
  const name = (given ?? '')
    .normalize('NFKC')
    .replaceAll(HIDDEN, '')
    .replaceAll(CONTROL, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .trim();
  const harmless = name.replace(/^\.+/, '');
  if (harmless !== '') return shortened(harmless);
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return `attachment.${EXTENSIONS[type] ?? 'bin'}`;
}

function shortened(name: string): string {
  if (name.length <= LENGTH_MAX) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${name.slice(0, LENGTH_MAX - extension.length).toWellFormed()}${extension}`;
}
