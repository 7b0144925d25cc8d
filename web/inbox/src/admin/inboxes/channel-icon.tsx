import { ThemeIcon } from '@mantine/core';
import {
  IconBrandMessenger,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconMail,
  IconMessage,
  IconMessageCircle,
  IconPhone,
} from '@tabler/icons-react';

const ICONS: Readonly<Record<string, typeof IconMail>> = {
  mail: IconMail,
  chat: IconMessageCircle,
  phone: IconPhone,
  messenger: IconBrandMessenger,
  telegram: IconBrandTelegram,
  whatsapp: IconBrandWhatsapp,
};

export function ChannelIcon({ icon, size = 28 }: { readonly icon: string; readonly size?: number }) {
  const Icon = ICONS[icon] ?? IconMessage;
  return (
    <ThemeIcon variant="light" size={size} radius="md" aria-hidden>
      <Icon size={size * 0.6} stroke={1.7} />
    </ThemeIcon>
  );
}
