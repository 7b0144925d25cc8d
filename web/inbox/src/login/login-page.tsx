import { Alert, Button, Center, Divider, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { ask, desk, Problem } from '@parley/kit/desk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { logIn } from '../session.js';

export function LoginPage() {
  const { t } = useTranslation('login');
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { readonly next?: string };
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState<string | null>(null);
  const login = useMutation({
    mutationFn: () => logIn({ email, password, ...(totp === null ? {} : { totp: totp.replaceAll(/\s/g, '') }) }),
    onSuccess: ({ mustEnrol }) => navigate({ to: (mustEnrol ? '/me/security' : inside(next)) as never }),
    onError: (error) => {
      if (error instanceof Problem && error.code === 'access.totp-required') setTotp('');
    },
  });
  const asksForCode = login.error instanceof Problem && login.error.code === 'access.totp-required';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper w="100%" maw={400} p="xl" shadow="sm" withBorder component="form" onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Title order={1} size="h2">
              Parley
            </Title>
            <Text c="dimmed">{t('welcome')}</Text>
          </div>
          {login.isError && !asksForCode ? (
            <Alert color="red" role="alert">
              {t([`problems.${login.error instanceof Problem ? login.error.code.replaceAll('.', '_') : ''}`, 'problems.other'], {
                message: login.error.message,
              })}
            </Alert>
          ) : null}
          {totp === null ? (
            <>
              <TextInput
                label={t('email')}
                type="email"
                autoComplete="username"
                required
                autoFocus
                value={email}
                onChange={(e) => setEmail(e.currentTarget.value)}
              />
              <PasswordInput
                label={t('password')}
                autoComplete="current-password"
                required
                value={password}
                onChange={(e) => setPassword(e.currentTarget.value)}
              />
            </>
          ) : (
            <TextInput
              label={t('code')}
              description={t('codeHelp')}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              autoFocus
              value={totp}
              onChange={(e) => setTotp(e.currentTarget.value)}
            />
          )}
          <Button type="submit" loading={login.isPending} fullWidth size="md">
            {t('logIn')}
          </Button>
          <OtherWays />
        </Stack>
      </Paper>
    </Center>
  );
}

/** Login by an identity provider (OIDC). */
function OtherWays() {
  const { t } = useTranslation('login');
  const { data } = useQuery({ queryKey: ['oidc'], queryFn: () => ask(desk.GET('/api/v1/auth/oidc')) });
  const providers = data?.items ?? [];
  if (providers.length === 0) return null;
  return (
    <>
      <Divider label={t('or')} />
      {providers.map(({ id, label, startUrl }) => (
        <Button key={id} component="a" href={startUrl} variant="default" fullWidth>
          {t('with', { name: label })}
        </Button>
      ))}
    </>
  );
}

/** Only to a page of our own: an address from a mail must not lead elsewhere after the login. */
function inside(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/';
}
