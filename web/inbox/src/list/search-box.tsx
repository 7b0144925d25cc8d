import { CloseButton, Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSuggestions } from './search-suggestions.js';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
}

/** Words and operators; what an operator may be is offered while it is typed. */
export function SearchBox({ value, onChange, error }: Props) {
  const { t } = useTranslation('list');
  const [caret, setCaret] = useState(value.length);
  const suggestions = useSuggestions(value, caret);
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() });
  const take = (insert: string) => {
    const { from, to } = suggestions;
    onChange(`${value.slice(0, from)}${insert}${value.slice(to)}`);
    setCaret(from + insert.length);
    if (!insert.endsWith(':')) store.closeDropdown();
  };
  const isOffering = suggestions.offered.length > 0;
  return (
    <Combobox store={store} onOptionSubmit={take} position="bottom-start" shadow="md" withinPortal>
      <Combobox.Target>
        <TextInput
          type="search"
          value={value}
          autoFocus
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={16} />}
          rightSection={value === '' ? null : <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => onChange('')} />}
          error={error}
          maxLength={400}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            store.openDropdown();
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? value.length)}
          onBlur={() => store.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOffering}>
        <Combobox.Options aria-label={t('search.suggestions')} mah={300} style={{ overflowY: 'auto' }}>
          {suggestions.offered.map(({ insert, label }) => (
            <Combobox.Option key={insert} value={insert}>
              <Text span size="sm" ff="monospace">
                {insert.trim()}
              </Text>{' '}
              <Text span size="xs" c="dimmed">
                {label}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
