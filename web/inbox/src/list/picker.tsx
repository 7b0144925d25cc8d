import { Combobox, useCombobox } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly icon?: ReactNode;
}

interface Props {
  /** What the list is of, for who cannot see it. */
  readonly label: string;
  readonly options: readonly Option[];
  readonly onPick: (value: string) => void;
  readonly children: (toggle: () => void, isOpen: boolean) => ReactElement;
  readonly width?: number;
  /** Lets somebody enter what is not in the list. */
  readonly addLabel?: (text: string) => string;
}

const SEARCHED_FROM = 7;

/** A button that opens a list one can type into. */
export function Picker({ label, options, onPick, children, width = 240, addLabel }: Props) {
  const { t } = useTranslation('list');
  const [text, setText] = useState('');
  const isSearched = options.length >= SEARCHED_FROM || addLabel !== undefined;
  const store = useCombobox({
    onDropdownClose: () => {
      store.resetSelectedOption();
      setText('');
      store.focusTarget();
    },
    onDropdownOpen: () => {
      if (isSearched) store.focusSearchInput();
      else store.selectFirstOption();
    },
  });
  const wanted = text.trim().toLocaleLowerCase();
  const found = options.filter((option) => option.label.toLocaleLowerCase().includes(wanted));
  const adds = addLabel !== undefined && wanted !== '' && !options.some((option) => option.label.toLocaleLowerCase() === wanted);
  return (
    <Combobox
      store={store}
      width={width}
      position="bottom-start"
      shadow="md"
      withinPortal
      onOptionSubmit={(value) => {
        onPick(value);
        store.closeDropdown();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>{children(() => store.toggleDropdown(), store.dropdownOpened)}</Combobox.Target>
      <Combobox.Dropdown>
        {isSearched ? (
          <Combobox.Search
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={t('picker.find')}
            aria-label={label}
          />
        ) : null}
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {found.map((option) => (
            <Combobox.Option key={option.value} value={option.value}>
              {option.icon} {option.label}
            </Combobox.Option>
          ))}
          {adds ? <Combobox.Option value={text.trim()}>{addLabel(text.trim())}</Combobox.Option> : null}
          {found.length === 0 && !adds ? <Combobox.Empty>{t('picker.nothing')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
