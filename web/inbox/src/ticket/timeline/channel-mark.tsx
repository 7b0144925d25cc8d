import {
  IconBrandMessenger,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconCode,
  IconMail,
  IconMessage,
  IconMessages,
  IconPhone,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { channelsQuery, inboxesQuery } from '../../directory.js';

const ICONS: Readonly<Record<string, typeof IconMail>> = {
  phone: IconPhone,
  mail: IconMail,
  chat: IconMessage,
  messenger: IconBrandMessenger,
  telegram: IconBrandTelegram,
  whatsapp: IconBrandWhatsapp,
  hotline: IconPhone,
  email: IconMail,
  social: IconMessages,
  api: IconCode,
};

interface Place {
  readonly channel: string;
  readonly inboxId: string | null;
}

/** What a message came by: the provider's sign and name where the inbox is known, else the channel's. */
export function useChannelOf({ channel, inboxId }: Place): {
  readonly icon: typeof IconMail;
  readonly name: string;
  readonly inbox: string | null;
} {
  const { data: inboxes = [] } = useQuery(inboxesQuery);
  const { data: channels = [] } = useQuery(channelsQuery);
  const inbox = inboxes.find(({ id }) => id === inboxId);
  const kind = channels.find((one) => one.channel === channel && one.provider === inbox?.provider)?.capabilities;
  return {
    icon: ICONS[kind?.icon ?? channel] ?? ICONS[channel] ?? IconMessage,
    name: kind?.displayName ?? channel,
    inbox: inbox?.name ?? null,
  };
}

export function ChannelMark({ size = 14, ...place }: Place & { readonly size?: number }) {
  const { icon: Icon, name, inbox } = useChannelOf(place);
  const label = inbox === null ? name : `${name} · ${inbox}`;
  return (
    <span role="img" aria-label={label} title={label} style={{ display: 'inline-flex' }}>
      <Icon size={size} aria-hidden />
    </span>
  );
}
