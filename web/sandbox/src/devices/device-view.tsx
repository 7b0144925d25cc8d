import { Alert, Indicator, Tabs, Text } from '@mantine/core';
import { IconBrowser, IconDeviceMobileMessage, IconMail, IconMessage2, IconMessages, IconPhone, IconSend } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceName, ShownDevice, ShownPerson, StageState } from '../stage/types.ts';
import { ChatScreen } from './chat/chat-screen.tsx';
import css from './device.module.css';
import { Mailbox } from './mail/mailbox.tsx';
import { PhoneScreen } from './phone/phone-screen.tsx';
import { WidgetScreen } from './widget/widget-screen.tsx';

const DEVICES: readonly { readonly name: DeviceName; readonly Icon: ComponentType<{ size: number }> }[] = [
  { name: 'phone', Icon: IconPhone },
  { name: 'sms', Icon: IconDeviceMobileMessage },
  { name: 'whatsapp', Icon: IconMessage2 },
  { name: 'messenger', Icon: IconMessages },
  { name: 'telegram', Icon: IconSend },
  { name: 'email', Icon: IconMail },
  { name: 'widget', Icon: IconBrowser },
];

interface Props {
  readonly stage: StageState;
  readonly person: ShownPerson;
  readonly device: DeviceName;
  readonly onDevice: (device: DeviceName) => void;
}

/** The devices of one customer, one at a time. */
export function DeviceView({ stage, person, device, onDevice }: Props) {
  const { t } = useTranslation();
  return (
    <Tabs value={device} onChange={(value) => onDevice(value as DeviceName)} className={css['tabs']} keepMounted={false}>
      <Tabs.List className={css['list']} aria-label={t('device.tabs')}>
        {DEVICES.map(({ name, Icon }) => (
          <Tabs.Tab key={name} value={name} leftSection={<Mark count={unreadOf(person, name)} Icon={Icon} />}>
            {t(`device.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={device} className={css['panel']}>
        <Screen stage={stage} person={person} device={device} />
        <Text fz="xs" c="dimmed" ta="center" className={css['facts']}>
          {factsOf(person, device)}
        </Text>
      </Tabs.Panel>
    </Tabs>
  );
}

function Mark({ count, Icon }: { readonly count: number; readonly Icon: ComponentType<{ size: number }> }) {
  return (
    <Indicator disabled={count === 0} size={8} offset={1}>
      <Icon size={17} />
    </Indicator>
  );
}

function Screen({ stage, person, device }: Omit<Props, 'onDevice'>) {
  const { t } = useTranslation();
  if (device === 'widget') return <WidgetScreen isThere={stage.chatInboxId !== null} />;
  const needed: ShownDevice = device === 'phone' ? 'sms' : device;
  if (stage.inboxes[needed] === undefined)
    return (
      <Alert color="yellow" m="xl">
        {t('device.none')}
      </Alert>
    );
  if (device === 'phone') return <PhoneScreen call={stage.call} person={person} number={stage.inboxes.sms?.address ?? ''} />;
  if (device === 'email') return <Mailbox stage={stage} person={person} />;
  return <ChatScreen key={device} stage={stage} person={person} device={device} />;
}

function unreadOf(person: ShownPerson, device: DeviceName): number {
  return device === 'phone' || device === 'widget' ? 0 : (person.unread[device] ?? 0);
}

/** By which the desk knows them here. */
function factsOf(person: ShownPerson, device: DeviceName): string {
  if (device === 'email') return person.email;
  if (device === 'messenger') return `PSID ${person.messengerId}`;
  if (device === 'telegram') return `chat ${person.telegramId}`;
  return device === 'widget' ? '' : person.phone;
}
