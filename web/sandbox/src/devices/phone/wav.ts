/** −1 … 1, at the rate of the telephone network. */
export type Samples = Float32Array;

export const RATE = 8000;

export function secondsOf(samples: Samples): number {
  return samples.length / RATE;
}

/** RIFF/WAVE with G.711 µ-law: a minute is 480 KB, in the sound of a telephone. */
export function wavOf(samples: Samples): Blob {
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string) => [...word].forEach((c, n) => header.setUint8(at + n, c.charCodeAt(0)));
  text(0, 'RIFF');
  header.setUint32(4, 36 + samples.length, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 7, true); // WAVE_FORMAT_MULAW
  header.setUint16(22, 1, true);
  header.setUint32(24, RATE, true);
  header.setUint32(28, RATE, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, 'data');
  header.setUint32(40, samples.length, true);
  return new Blob([header.buffer, Uint8Array.from(samples, muLaw)], { type: 'audio/wav' });
}

const BIAS = 0x84;
const CLIP = 32_635;

/** ITU-T G.711 §3.2: sign, segment, step; all bits turned over on the line. */
function muLaw(sample: number): number {
  const linear = Math.max(-1, Math.min(1, sample)) * 32_767;
  const sign = linear < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(linear), CLIP) + BIAS;
  const segment = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const step = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | step) & 0xff;
}
