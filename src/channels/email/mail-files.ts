import type { Attachment } from 'mailparser';
import { decodedWords, folded, idOf } from './mail-words.js';
import type { MimeFile } from './mime-types.js';

const TYPE_MAX = 150;
const NAME_MAX = 500;

/** The files of a mail; what only reports on another mail is none. */
export function filesOf(attachments: readonly Attachment[]): readonly MimeFile[] {
  const taken = new Set<string>();
  return attachments.filter((a) => !isStatusPart(a)).map((a) => fileOf(a, taken));
}

function fileOf(a: Attachment, taken: Set<string>): MimeFile {
  // The memory is handed to the main thread, so it must hold nothing else.
  const isAlone = a.content.byteLength === a.content.buffer.byteLength;
  const content = isAlone ? a.content : new Uint8Array(a.content);
  const contentType = typeOf(a.contentType);
  const given = folded(a.filename || '')
    .slice(0, NAME_MAX)
    .toWellFormed();
  const filename = given === '' ? madeName(a, contentType, taken) : given;
  if (filename !== null) taken.add(filename);
  return { filename, contentType, contentId: a.cid ? idOf(a.cid) : null, content };
}

/** `type/subtype` in the letters that RFC 2045 allows; anything else names no type. */
function typeOf(given: string | undefined): string {
  const type = (given ?? '').trim().toLowerCase();
  return type.length <= TYPE_MAX && /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type) ? type : 'application/octet-stream';
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'image/tiff': 'tiff',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
};

/**
 * Of a part without a name: a mail inside the mail goes by its subject, a picture by the name that many programs write
 * into its Content-ID (`image001.png@01D0…`), the rest by its kind, numbered where there are several.
 */
function madeName(a: Attachment, contentType: string, taken: ReadonlySet<string>): string | null {
  if (contentType === 'message/rfc822') return `${subjectOf(a) || 'message'}.eml`;
  const inId = /^([\w.-]{1,60}\.[a-z0-9]{2,5})@/i.exec(idOf(a.cid ?? ''))?.[1];
  if (inId !== undefined && !taken.has(inId)) return inId;
  const ending = ENDINGS[contentType];
  if (ending === undefined) return null;
  const [family = ''] = contentType.split('/');
  const stem = family === 'image' || family === 'audio' || family === 'video' ? family : 'document';
  for (let number = 0; number < 1000; number++) {
    const name = `${stem}${number === 0 ? '' : number}.${ending}`;
    if (!taken.has(name)) return name;
  }
  return null;
}

function subjectOf(a: Attachment): string {
  const line = /^subject:(.{1,300})/im.exec(a.content.subarray(0, 8192).toString('utf8'))?.[1] ?? '';
  return folded(decodedWords(line)).slice(0, 100).toWellFormed();
}

function isStatusPart(a: Attachment): boolean {
  return a.contentType === 'message/delivery-status' || a.contentType === 'message/disposition-notification';
}
