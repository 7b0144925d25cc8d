import { Alert, Button, Group, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField, LanguagesField } from '../admin/common/fields.js';
import { tell } from '../admin/common/problems.js';
import { changed } from '../admin/common/resource.js';
import { useFreeFocus } from './free-focus.js';
import classes from './setup.module.css';

const BLANK = { name: '', email: '', password: '', role: 'agent', languages: [] as readonly string[] };

/** The first colleague. */
export function AgentStep({ next }: { readonly next: () => void }) {
  const { t } = useTranslation('setup');
  const { t: admin } = useTranslation('admin');
  const [draft, setDraft] = useState(BLANK);
  const first = useFreeFocus();
  const set = (change: Partial<typeof BLANK>) => setDraft((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/agents', { body: draft as never })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['setup'] });
      await changed('agents');
    },
  });
  const told = tell(save.error, admin);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  if (save.isSuccess)
    return (
      <div className={classes.card}>
        <Stack maw={520}>
          <Alert color="green" title={t('agent.made', { name: draft.name })}>
            {t('agent.madeHelp')}
          </Alert>
          <CopyField label={t('agent.invite')} value={t('agent.invitation', { url: location.origin, email: draft.email })} />
          <Group>
            <Button onClick={next}>{t('next')}</Button>
            <Button
              variant="default"
              onClick={() => {
                setDraft(BLANK);
                save.reset();
              }}
            >
              {t('agent.another')}
            </Button>
          </Group>
        </Stack>
      </div>
    );
  return (
    <form className={classes.card} onSubmit={submit} noValidate>
      <Stack maw={520}>
        <div>
          <Title order={2} size="h4">
            {t('agent.title')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('agent.help')}
          </Text>
        </div>
        {told?.general ? (
          <Alert color="red" role="alert">
            {told.general}
          </Alert>
        ) : null}
        <TextInput
          label={admin('fields.name')}
          required
          ref={first}
          value={draft.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={told?.fields['name']}
        />
        <TextInput
          label={admin('fields.email')}
          type="email"
          required
          value={draft.email}
          onChange={(e) => set({ email: e.currentTarget.value })}
          error={told?.fields['email']}
        />
        <PasswordInput
          label={admin('agent.password')}
          description={admin('agent.passwordHelp')}
          required
          autoComplete="new-password"
          value={draft.password}
          onChange={(e) => set({ password: e.currentTarget.value })}
          error={told?.fields['password']}
        />
        <Select
          label={admin('fields.role')}
          allowDeselect={false}
          data={['agent', 'supervisor', 'admin'].map((role) => ({ value: role, label: admin(`role.${role}.name`) }))}
          value={draft.role}
          onChange={(role) => set({ role: role ?? 'agent' })}
        />
        <LanguagesField
          label={admin('fields.languages')}
          help={admin('agent.languagesHelp')}
          value={draft.languages}
          onChange={(languages) => set({ languages })}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('agent.create')}
          </Button>
          <Button variant="subtle" color="gray" onClick={next}>
            {t('skip')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
