import { ActionIcon, Badge, Button, Divider, Group, Stack, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DANGER } from '../common/colours.js';
import { Confirm } from '../common/confirm.js';
import { Section } from '../common/fields.js';
import { saying } from '../common/problems.js';

type Agent = Schemas['AgentAnswer'];

/** Where an agent is logged in, and the way back in for whoever lost the second factor. */
export function AgentLogins({ agent }: { readonly agent: Agent }) {
  const { t } = useTranslation('admin');
  const key = ['admin', 'agents', 'sessions', agent.id];
  const path = { params: { path: { id: agent.id } } };
  const now = useNow(60_000);
  const { data } = useQuery({ queryKey: key, queryFn: () => ask(desk.GET('/api/v1/agents/{id}/sessions', path)) });
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const end = useMutation({
    mutationFn: (sessionId: string) =>
      ask(desk.DELETE('/api/v1/agents/{id}/sessions/{sessionId}', { params: { path: { id: agent.id, sessionId } } })),
    onSettled: refresh,
  });
  const endAll = useMutation({ mutationFn: () => ask(desk.DELETE('/api/v1/agents/{id}/sessions', path)), onSettled: refresh });
  const sessions = data?.items ?? [];
  return (
    <Stack gap="lg" mt="xl">
      <Divider />
      <TwoFactorReset agent={agent} />
      <Section title={t('sessions.title')} help={t('sessions.help')}>
        {sessions.map((session) => (
          <Group key={session.id} wrap="nowrap" gap="sm">
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text size="sm" truncate title={session.userAgent}>
                {browserOf(session.userAgent)} · {session.network}
              </Text>
              <Text size="xs" c="dimmed" title={fullTime(session.lastSeenAt)}>
                {t('sessions.seen', { at: shortTime(session.lastSeenAt, now) })}
              </Text>
            </div>
            {session.current ? (
              <Badge variant="light" tt="none">
                {t('sessions.yours')}
              </Badge>
            ) : (
              <ActionIcon
                aria-label={t('sessions.end')}
                onClick={() => end.mutate(session.id)}
                loading={end.isPending && end.variables === session.id}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {data !== undefined && sessions.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('sessions.none')}
          </Text>
        ) : null}
        {sessions.length > 1 ? (
          <Button variant="default" size="xs" w="fit-content" loading={endAll.isPending} onClick={() => endAll.mutate()}>
            {t('sessions.endAll')}
          </Button>
        ) : null}
        {end.error === null && endAll.error === null ? null : (
          <Text size="sm" c={DANGER} role="alert">
            {saying(end.error ?? endAll.error, t)}
          </Text>
        )}
      </Section>
    </Stack>
  );
}

function TwoFactorReset({ agent }: { readonly agent: Agent }) {
  const { t } = useTranslation('admin');
  const [asks, setAsks] = useState(false);
  const reset = useMutation({
    mutationFn: () => ask(desk.DELETE('/api/v1/agents/{id}/totp', { params: { path: { id: agent.id } } })),
    onSuccess: () => setAsks(false),
  });
  return (
    <Section title={t('twoFactor.title')} help={t('twoFactor.help')}>
      <Group>
        <Button variant="default" size="xs" onClick={() => setAsks(true)}>
          {t('twoFactor.reset')}
        </Button>
        {reset.isSuccess ? (
          <Text size="sm" c="dimmed" role="status">
            {t('twoFactor.done')}
          </Text>
        ) : null}
      </Group>
      <Confirm
        opened={asks}
        title={t('twoFactor.reset')}
        text={t('twoFactor.sure', { name: agent.name })}
        yes={t('twoFactor.reset')}
        isBusy={reset.isPending}
        error={reset.error === null ? null : saying(reset.error, t)}
        onYes={() => reset.mutate()}
        onNo={() => setAsks(false)}
      />
    </Section>
  );
}

/** `Firefox on Linux` out of what browsers say of themselves. */
function browserOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)[/ ]/.exec(agent)?.[1] ?? agent.slice(0, 40);
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1];
  const name = { Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser;
  return system === undefined ? name : `${name}, ${system}`;
}
