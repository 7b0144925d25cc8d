import { Alert, Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { ask, desk, rememberCsrf } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskCode, AskPassword } from './ask.js';
import { Card } from './card.js';
import { QrCode, RecoveryCodes } from './codes.js';

type Step =
  | { readonly at: 'rest' | 'password' | 'disable' | 'renew' }
  | { readonly at: 'scan'; readonly secret: string; readonly uri: string }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

/** Two-factor login: set up with an app, with recovery codes for the day the phone is lost. */
export function SecondFactor() {
  const { t } = useTranslation('me');
  const { data } = useQuery({ queryKey: ['totp'], queryFn: () => ask(desk.GET('/api/v1/auth/totp')) });
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const rest = () => setStep({ at: 'rest' });
  const changed = async (csrf: string) => {
    rememberCsrf(csrf);
    await queries.invalidateQueries();
  };
  const begin = async (password: string) => setStep({ at: 'scan', ...(await ask(desk.POST('/api/v1/auth/totp', { body: { password } }))) });
  const confirm = async (code: string) => {
    const { recoveryCodes, csrfToken } = await ask(desk.POST('/api/v1/auth/totp/confirm', { body: { code } }));
    setStep({ at: 'codes', codes: recoveryCodes });
    await changed(csrfToken);
  };
  const disable = async (code: string) => {
    await changed((await ask(desk.POST('/api/v1/auth/totp/disable', { body: { code } }))).csrfToken);
    rest();
  };
  const renew = async (code: string) =>
    setStep({ at: 'codes', codes: (await ask(desk.POST('/api/v1/auth/totp/recovery-codes', { body: { code } }))).recoveryCodes });
  if (data === undefined)
    return (
      <Card title={t('totp.title')}>
        <Skeleton h={60} />
      </Card>
    );
  return (
    <Card
      title={t('totp.title')}
      aside={<Badge variant={data.enabled ? 'light' : 'default'}>{t(data.enabled ? 'totp.on' : 'totp.off')}</Badge>}
    >
      {data.required && !data.enabled ? <Alert color="yellow">{t('totp.required')}</Alert> : null}
      <Text size="sm" c="dimmed">
        {data.enabled ? t('totp.left', { count: data.recoveryCodesLeft }) : t('totp.why')}
      </Text>
      {step.at === 'rest' ? (
        <Group>
          {data.enabled ? null : <Button onClick={() => setStep({ at: 'password' })}>{t('totp.begin')}</Button>}
          {data.enabled ? (
            <Button variant="default" onClick={() => setStep({ at: 'renew' })}>
              {t('totp.renew')}
            </Button>
          ) : null}
          {data.enabled && !data.required ? (
            <Button variant="subtle" color="red" onClick={() => setStep({ at: 'disable' })}>
              {t('totp.disable')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {step.at === 'password' ? <AskPassword onGiven={begin} onCancel={rest} /> : null}
      {step.at === 'scan' ? (
        <>
          <Text size="sm">{t('totp.scan')}</Text>
          <QrCode uri={step.uri} secret={step.secret} />
          <AskCode label={t('totp.code')} action={t('totp.confirm')} onGiven={confirm} onCancel={rest} />
        </>
      ) : null}
      {step.at === 'disable' ? <AskCode label={t('totp.code')} action={t('totp.disable')} onGiven={disable} onCancel={rest} /> : null}
      {step.at === 'renew' ? <AskCode label={t('totp.code')} action={t('totp.renew')} onGiven={renew} onCancel={rest} /> : null}
      {step.at === 'codes' ? <RecoveryCodes codes={step.codes} onDone={rest} /> : null}
    </Card>
  );
}
