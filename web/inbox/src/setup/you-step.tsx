import { Alert, Button, Group, PasswordInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguagesField } from '../admin/common/fields.js';
import { tell } from '../admin/common/problems.js';
import { useMe } from '../session.js';
import { useFreeFocus } from './free-focus.js';
import classes from './setup.module.css';

/** Whoever sets up the desk: the name customers read, and a password of their own. */
export function YouStep({ next }: { readonly next: () => void }) {
  const me = useMe();
  const { data } = useQuery({
    queryKey: ['setup', 'you'],
    queryFn: () => ask(desk.GET('/api/v1/agents/{id}', { params: { path: { id: me.id } } })),
  });
  return data === undefined ? <Skeleton h={320} aria-hidden /> : <YouForm agent={data} next={next} />;
}

function YouForm({ agent, next }: { readonly agent: Schemas['AgentAnswer']; readonly next: () => void }) {
  const { t } = useTranslation('setup');
  const { t: admin } = useTranslation('admin');
  const [name, setName] = useState(agent.name === 'Administrator' ? '' : agent.name);
  const [languages, setLanguages] = useState<readonly string[]>(agent.languages);
  const [password, setPassword] = useState('');
  const first = useFreeFocus();
  const save = useMutation({
    mutationFn: () =>
      ask(
        desk.PATCH('/api/v1/agents/{id}', {
          params: { path: { id: agent.id } },
          body: { name, languages, ...(password === '' ? {} : { password }) } as never,
        }),
      ),
    onSuccess: async () => {
      next();
      await queries.invalidateQueries({ queryKey: ['me'] });
      await queries.invalidateQueries({ queryKey: ['setup'] });
    },
  });
  const told = tell(save.error, admin);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate>
      <Stack maw={520}>
        <div>
          <Title order={2} size="h4">
            {t('you.title')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('you.help', { email: agent.email })}
          </Text>
        </div>
        {told === null ? null : (
          <Alert color="red" role="alert">
            {told.general}
          </Alert>
        )}
        <TextInput
          label={t('you.name')}
          description={t('you.nameHelp')}
          required
          ref={first}
          autoComplete="name"
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={told?.fields['name']}
        />
        <LanguagesField
          label={t('you.languages')}
          help={t('you.languagesHelp')}
          value={languages}
          onChange={setLanguages}
          error={told?.fields['languages']}
        />
        <PasswordInput
          label={t('you.password')}
          description={t('you.passwordHelp')}
          autoComplete="new-password"
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          error={told?.fields['password']}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
