import { Alert, Box, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Me, Problem } from '../desk/client.ts';
import { DeviceView } from '../devices/device-view.tsx';
import { SightView } from '../sight/sight-view.tsx';
import type { DeviceName } from '../stage/types.ts';
import { useStage } from '../stage/use-stage.ts';
import { Header } from './header.tsx';
import { PeopleRail } from './people-rail.tsx';
import css from './shell.module.css';

/** Whom one plays, their device, and beside it what the desk sees of it. */
export function StageView({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const [count, setCount] = useLocalStorage({ key: 'parley.sandbox.people', defaultValue: 6, getInitialValueInEffect: false });
  const [index, setIndex] = useLocalStorage({ key: 'parley.sandbox.person', defaultValue: 0, getInitialValueInEffect: false });
  const [device, setDevice] = useState<DeviceName>('whatsapp');
  const [side, setSide] = useState<'customer' | 'desk'>('customer');
  const { data: stage, error } = useStage(index, count);
  const person = stage?.people[index];
  const add = () => {
    setCount(count + 1);
    setIndex(count);
  };
  return (
    <Box className={css['page']} data-side={side}>
      <Header me={me} />
      {error !== null && <Trouble error={error} />}
      <nav className={css['rail']} aria-label={t('people.list')}>
        <PeopleRail people={stage?.people ?? []} chosen={index} onChoose={setIndex} onAdd={add} />
      </nav>
      <SegmentedControl
        className={css['sides']}
        fullWidth
        value={side}
        onChange={(value) => setSide(value as typeof side)}
        aria-label={t('side.which')}
        data={[
          { value: 'customer', label: t('side.customer') },
          { value: 'desk', label: t('side.desk') },
        ]}
      />
      <main className={css['customer']}>
        <VisuallyHidden>
          <h1>{t('title')}</h1>
        </VisuallyHidden>
        {stage && person && <DeviceView key={index} stage={stage} person={person} device={device} onDevice={setDevice} />}
      </main>
      <aside className={css['sight']} aria-label={t('sight.title')}>
        {stage && person && <SightView key={index} stage={stage} person={person} device={device} me={me} />}
      </aside>
    </Box>
  );
}

function Trouble({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const isOff = error instanceof Problem && error.code === 'sandbox.off';
  return (
    <Alert
      className={css['trouble']}
      color={isOff ? 'yellow' : 'red'}
      role="alert"
      icon={<IconPlugConnectedX />}
      title={isOff ? t('off.title') : undefined}
    >
      {isOff ? t('off.lead') : t('off.away')}
    </Alert>
  );
}
