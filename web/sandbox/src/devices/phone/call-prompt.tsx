import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallWait, ShownPerson } from '../../stage/types.ts';
import type { Give } from './give.ts';
import phone from './phone.module.css';
import { VoicemailPrompt } from './voicemail-prompt.tsx';

interface Props {
  readonly wait: CallWait;
  readonly digits: string;
  readonly person: ShownPerson;
  readonly onGive: Give;
}

/** What the call asks of the caller right now. */
export function CallPrompt({ wait, digits, person, onGive }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap={8} className={phone['prompt']}>
      {wait.kind === 'queue' && <Text fz="sm">{t('phone.queue', { name: wait.name })}</Text>}
      {wait.kind === 'dial' && <Text fz="sm">{t('phone.dial', { name: wait.name })}</Text>}
      {wait.kind === 'record' && <VoicemailPrompt wait={wait} person={person} onGive={onGive} />}
      {wait.kind === 'gather' && <Gather wait={wait} digits={digits} person={person} onGive={onGive} />}
    </Stack>
  );
}

function Gather({ wait, digits, person, onGive }: Props & { readonly wait: Extract<CallWait, { kind: 'gather' }> }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const asked = wait.digits && wait.speech ? 'gather' : wait.speech ? 'gatherSpeech' : 'gatherKeys';
  return (
    <>
      <Text fz="sm" fw={600}>
        {t(`phone.${asked}`)} {digits !== '' && t('phone.entered', { digits })}
      </Text>
      {wait.speech && (
        <Group gap={6} wrap="nowrap" align="end">
          <TextInput
            flex={1}
            size="xs"
            label={t('phone.speech')}
            lang={person.language}
            value={words}
            onChange={(e) => setWords(e.currentTarget.value)}
          />
          <Button size="xs" disabled={words.trim() === ''} onClick={() => onGive({ act: 'speak', text: words.trim() })}>
            {t('phone.say')}
          </Button>
        </Group>
      )}
      <Group gap={6}>
        {digits !== '' && (
          <Button size="compact-sm" onClick={() => onGive({ act: 'keys', digits })}>
            {t('phone.enter')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => onGive({ act: 'silence' })}>
          {t('phone.silence')}
        </Button>
      </Group>
    </>
  );
}
