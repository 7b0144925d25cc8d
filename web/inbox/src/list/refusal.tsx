import { Alert } from '@mantine/core';
import { Problem } from '@parley/kit/desk';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What the desk refused, beside where it happened. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('list');
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" variant="light" p="xs" role="alert" icon={<IconAlertCircle size={16} />}>
      {refusalText(error, t)}
    </Alert>
  );
}

export function refusalText(error: unknown, t: (key: string, more: Record<string, unknown>) => string): string {
  if (!(error instanceof Problem)) return t('refusals.unforeseen', { defaultValue: '' });
  return t(`refusals.${error.code.replaceAll('.', '_')}`, { ...error.details, defaultValue: error.message });
}
