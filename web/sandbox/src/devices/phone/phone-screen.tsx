import { Box, Button, Group, Switch, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPhone, IconPhoneOff, IconVolume } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallWait, ShownCall, ShownPerson } from '../../stage/types.ts';
import { type Act, useAct } from '../../stage/use-stage.ts';
import css from '../device.module.css';
import { CallLines } from './call-lines.tsx';
import { CallPrompt } from './call-prompt.tsx';
import { Keypad } from './keypad.tsx';
import phone from './phone.module.css';
import { keyTone } from './tones.ts';
import { useVoice } from './use-voice.ts';

interface Props {
  readonly call: ShownCall | null;
  readonly person: ShownPerson;
  readonly number: string;
}

/** A phone with a keypad: it rings the desk's hotline and goes through what its TwiML says, step by step. */
export function PhoneScreen({ call, person, number }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const [aloud, setAloud] = useLocalStorage({ key: 'parley.sandbox.aloud', defaultValue: true, getInitialValueInEffect: false });
  const [digits, setDigits] = useState('');
  useVoice(call, aloud);
  const isOn = call !== null && call.endedAt === null;
  const wait = isOn ? call.wait : null;
  const give = (more: Partial<Act> & Pick<Act, 'act'>) => {
    setDigits('');
    act.mutate({ person: person.index, ...more });
  };
  const press = (key: string) => {
    if (!isOn) return;
    keyTone(key);
    const entered = pressed(wait, digits, key);
    if (entered.done) give({ act: 'keys', digits: entered.digits });
    else setDigits(entered.digits);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!isTyping && /^[0-9*#]$/.test(event.key)) press(event.key);
  };
  return (
    <section className={css['handset']} aria-label={t('device.phone')} onKeyDown={onKeyDown}>
      <Box className={phone['head']}>
        <Text fz="sm" className={phone['state']} role="status">
          {t(stateOf(call))}
        </Text>
        <Text fz={24} fw={600} className={phone['number']}>
          {call?.number ?? number}
        </Text>
        <Switch
          size="sm"
          checked={aloud}
          onChange={(event) => setAloud(event.currentTarget.checked)}
          label={
            <Group gap={4}>
              <IconVolume size={14} aria-hidden />
              {t('phone.mute')}
            </Group>
          }
          className={phone['aloud']}
        />
      </Box>
      <CallLines call={call} />
      {wait && <CallPrompt key={wait.kind} wait={wait} digits={digits} person={person} onGive={give} />}
      <Keypad isOn={isOn} onPress={press} />
      <Group justify="center" p="md" pt={6}>
        {isOn ? (
          <Button color="red.9" radius="xl" size="md" leftSection={<IconPhoneOff size={18} />} onClick={() => give({ act: 'hang-up' })}>
            {t('phone.hangup')}
          </Button>
        ) : (
          <Button color="#1d6f3c" radius="xl" size="md" leftSection={<IconPhone size={18} />} onClick={() => give({ act: 'dial' })}>
            {t(call === null ? 'phone.call' : 'phone.again')}
          </Button>
        )}
      </Group>
    </section>
  );
}

/** As Twilio collects digits: until the ending key, or as many as were asked for. Elsewhere each key stands alone. */
function pressed(wait: CallWait | null, before: string, key: string): { readonly digits: string; readonly done: boolean } {
  if (wait?.kind !== 'gather' || !wait.digits) return { digits: key, done: true };
  if (wait.finishOnKey.includes(key)) return { digits: before, done: true };
  const digits = before + key;
  return { digits, done: wait.numDigits !== null && digits.length >= wait.numDigits };
}

function stateOf(call: ShownCall | null) {
  if (call === null) return 'phone.idle';
  if (call.status === 'completed') return 'phone.over';
  if (call.status === 'ringing') return 'phone.ringing';
  return call.status === 'in-progress' ? 'phone.talking' : (`phone.${call.status}` as const);
}
