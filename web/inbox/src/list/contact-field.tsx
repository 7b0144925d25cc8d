import {
  ActionIcon,
  Button,
  CloseButton,
  Combobox,
  Fieldset,
  Group,
  Loader,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
  useCombobox,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ask, desk } from '@parley/kit/desk';
import { IconPlus, IconUserSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findContacts } from './find-contacts.js';

export interface Identity {
  readonly kind: string;
  readonly value: string;
  readonly scope: string;
}

export interface Contact {
  /** null: somebody new. */
  readonly id: string | null;
  readonly name: string;
  readonly identities: readonly Identity[];
}

export const NOBODY_YET: Contact = { id: null, name: '', identities: [{ kind: 'email', value: '', scope: '' }] };
const KINDS = ['email', 'phone'] as const;
const IDENTITIES_MAX = 5;

interface Props {
  readonly value: Contact;
  readonly onChange: (contact: Contact) => void;
  readonly wrong: ReadonlyMap<string, string>;
}

/** Whose matter it is: somebody known, found by name or address, or somebody new. */
export function ContactField({ value, onChange, wrong }: Props) {
  const { t } = useTranslation('list');
  if (value.id !== null)
    return (
      <Paper withBorder p="xs" radius="md">
        <Group justify="space-between" wrap="nowrap">
          <Stack gap={0}>
            <Text size="sm" fw={600}>
              {value.name}
            </Text>
            <Text size="xs" c="dimmed">
              {value.identities.map((identity) => identity.value).join(' · ')}
            </Text>
          </Stack>
          <CloseButton aria-label={t('newTicket.otherContact')} onClick={() => onChange(NOBODY_YET)} />
        </Group>
      </Paper>
    );
  return (
    <Fieldset legend={t('newTicket.contact')} p="sm">
      <Stack gap="sm">
        <ContactSearch onFound={onChange} />
        <TextInput
          label={t('newTicket.name')}
          value={value.name}
          maxLength={200}
          error={wrong.get('contact.name')}
          onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        />
        <Identities value={value} onChange={onChange} wrong={wrong} />
      </Stack>
    </Fieldset>
  );
}

const TYPING_MS = 250;

function ContactSearch({ onFound }: { readonly onFound: (contact: Contact) => void }) {
  const { t } = useTranslation('list');
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), TYPING_MS);
  const store = useCombobox();
  const { data: found, isFetching } = useQuery({
    queryKey: ['contact-search', wanted],
    queryFn: () => findContacts(wanted),
    enabled: wanted.length > 1,
  });
  const choose = async (id: string) => {
    store.closeDropdown();
    const contact = await ask(desk.GET('/api/v1/contacts/{id}', { params: { path: { id } } }));
    onFound({ id, name: contact.name, identities: contact.identities.map(({ kind, value, scope }) => ({ kind, value, scope })) });
  };
  const isOffering = wanted.length > 1 && found !== undefined;
  return (
    <Combobox store={store} onOptionSubmit={(id) => void choose(id)} shadow="md" withinPortal>
      <Combobox.Target>
        <TextInput
          label={t('newTicket.find')}
          placeholder={t('newTicket.findPlaceholder')}
          leftSection={<IconUserSearch size={16} />}
          rightSection={isFetching ? <Loader size={14} /> : null}
          value={text}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            store.openDropdown();
          }}
          onBlur={() => store.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOffering}>
        <Combobox.Options aria-label={t('newTicket.find')}>
          {found?.map((contact) => (
            <Combobox.Option key={contact.id} value={contact.id}>
              <Text span size="sm">
                {contact.name}
              </Text>{' '}
              <Text span size="xs" c="dimmed">
                {contact.note}
              </Text>
            </Combobox.Option>
          ))}
          {found?.length === 0 ? <Combobox.Empty>{t('newTicket.nobodyFound')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Identities({ value, onChange, wrong }: Props) {
  const { t } = useTranslation('list');
  const { identities } = value;
  const put = (at: number, part: Partial<Identity>) => {
    const before = identities[at];
    if (before !== undefined) onChange({ ...value, identities: identities.with(at, { ...before, ...part }) });
  };
  return (
    <Stack gap={6}>
      {identities.map((identity, at) => (
        // Two may be alike while they are entered
        <Group key={at} gap={6} wrap="nowrap" align="flex-end">
          <Select
            w={110}
            label={at === 0 ? t('newTicket.kind') : undefined}
            aria-label={t('newTicket.kind')}
            data={KINDS.map((kind) => ({ value: kind, label: t(`newTicket.kinds.${kind}`) }))}
            value={identity.kind}
            allowDeselect={false}
            onChange={(kind) => put(at, { kind: kind ?? 'email' })}
          />
          <TextInput
            flex={1}
            label={at === 0 ? t('newTicket.address') : undefined}
            aria-label={t('newTicket.address')}
            type={identity.kind === 'email' ? 'email' : 'tel'}
            value={identity.value}
            required
            error={wrong.get(`contact.identities.${at}.value`)}
            onChange={(event) => put(at, { value: event.currentTarget.value })}
          />
          {identities.length > 1 ? (
            <ActionIcon
              size="lg"
              aria-label={t('newTicket.removeAddress')}
              onClick={() => onChange({ ...value, identities: identities.toSpliced(at, 1) })}
            >
              <IconX size={15} />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {identities.length < IDENTITIES_MAX ? (
        <div>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} />}
            onClick={() => onChange({ ...value, identities: [...identities, { kind: 'phone', value: '', scope: '' }] })}
          >
            {t('newTicket.addAddress')}
          </Button>
        </div>
      ) : null}
    </Stack>
  );
}
