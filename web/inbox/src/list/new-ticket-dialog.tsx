import { Button, Collapse, Group, Modal, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ask, desk, Problem, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery, named, useThings } from '../directory.js';
import { type Contact, ContactField, NOBODY_YET } from './contact-field.js';
import { CustomFieldInput } from './custom-field-input.js';
import { ALL, useGoing, usePlace } from './place.js';
import { Refusal } from './refusal.js';

type Priority = NonNullable<Schemas['TicketInput']['priority']>;
const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

interface Draft {
  readonly contact: Contact;
  readonly subject: string;
  readonly text: string;
  readonly category: string;
  readonly priority: Priority;
  readonly inboxId: string | null;
  readonly custom: Readonly<Record<string, unknown>>;
}

const EMPTY: Draft = { contact: NOBODY_YET, subject: '', text: '', category: 'general', priority: 'normal', inboxId: null, custom: {} };

/** A ticket for what a customer said elsewhere: at the counter, on a call that was not recorded. */
export function NewTicketDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('list');
  const { navigateToNew } = useOpened();
  const [draft, setDraft] = useState(EMPTY);
  const put = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const create = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/tickets', { body: inputOf(draft) })),
    onSuccess: (ticket) => {
      void queries.invalidateQueries({ queryKey: ['counts'] });
      onClose();
      navigateToNew(ticket.id);
    },
  });
  const wrong = wrongFields(create.error);
  const isReady =
    draft.subject.trim() !== '' && draft.text.trim() !== '' && draft.contact.identities.every((one) => one.value.trim() !== '');
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('close') }}
      opened
      onClose={onClose}
      title={t('newTicket.title')}
      size={640}
      closeOnClickOutside={false}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="md">
          <ContactField value={draft.contact} onChange={(contact) => put({ contact })} wrong={wrong} />
          <TextInput
            label={t('newTicket.subject')}
            value={draft.subject}
            maxLength={300}
            required
            error={wrong.get('subject')}
            onChange={(event) => put({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('newTicket.text')}
            description={t('newTicket.textHelp')}
            value={draft.text}
            autosize
            minRows={4}
            maxRows={12}
            required
            error={wrong.get('text')}
            onChange={(event) => put({ text: event.currentTarget.value })}
          />
          <Classification draft={draft} put={put} />
          <CustomFields values={draft.custom} onChange={(custom) => put({ custom })} />
          {wrong.size > 0 ? null : <Refusal error={create.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={!isReady}>
              {t('newTicket.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The new one is opened beside the list one is at. */
function useOpened() {
  const { viewId } = usePlace();
  const { toTicket, toView } = useGoing();
  return {
    navigateToNew: (id: string) => {
      if (viewId === null) toView(ALL);
      toTicket(id);
    },
  };
}

interface PartProps {
  readonly draft: Draft;
  readonly put: (part: Partial<Draft>) => void;
}

function Classification({ draft, put }: PartProps) {
  const { t } = useTranslation('list');
  const { categories, inboxes } = useThings();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <Select
        label={t('newTicket.category')}
        data={categories.filter((one) => one.enabled).map((one) => ({ value: one.key, label: named(one.names, one.key) }))}
        value={draft.category}
        allowDeselect={false}
        onChange={(category) => put({ category: category ?? draft.category })}
      />
      <Select
        label={t('newTicket.priority')}
        data={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
        value={draft.priority}
        allowDeselect={false}
        onChange={(priority) => put({ priority: (priority ?? draft.priority) as Priority })}
      />
      <Select
        label={t('newTicket.inbox')}
        placeholder={t('newTicket.noInbox')}
        data={inboxes.filter((one) => one.enabled).map((one) => ({ value: one.id, label: one.name }))}
        value={draft.inboxId}
        clearable
        clearButtonProps={{ 'aria-label': t('newTicket.noInbox') }}
        onChange={(inboxId) => put({ inboxId })}
      />
    </SimpleGrid>
  );
}

interface CustomProps {
  readonly values: Draft['custom'];
  readonly onChange: (values: Draft['custom']) => void;
}

function CustomFields({ values, onChange }: CustomProps) {
  const { t } = useTranslation('list');
  const [isOpen, is] = useDisclosure(false);
  const fields = (useQuery(customFieldsQuery).data ?? []).filter((field) => field.enabled);
  if (fields.length === 0) return null;
  return (
    <div>
      <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={is.toggle}>
        {t('newTicket.more', { count: fields.length })}
      </Button>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} pt="xs">
          {fields.map((field) => (
            <CustomFieldInput
              key={field.key}
              field={field}
              value={values[field.key] ?? null}
              onChange={(value) => onChange({ ...values, [field.key]: value })}
            />
          ))}
        </SimpleGrid>
      </Collapse>
    </div>
  );
}

function inputOf({ contact, subject, text, category, priority, inboxId, custom }: Draft): Schemas['TicketInput'] {
  const values = Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== null && value !== ''));
  const name = contact.name.trim();
  return {
    subject: subject.trim(),
    text: text.trim(),
    contact: {
      ...(name === '' ? {} : { name }),
      identities: contact.identities.map(({ kind, value, scope }) => ({ kind, value: value.trim(), scope })),
    },
    category,
    priority,
    ...(inboxId === null ? {} : { inboxId }),
    ...(Object.keys(values).length === 0 ? {} : { customFields: values as Record<string, never> }),
  };
}

/** Field → what is wrong with it, in the desk's words. */
function wrongFields(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof Problem) || error.code !== 'request.invalid') return new Map();
  const errors = (error.details['errors'] ?? []) as readonly { readonly field: string; readonly problem: string }[];
  return new Map(errors.map(({ field, problem }) => [field, problem]));
}
