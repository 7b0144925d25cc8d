import { Code, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../common/fields.js';
import type { Channel, Inbox } from './inbox-api.js';

/** What is to be done at the provider, step by step, with what is to be entered there. */
export function Guide({ channel, inbox }: { readonly channel: Channel; readonly inbox: Inbox | null }) {
  const { t } = useTranslation('admin');
  const kind = `${channel.channel}/${channel.provider}`;
  const steps = Object.values(t(`steps.${kind}`, { returnObjects: true, defaultValue: {} }) as Readonly<Record<string, string>>);
  const urls = Object.entries((inbox?.webhookUrls ?? {}) as Readonly<Record<string, string>>);
  return (
    <Stack gap="md">
      {channel.webhooks.length === 0 ? null : (
        <div>
          <Text fw={600} size="sm" mb={4}>
            {t('guide.urls')}
          </Text>
          {urls.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('guide.urlsLater')}
            </Text>
          ) : (
            <Stack gap="xs">
              {urls.map(([purpose, url]) => (
                <CopyField key={purpose} label={t(`purposes.${purpose}`, { defaultValue: purpose })} value={url} />
              ))}
            </Stack>
          )}
        </div>
      )}
      {channel.channel === 'chat' && inbox !== null ? <Snippet inbox={inbox} /> : null}
      {steps.length === 0 ? null : (
        <div>
          <Text fw={600} size="sm" mb={6}>
            {t('guide.title')}
          </Text>
          <List type="ordered" size="sm" spacing={8}>
            {steps.map((step) => (
              <List.Item key={step}>{step}</List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}

function Snippet({ inbox }: { readonly inbox: Inbox }) {
  const { t } = useTranslation('admin');
  const tag = `<script async src="${location.origin}/widget.js" data-inbox="${inbox.id}"></script>`;
  return (
    <div>
      <CopyField label={t('guide.snippet')} value={tag} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('guide.snippetHelp')} <Code>{'</body>'}</Code>
      </Text>
    </div>
  );
}
