import { useCallback, useEffect, useRef, useState } from 'react';
import { RATE, type Samples } from './wav.ts';

/** The microphone, as what a telephone would carry of it. @param onDone given the sound once it is stopped */
export function useRecorder(maxSeconds: number, onDone: (samples: Samples) => void) {
  const [seconds, setSeconds] = useState<number | null>(null);
  const [isRefused, setRefused] = useState(false);
  const recorder = useRef<MediaRecorder | null>(null);
  const stop = useCallback(() => {
    if (recorder.current?.state === 'recording') recorder.current.stop();
  }, []);
  useEffect(() => {
    if (seconds === null) return;
    const timer = setInterval(() => setSeconds((before) => (before === null ? null : before + 1)), 1000);
    return () => clearInterval(timer);
  }, [seconds === null]);
  useEffect(() => stop, [stop]);
  const start = () => {
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      (stream) => {
        const parts: Blob[] = [];
        const made = new MediaRecorder(stream);
        recorder.current = made;
        made.addEventListener('dataavailable', ({ data }) => parts.push(data));
        made.addEventListener('stop', () => {
          for (const track of stream.getTracks()) track.stop();
          setSeconds(null);
          void samplesOf(new Blob(parts), maxSeconds).then(onDone, () => setRefused(true));
        });
        made.start();
        setSeconds(0);
      },
      () => setRefused(true),
    );
  };
  return { seconds, isRefused, start, stop };
}

async function samplesOf(blob: Blob, maxSeconds: number): Promise<Samples> {
  const context = new OfflineAudioContext(1, RATE, RATE);
  const heard = await context.decodeAudioData(await blob.arrayBuffer());
  return heard.getChannelData(0).slice(0, RATE * maxSeconds);
}
