import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import classes from '../admin.module.css';
import { ProblemBox } from './problem-box.js';
import { saying, tell } from './problems.js';
import { Note } from './resource-table.js';
import { useDraft } from './use-draft.js';

interface SettingsCardProps<Answer extends object> {
  readonly name: string;
  readonly permission: string;
  readonly read: () => Promise<Answer>;
  readonly write: (draft: Answer) => Promise<Answer>;
  readonly children: (draft: Answer, set: (change: Partial<Answer>) => void, errorOf: (field: string) => string | undefined) => ReactNode;
}

/** Settings of which there is one set: read, changed and saved in their place. */
export function SettingsCard<Answer extends object>(props: SettingsCardProps<Answer>) {
  const { name, read } = props;
  const { t } = useTranslation('admin');
  const { data, error } = useQuery({ queryKey: ['admin', name], queryFn: read });
  if (error !== null) return <Note text={saying(error, t)} />;
  if (data === undefined) return <Skeleton h={180} aria-hidden />;
  return <SettingsForm {...props} answer={data} />;
}

function SettingsForm<Answer extends object>({
  name,
  permission,
  read,
  write,
  children,
  answer,
}: SettingsCardProps<Answer> & { readonly answer: Answer }) {
  const { t } = useTranslation('admin');
  const readOnly = !useMay()(permission);
  const { draft, set, start, isDirty } = useDraft(() => answer);
  useEffect(() => {
    if (!isDirty) start(answer);
  }, [answer]);
  const save = useMutation({
    mutationFn: write,
    onSuccess: (next) => {
      queries.setQueryData(['admin', name], next);
      start(next);
    },
  });
  const theirs = () => read();
  const told = tell(save.error, t);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate>
      <Stack p="lg" gap="md">
        <ProblemBox
          told={told}
          onKeepMine={() =>
            void theirs().then((newest) => save.mutate({ ...newest, ...draft, version: (newest as { version?: number }).version }))
          }
          onTakeTheirs={() =>
            void theirs().then((newest) => {
              start(newest);
              save.reset();
            })
          }
        />
        <fieldset className={classes.fieldset} disabled={readOnly}>
          <Stack gap="md">{children(draft, set, (field) => told?.fields[field])}</Stack>
        </fieldset>
        {readOnly ? null : (
          <Group gap="sm">
            <Button type="submit" loading={save.isPending} disabled={!isDirty}>
              {t('save')}
            </Button>
            {save.isSuccess && !isDirty ? (
              <Text size="sm" c="dimmed" role="status">
                {t('saved')}
              </Text>
            ) : null}
          </Group>
        )}
      </Stack>
    </form>
  );
}
