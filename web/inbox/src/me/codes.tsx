import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import classes from './me.module.css';

/** Dark on white in both themes: cameras need it. */
export function QrCode({ uri, secret }: { readonly uri: string; readonly secret: string }) {
  const { t } = useTranslation('me');
  const { size, path } = useMemo(() => drawn(uri), [uri]);
  return (
    <Group align="center" gap="lg">
      <div className={classes.code}>
        <svg viewBox={`0 0 ${size} ${size}`} width="100%" height="100%" shapeRendering="crispEdges" role="img" aria-label={t('totp.qr')}>
          <path d={path} fill="#000" />
        </svg>
      </div>
      <Stack gap={4} maw={300}>
        <Text size="sm" c="dimmed">
          {t('totp.byHand')}
        </Text>
        <Code block data-testid="totp-secret">
          {secret}
        </Code>
      </Stack>
    </Group>
  );
}

function drawn(uri: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(uri, { border: 0 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}

export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { t } = useTranslation('me');
  return (
    <Alert color="parley" title={t('totp.codes')}>
      <Stack gap="sm">
        <Text size="sm">{t('totp.keep')}</Text>
        <div className={classes.codes}>
          {codes.map((code) => (
            <span key={code}>{code}</span>
          ))}
        </div>
        <Group>
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'totp.copied' : 'totp.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onDone}>{t('totp.done')}</Button>
        </Group>
      </Stack>
    </Alert>
  );
}
