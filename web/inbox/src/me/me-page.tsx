import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session.js';
import classes from './me.module.css';
import { News } from './news.js';
import { OtherLogins } from './other-logins.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';

/** What is one's own: security, what one is told of, where one is logged in. */
export function MePage() {
  const { t } = useTranslation('me');
  const { name, role } = useMe();
  return (
    <div className={classes.page}>
      <Stack gap="lg" maw={720} mx="auto">
        <Group gap="sm">
          <Title order={1} size="h3">
            {name}
          </Title>
          <Badge variant="light">{t(`roles.${role}`)}</Badge>
        </Group>
        <Text c="dimmed" size="sm" mt={-12}>
          {t('about')}
        </Text>
        <SecondFactor />
        <News />
        <Sessions />
        <OtherLogins />
      </Stack>
    </div>
  );
}
