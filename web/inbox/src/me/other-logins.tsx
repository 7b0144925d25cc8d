import { Button, Group, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allOf } from '../directory.js';
import { AskPassword } from './ask.js';
import { Card } from './card.js';

const KEY = ['identities'];

/** Logins of identity providers (OIDC) that open this account. Shown only where the desk offers any. */
export function OtherLogins() {
  const { t } = useTranslation('me');
  const [linking, setLinking] = useState<string | null>(null);
  const { data: offered } = useQuery({ queryKey: ['oidc'], queryFn: () => ask(desk.GET('/api/v1/auth/oidc')) });
  const { data: linked } = useQuery({
    queryKey: KEY,
    queryFn: () => allOf((query) => ask(desk.GET('/api/v1/auth/identities', { params: { query } }))),
  });
  const unlink = useMutation({
    mutationFn: (id: string) => ask(desk.DELETE('/api/v1/auth/identities/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const link = async (id: string, password: string) => {
    const { url } = await ask(desk.POST('/api/v1/auth/oidc/{id}/link', { params: { path: { id } }, body: { password } }));
    location.assign(url);
  };
  const providers = offered?.items ?? [];
  if (providers.length === 0 && (linked ?? []).length === 0) return null;
  return (
    <Card title={t('logins.title')}>
      {linked?.map(({ id, issuer, lastLoginAt }) => (
        <Group key={id} justify="space-between">
          <div>
            <Text size="sm">{issuer}</Text>
            <Text size="xs" c="dimmed">
              {lastLoginAt === null ? t('logins.never') : t('logins.used', { at: fullTime(lastLoginAt) })}
            </Text>
          </div>
          <Button size="compact-sm" variant="default" onClick={() => unlink.mutate(id)}>
            {t('logins.unlink')}
          </Button>
        </Group>
      ))}
      {linking === null ? (
        <Group>
          {providers.map(({ id, label }) => (
            <Button key={id} variant="default" onClick={() => setLinking(id)}>
              {t('logins.link', { name: label })}
            </Button>
          ))}
        </Group>
      ) : (
        <AskPassword onGiven={(password) => link(linking, password)} onCancel={() => setLinking(null)} />
      )}
    </Card>
  );
}
