import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Asked {
  /** @throws Problem shown at the field; what was typed stays */
  readonly onGiven: (value: string) => Promise<unknown>;
  readonly onCancel: () => void;
}

export function AskPassword({ onGiven, onCancel }: Asked) {
  const { t } = useTranslation('me');
  const [password, setPassword] = useState('');
  const give = useMutation({ mutationFn: onGiven });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate(password);
      }}
    >
      <Group align="start">
        <PasswordInput
          label={t('ask.password')}
          autoComplete="current-password"
          required
          autoFocus
          w={260}
          value={password}
          error={give.error?.message}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Buttons action={t('ask.continue')} isPending={give.isPending} onCancel={onCancel} />
      </Group>
    </form>
  );
}

export function AskCode({ onGiven, onCancel, label, action }: Asked & { readonly label: string; readonly action: string }) {
  const [code, setCode] = useState('');
  const give = useMutation({ mutationFn: onGiven });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate(code.replaceAll(/\s/g, ''));
      }}
    >
      <Group align="start">
        <TextInput
          label={label}
          autoComplete="one-time-code"
          required
          autoFocus
          w={260}
          value={code}
          error={give.error?.message}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Buttons action={action} isPending={give.isPending} onCancel={onCancel} />
      </Group>
    </form>
  );
}

function Buttons({ action, isPending, onCancel }: { readonly action: string; readonly isPending: boolean; readonly onCancel: () => void }) {
  const { t } = useTranslation('me');
  return (
    <Group gap="xs" mt={22}>
      <Button type="submit" loading={isPending}>
        {action}
      </Button>
      <Button variant="subtle" color="gray" onClick={onCancel}>
        {t('ask.cancel')}
      </Button>
    </Group>
  );
}
