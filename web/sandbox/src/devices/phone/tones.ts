import { RATE, type Samples } from './wav.ts';

/** ITU-T Q.23: a key is a tone of its row and one of its column. */
const ROWS = [697, 770, 852, 941] as const;
const COLUMNS = [1209, 1336, 1477] as const;
const KEYS = '123456789*0#';
const WORDS_A_SECOND = 2.5;
const HAN_A_SECOND = 4;

let context: AudioContext | null = null;

export function keyTone(key: string): void {
  const at = KEYS.indexOf(key);
  play([ROWS[Math.floor(at / 3)] ?? 697, COLUMNS[at % 3] ?? 1209], 0.12);
}

/** The tone after which one speaks. Its length is waited for, not its end: where there is no sound, it never ends. */
export function beep(): Promise<void> {
  play([1000], 0.4);
  return new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
}

function play(tones: readonly number[], seconds: number): void {
  context ??= new AudioContext();
  const volume = context.createGain();
  volume.gain.value = 0.06;
  volume.connect(context.destination);
  for (const frequency of tones) {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start();
    tone.stop(context.currentTime + seconds);
  }
}

/** Sound as long as these words take to say, with their rhythm: a hum for each, its pitch by the word. */
export function speechLike(text: string, maxSeconds: number): Samples {
  const words = text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu) ?? [];
  const length = (word: string) => Math.round(RATE / (/\p{Script=Han}/u.test(word) ? HAN_A_SECOND : WORDS_A_SECOND));
  const total = Math.min(
    words.reduce((sum, word) => sum + length(word), 0),
    RATE * maxSeconds,
  );
  const samples = new Float32Array(Math.max(total, RATE));
  let from = 0;
  for (const word of words) {
    hum(samples, { from, length: length(word), pitch: 140 + ((word.codePointAt(0) ?? 0) % 90) });
    from += length(word);
  }
  return samples;
}

function hum(samples: Samples, { from, length, pitch }: { readonly from: number; readonly length: number; readonly pitch: number }): void {
  const voiced = length * 0.75;
  for (let n = 0; n < voiced && from + n < samples.length; n++) {
    const angle = (2 * Math.PI * pitch * n) / RATE;
    const swell = Math.sin((Math.PI * n) / voiced);
    samples[from + n] = swell * (0.22 * Math.sin(angle) + 0.12 * Math.sin(2 * angle) + 0.06 * Math.sin(5 * angle));
  }
}
