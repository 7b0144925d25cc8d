import { IconBrandHipchat, IconCode, IconMail, IconMessage, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './row.module.css';

const ICONS: Readonly<Record<string, typeof IconMail>> = {
  email: IconMail,
  hotline: IconPhone,
  chat: IconMessage,
  social: IconBrandHipchat,
};

export function ChannelIcon({ channel }: { readonly channel: string }) {
  const { t } = useTranslation('list');
  const Icon = ICONS[channel] ?? IconCode;
  const label = t(`channel.${channel}`, { defaultValue: channel });
  return (
    <span className={classes.channel} role="img" aria-label={label} title={label}>
      <Icon size={15} aria-hidden />
    </span>
  );
}
