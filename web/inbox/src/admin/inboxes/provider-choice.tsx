import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from './channel-icon.js';
import type { Channel } from './inbox-api.js';
import classes from './inboxes.module.css';

interface ProviderChoiceProps {
  readonly channels: readonly Channel[];
  readonly onChoose: (channel: Channel) => void;
}

export function ProviderChoice({ channels, onChoose }: ProviderChoiceProps) {
  const { t } = useTranslation('admin');
  return (
    <div className={classes.providers}>
      {channels.map((channel) => {
        const kind = `${channel.channel}/${channel.provider}`;
        return (
          <UnstyledButton key={kind} className={classes.provider} onClick={() => onChoose(channel)}>
            <ChannelIcon icon={channel.capabilities.icon} size={36} />
            <span style={{ minWidth: 0 }}>
              <Text span display="block" fw={600} size="sm">
                {channel.capabilities.displayName}
              </Text>
              <Text span display="block" size="xs" c="dimmed">
                {t(`providers.${kind}`, { defaultValue: '' })}
              </Text>
            </span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
