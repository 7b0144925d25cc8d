import { Button, Menu } from '@mantine/core';
import { IconBomb, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownDevice, ShownPerson, StageState, Trouble } from '../stage/types.ts';
import { useAct } from '../stage/use-stage.ts';

const TROUBLES: readonly Trouble[] = ['none', 'duplicate', 'forged', 'delayed', 'reordered'];
const FAULTS = [429, 500] as const;

interface Props {
  readonly person: ShownPerson;
  readonly device: ShownDevice;
  readonly faults: StageState['faults'];
  readonly trouble: Trouble;
  readonly onTrouble: (trouble: Trouble) => void;
}

/** What goes wrong in the world: nothing of it may lose a message, or double one. */
export function TroubleMenu({ person, device, faults, trouble, onTrouble }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const fault = faults.find((one) => one.device === device)?.status ?? 0;
  // Mail is signed by nobody: there is no wrong signature.
  const troubles = TROUBLES.filter((one) => device !== 'email' || one !== 'forged');
  const armed = [trouble === 'none' ? '' : t(`trouble.${trouble}`), fault === 0 ? '' : String(fault)]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <Menu width={320} position="top-start" shadow="md" closeOnItemClick>
      <Menu.Target>
        <Button size="compact-sm" variant={armed === '' ? 'default' : 'filled'} color="orange.9" leftSection={<IconBomb size={14} />}>
          {armed === '' ? t('trouble.title') : t('trouble.armed', { what: armed })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('trouble.next')}</Menu.Label>
        {troubles.map((one) => (
          <Menu.Item key={one} rightSection={one === trouble ? <IconCheck size={16} /> : null} onClick={() => onTrouble(one)}>
            {t(`trouble.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('trouble.vendor')}</Menu.Label>
        {FAULTS.map((status) => (
          <Menu.Item
            key={status}
            rightSection={status === fault ? <IconCheck size={16} /> : null}
            onClick={() => act.mutate({ act: 'fault', person: person.index, device, fault: status === fault ? 0 : status })}
          >
            {t(`trouble.f${status}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
