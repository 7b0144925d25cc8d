import { Alert, Anchor, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from '../device.module.css';
import widget from './widget.module.css';

/** The demo's shop with the real widget, as a visitor sees it. */
export function WidgetScreen({ isThere }: { readonly isThere: boolean }) {
  const { t } = useTranslation();
  if (!isThere)
    return (
      <Alert color="yellow" m="xl">
        {t('device.none')}
      </Alert>
    );
  return (
    <section className={css['window']} aria-label={t('widget.frame')}>
      <Group justify="space-between" px="md" py={8} className={widget['bar']}>
        <Text fz="sm" c="dimmed">
          {t('widget.lead')}
        </Text>
        <Anchor href="/shop" target="_blank" rel="noreferrer" fz="sm">
          {t('widget.open')} <IconExternalLink size={14} aria-hidden />
        </Anchor>
      </Group>
      <iframe src="/shop" title={t('widget.frame')} className={widget['frame']} />
    </section>
  );
}
