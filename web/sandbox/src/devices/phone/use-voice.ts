import { useEffect, useRef } from 'react';
import type { CallLine, ShownCall } from '../../stage/types.ts';
import { beep } from './tones.ts';

/** A voice that never says it has ended (none installed, no sound device) must not stop the call. */
const PATIENCE_MS = 20_000;

/** Speaks what the call says, in its order, with the browser's voice; what is new when it was off stays unsaid. */
export function useVoice(call: ShownCall | null, isAloud: boolean): void {
  const said = useRef({ call: call?.id ?? '', line: call?.lines.at(-1)?.id ?? 0 });
  const speaking = useRef<Promise<void>>(Promise.resolve());
  const lines = call?.lines;
  const id = call?.id ?? '';
  useEffect(() => {
    if (id !== said.current.call) said.current = { call: id, line: 0 };
    const fresh = (lines ?? []).filter((line) => line.id > said.current.line);
    said.current.line = lines?.at(-1)?.id ?? said.current.line;
    if (!isAloud) return;
    // Who answers or hangs up interrupts what is being said.
    if (fresh.some(({ kind }) => kind === 'you' || kind === 'note')) hush();
    for (const line of fresh) speaking.current = speaking.current.then(() => sound(line));
  }, [lines, id, isAloud]);
  useEffect(() => {
    if (!isAloud) hush();
    return hush;
  }, [isAloud]);
}

function hush(): void {
  window.speechSynthesis?.cancel();
}

function sound({ kind, text, language }: CallLine): Promise<void> {
  if (kind === 'beep') return beep();
  if (kind !== 'say' || window.speechSynthesis === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    // Twilio names Mandarin cmn, browsers zh.
    utterance.lang = language.replace(/^cmn/, 'zh');
    const timer = setTimeout(resolve, PATIENCE_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    utterance.addEventListener('end', done);
    utterance.addEventListener('error', done);
    window.speechSynthesis.speak(utterance);
  });
}
