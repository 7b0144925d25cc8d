import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PHRASES } from '../../stage/phrases.ts';
import type { CallWait, ShownPerson } from '../../stage/types.ts';
import { base64Of } from '../use-files.ts';
import type { Give } from './give.ts';
import { speechLike } from './tones.ts';
import { useRecorder } from './use-recorder.ts';
import { type Samples, secondsOf, wavOf } from './wav.ts';

interface Props {
  readonly wait: Extract<CallWait, { kind: 'record' }>;
  readonly person: ShownPerson;
  readonly onGive: Give;
}

/** One request carries it. */
const SECONDS_MAX = 60;

/** A message after the tone: spoken where the browser gives a microphone, else typed and made into sound. */
export function VoicemailPrompt({ wait, person, onGive }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState(PHRASES[1]?.text[person.language] ?? '');
  const max = Math.min(wait.maxSeconds, SECONDS_MAX);
  const leave = async (samples: Samples) => {
    const content = await base64Of(wavOf(samples));
    const seconds = Math.max(1, Math.round(secondsOf(samples)));
    onGive({ act: 'voicemail', files: [{ filename: 'voicemail.wav', contentType: 'audio/wav', content }], seconds, digits: '#' });
  };
  const recorder = useRecorder(max, (samples) => void leave(samples));
  const { seconds, stop } = recorder;
  useEffect(() => {
    if (seconds !== null && seconds >= max) stop();
  }, [seconds, max, stop]);
  if (seconds !== null)
    return (
      <Group justify="space-between">
        <Text fz="sm" role="timer">
          {t('phone.seconds', { count: seconds })}
        </Text>
        <Button size="compact-sm" color="red.9" leftSection={<IconPlayerStopFilled size={14} />} onClick={stop}>
          {t('phone.stop')}
        </Button>
      </Group>
    );
  return (
    <>
      <Text fz="sm" fw={600}>
        {t('phone.record')}
      </Text>
      <Textarea
        size="xs"
        label={t('phone.typed')}
        autosize
        minRows={2}
        maxRows={4}
        lang={person.language}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
      />
      {recorder.isRefused && (
        <Text fz="xs" role="alert">
          {t('phone.noMicrophone')}
        </Text>
      )}
      <Group gap={6}>
        <Button size="compact-sm" disabled={words.trim() === ''} onClick={() => void leave(speechLike(words, max))}>
          {t('phone.leave')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconMicrophone size={14} />}
          disabled={recorder.isRefused}
          onClick={recorder.start}
        >
          {t('phone.microphone')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => onGive({ act: 'silence' })}>
          {t('phone.silence')}
        </Button>
      </Group>
    </>
  );
}
