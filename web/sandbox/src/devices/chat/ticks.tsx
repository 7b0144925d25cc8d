import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconHandStop } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownItem } from '../../stage/types.ts';
import chat from './chat.module.css';

const ICONS: Readonly<Record<string, ComponentType<{ size: number }>>> = {
  waiting: IconClock,
  held: IconHandStop,
  sending: IconCheck,
  accepted: IconChecks,
  answered: IconChecks,
  refused: IconAlertTriangle,
};

/** One tick: the vendor has it; two: the desk took it; coloured: the desk has answered since. */
export function Ticks({ item, isAnswered }: { readonly item: ShownItem; readonly isAnswered: boolean }) {
  const { t } = useTranslation();
  const state = item.state === 'accepted' && isAnswered ? 'answered' : item.state;
  const Icon = ICONS[state] ?? IconCheck;
  const twice = item.deliveries > 1 ? t('state.twice', { count: item.deliveries }) : '';
  const label = [t(`state.${state}`), twice].filter((part) => part !== '').join(', ');
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
      <span role="img" aria-label={label} className={chat['ticks']} data-state={state}>
        <Icon size={15} />
        {item.deliveries > 1 && <span aria-hidden>×{item.deliveries}</span>}
      </span>
    </Tooltip>
  );
}
