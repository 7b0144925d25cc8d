import { Alert, Box, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconFlask2 } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsTotp, useLogin } from '../desk/session.ts';
import { LookMenu } from './look.tsx';
import css from './shell.module.css';

export function Login() {
  const { t } = useTranslation();
  const login = useLogin();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const asksTotp = needsTotp(login.error) || totp !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate({ email, password, ...(totp === '' ? {} : { totp }) });
  };
  return (
    <Center component="main" className={css['login']} p="md">
      <Box pos="absolute" top={12} right={12}>
        <LookMenu />
      </Box>
      <Paper withBorder shadow="md" p="xl" w="100%" maw={400} radius="lg">
        <form onSubmit={submit}>
          <Stack>
            <IconFlask2 size={32} className={css['mark']} aria-hidden />
            <Title order={1} fz={22}>
              {t('login.title')}
            </Title>
            <Text c="dimmed" fz="sm">
              {t('login.lead')}
            </Text>
            {login.isError && !needsTotp(login.error) && (
              <Alert color="red" role="alert">
                {t('login.failed', { reason: login.error.message })}
              </Alert>
            )}
            <TextInput
              label={t('login.email')}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={(e) => setEmail(e.currentTarget.value)}
            />
            <PasswordInput
              label={t('login.password')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(e) => setPassword(e.currentTarget.value)}
            />
            {asksTotp && (
              <TextInput
                label={t('login.totp')}
                autoComplete="one-time-code"
                inputMode="numeric"
                autoFocus
                value={totp}
                onChange={(e) => setTotp(e.currentTarget.value)}
              />
            )}
            <Button type="submit" loading={login.isPending}>
              {t('login.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
