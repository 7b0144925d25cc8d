import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { ticketKeys } from '../data/queries.js';

export type Contact = Schemas['ContactAnswer'];

export function ContactForm({ contact, onDone }: { readonly contact: Contact; readonly onDone: () => void }) {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const [name, setName] = useState(contact.name);
  const [language, setLanguage] = useState(contact.language ?? '');
  const [tier, setTier] = useState(contact.tier ?? '');
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        tier: tier.trim() === '' ? null : tier.trim(),
        version: contact.version,
        ...(language.trim() === '' ? {} : { language: language.trim() }),
      };
      return ask(desk.PATCH('/api/v1/contacts/{id}', { params: { path: { id: contact.id } }, body }));
    },
    onSuccess: (answer) => {
      queries.setQueryData(['contact', contact.id], answer);
      void queries.invalidateQueries({ queryKey: ticketKeys.detail(ticket.id) });
      onDone();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['contact', contact.id] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          size="xs"
          label={t('contact.name')}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group grow gap="xs">
          <TextInput
            size="xs"
            label={t('contact.language')}
            placeholder="id"
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label={t('contact.tier')}
            placeholder="gold"
            value={tier}
            onChange={(event) => setTier(event.currentTarget.value)}
          />
        </Group>
        {save.error === null ? null : (
          <Text c="red" size="xs" role="alert">
            {problemText(t, save.error)}
          </Text>
        )}
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button size="compact-sm" type="submit" disabled={name.trim() === ''} loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
