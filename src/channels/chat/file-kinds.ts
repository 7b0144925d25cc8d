/** Pictures that every browser shows, and documents: what a customer may send. By their first bytes, whatever they call themselves. */
interface Kind {
  readonly contentType: string;
  readonly extensions: readonly [string, ...string[]];
  fits(content: Buffer): boolean;
}

const starts =
  (...bytes: readonly number[]) =>
  (content: Buffer) =>
    bytes.every((byte, at) => content[at] === byte);
const reads = (content: Buffer, at: number, text: string) => content.toString('latin1', at, at + text.length) === text;

const KINDS: readonly Kind[] = [
  { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'], fits: starts(0xff, 0xd8, 0xff) },
  { contentType: 'image/png', extensions: ['png'], fits: starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { contentType: 'image/gif', extensions: ['gif'], fits: (content) => reads(content, 0, 'GIF87a') || reads(content, 0, 'GIF89a') },
  { contentType: 'image/webp', extensions: ['webp'], fits: (content) => reads(content, 0, 'RIFF') && reads(content, 8, 'WEBP') },
  { contentType: 'application/pdf', extensions: ['pdf'], fits: (content) => reads(content, 0, '%PDF-') },
];

export const FILE_TYPES: readonly string[] = KINDS.map((kind) => kind.contentType);
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const FILES_MAX = 5;

/** What the bytes are, with a name that does not say otherwise (`photo.exe` that is a picture becomes `photo.exe.png`). */
export function recognise(content: Buffer, filename: string): { readonly filename: string; readonly contentType: string } | null {
  const kind = KINDS.find((one) => one.fits(content));
  if (kind === undefined) return null;
  const [extension] = kind.extensions;
  const honest = kind.extensions.some((one) => filename.toLowerCase().endsWith(`.${one}`));
  const name = filename.replace(/^attachment\.bin$/, 'file');
  return { filename: honest ? filename : `${name.slice(0, 110).toWellFormed()}.${extension}`, contentType: kind.contentType };
}
