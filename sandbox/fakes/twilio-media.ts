/** MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: 144 × 32000 / 44100 bytes; side information of zeros is silence. */
const FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x10, 0xc0]), Buffer.alloc(100)]);
const FRAMES_A_SECOND = 44_100 / 1152;

/** Silence that a player plays, with a title of its own so that no two recordings are the same bytes. */
export function silentMp3(title: string, seconds: number): Buffer {
  const text = Buffer.concat([Buffer.from([0x00]), Buffer.from(title, 'latin1')]);
  const frame = Buffer.concat([Buffer.from('TIT2'), size(text.length), Buffer.alloc(2), text]);
  const tag = Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0]), syncsafe(frame.length), frame]);
  return Buffer.concat([tag, ...Array.from({ length: Math.ceil(seconds * FRAMES_A_SECOND) }, () => FRAME)]);
}

/** A picture of one pixel; decoders leave alone what follows its end. */
export function tinyPng(title: string): Buffer {
  return Buffer.concat([
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    Buffer.from(title, 'latin1'),
  ]);
}

/** ID3v2.3 §3.1 writes the tag's size in seven bits a byte, §3.3 a frame's in eight. */
function syncsafe(value: number): Buffer {
  return Buffer.from([(value >> 21) & 0x7f, (value >> 14) & 0x7f, (value >> 7) & 0x7f, value & 0x7f]);
}

function size(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
