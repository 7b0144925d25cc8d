import { Button, Group, Modal, Radio, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refetchTicket } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { offerUndo, tellTrouble } from '../data/undo-notice.js';
import type { Contact } from './contact-form.js';
import classes from './side.module.css';

type Preview = Schemas['MergePreviewAnswer'];
type Field = Preview['conflicts'][number]['field'];

/** The same person under two names: what goes where, before it does. The contact that goes is the other one. */
export function ContactMergeDialog({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }) {
  const { t } = useTranslation('ticket');
  const [kind, setKind] = useState('email');
  const [value, setValue] = useState('');
  const [asked, setAsked] = useState<{ readonly kind: string; readonly value: string } | null>(null);
  const found = useQuery({
    queryKey: ['contact-search', asked],
    queryFn: async () => (await ask(desk.GET('/api/v1/contacts', { params: { query: { ...asked, limit: 5 } } }))).items,
    enabled: asked !== null,
  });
  const other = found.data?.find(({ id, mergedIntoId }) => id !== contact.id && mergedIntoId === null) ?? null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('contactMerge.title', { name: contact.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (value.trim() !== '') setAsked({ kind, value: value.trim() });
          }}
        >
          <Group gap="xs" align="end">
            <Select
              w={140}
              label={t('contactMerge.kind')}
              allowDeselect={false}
              value={kind}
              onChange={(chosen) => setKind(chosen ?? 'email')}
              data={['email', 'phone'].map((one) => ({ value: one, label: t(`contact.kinds.${one}`) }))}
            />
            <TextInput
              flex={1}
              data-autofocus
              label={t('contactMerge.address')}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={found.isFetching}>
              {t('contactMerge.find')}
            </Button>
          </Group>
        </form>
        {asked !== null && found.data !== undefined && other === null ? (
          <Text size="sm" c="dimmed">
            {t('contactMerge.none')}
          </Text>
        ) : null}
        {found.error === null ? null : (
          <Text size="sm" c="red" role="alert">
            {problemText(t, found.error)}
          </Text>
        )}
        {other === null ? null : <Merging key={other.id} going={other} staying={contact} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

function Merging({ going, staying, onClose }: { readonly going: Contact; readonly staying: Contact; readonly onClose: () => void }) {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const [take, setTake] = useState<readonly Field[]>([]);
  const path = { path: { id: going.id } };
  const { data: preview, error } = useQuery({
    queryKey: ['contact-merge', going.id, staying.id],
    queryFn: () => ask(desk.GET('/api/v1/contacts/{id}/merge-preview', { params: { ...path, query: { intoId: staying.id } } })),
  });
  const refetch = () => {
    void queries.invalidateQueries({ queryKey: ['contact'] });
    void refetchTicket(ticket.id);
  };
  const merge = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/contacts/{id}/merge', { params: path, body: { intoId: staying.id, take: [...take] } })),
    onSuccess: () => {
      refetch();
      onClose();
      offerUndo({
        text: t('contactMerge.done', { name: going.name }),
        label: t('undo.undo'),
        undo: () =>
          void ask(desk.POST('/api/v1/contacts/{id}/unmerge', { params: path })).then(refetch, (trouble: unknown) =>
            tellTrouble(problemText(t, trouble)),
          ),
      });
    },
  });
  const trouble = error ?? merge.error;
  if (preview === undefined && error === null) return <Skeleton height={120} />;
  return (
    <>
      {preview === undefined ? null : (
        <>
          <div className={classes.sides}>
            <Side side={preview.going} text={t('contactMerge.goes')} />
            <Side side={preview.staying} text={t('contactMerge.stays')} />
          </div>
          {preview.conflicts.map(({ field, theirs, ours }) => (
            <Radio.Group
              key={field}
              label={t('contactMerge.which', { field: t(`contact.${field}`) })}
              value={take.includes(field) ? 'theirs' : 'ours'}
              onChange={(right) => setTake((now) => (right === 'theirs' ? [...now, field] : now.filter((one) => one !== field)))}
            >
              <Group mt={4}>
                <Radio value="ours" label={ours} />
                <Radio value="theirs" label={theirs} />
              </Group>
            </Radio.Group>
          ))}
        </>
      )}
      {trouble === null ? null : (
        <Text size="sm" c="red" role="alert">
          {problemText(t, trouble)}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button disabled={preview === undefined} loading={merge.isPending} onClick={() => merge.mutate()}>
          {t('contactMerge.do')}
        </Button>
      </Group>
    </>
  );
}

function Side({ side, text }: { readonly side: Preview['going']; readonly text: string }) {
  const { t } = useTranslation('ticket');
  return (
    <div className={classes.mergeSide}>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
      <Text fw={600}>{side.name}</Text>
      {side.identities.map(({ kind, value }) => (
        <Text key={`${kind} ${value}`} size="xs" truncate>
          {value}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t('contactMerge.tickets', { count: side.tickets })}
      </Text>
    </div>
  );
}
