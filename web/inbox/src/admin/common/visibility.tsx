import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from './fields.js';
import { useTeams } from './lookups.js';

export type Visibility = 'personal' | 'team' | 'shared';

interface VisibilityFieldProps {
  readonly visibility: Visibility;
  readonly teamId: string | null;
  readonly onChange: (change: { readonly visibility?: Visibility; readonly teamId?: string | null }) => void;
  readonly error: string | undefined;
}

/** Whom a macro or a text is for. */
export function VisibilityField({ visibility, teamId, onChange, error }: VisibilityFieldProps) {
  const { t } = useTranslation('admin');
  const teams = useTeams();
  return (
    <>
      <Radio.Group label={t('scope.title')} value={visibility} onChange={(value) => onChange({ visibility: value as Visibility })}>
        <Stack gap={6} mt={6}>
          {(['shared', 'team', 'personal'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`scope.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {visibility === 'team' ? (
        <ChoiceField
          label={t('fields.team')}
          required
          choices={teams}
          value={teamId}
          onChange={(next) => onChange({ teamId: next })}
          error={error}
        />
      ) : null}
    </>
  );
}
