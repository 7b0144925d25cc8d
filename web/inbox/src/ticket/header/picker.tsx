import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './header.module.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly icon?: ReactNode;
}

interface Picking {
  readonly label: string;
  /** What is chosen, in words. */
  readonly shown: string;
  readonly icon?: ReactNode;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onChoose: (value: string) => void;
  readonly disabled?: boolean;
  readonly stays?: boolean;
  /** What was typed and is not among the options can be chosen too. */
  readonly onNew?: (text: string) => void;
  readonly plain?: boolean;
}

/** A property of the ticket that is chosen from a list; the list filters while one types. Until it is opened it is a mere button. */
export function Picker(props: Picking) {
  const { label, shown, icon, opened, onOpened, disabled = false, plain = false } = props;
  const [wasOpened, setWasOpened] = useState(opened);
  if (opened && !wasOpened) setWasOpened(true);
  if (disabled)
    return (
      <span className={classes.chip} data-disabled>
        {icon}
        <span className={classes.chipText}>{shown}</span>
      </span>
    );
  const chip = (
    <UnstyledButton
      className={classes.chip}
      data-plain={plain}
      aria-label={plain ? label : `${label}: ${shown}`}
      aria-haspopup="listbox"
      aria-expanded={opened}
      onClick={() => onOpened(!opened)}
      onKeyDown={({ key }) => (key === 'ArrowDown' || key === 'ArrowUp') && onOpened(true)}
    >
      {icon}
      <span className={classes.chipText}>{shown}</span>
      {plain ? null : <IconChevronDown size={12} aria-hidden />}
    </UnstyledButton>
  );
  return wasOpened ? <WithList {...props}>{chip}</WithList> : chip;
}

function WithList({ children, ...props }: Picking & { readonly children: ReactElement }) {
  const { opened, onOpened } = props;
  const combobox = useCombobox({ opened, onOpenedChange: onOpened });
  useEffect(() => {
    if (!opened) return;
    const timer = setTimeout(() => {
      combobox.focusSearchInput();
      combobox.selectFirstOption();
    });
    return () => clearTimeout(timer);
  }, [opened]);
  return (
    <Combobox
      store={combobox}
      width={250}
      position="bottom-start"
      shadow="lg"
      onOptionSubmit={(value) => {
        if (value === NEW) return;
        props.onChoose(value);
        if (props.stays !== true) onOpened(false);
      }}
    >
      <Combobox.Target targetType="button">{children}</Combobox.Target>
      <Combobox.Dropdown>{opened ? <Choices {...props} select={() => combobox.selectFirstOption()} /> : null}</Combobox.Dropdown>
    </Combobox>
  );
}

const NEW = '\u0000new';

function Choices({ label, options, chosen, onNew, onOpened, select }: Picking & { readonly select: () => void }) {
  const { t } = useTranslation('ticket');
  const [asked, setAsked] = useState('');
  const words = asked.trim().toLowerCase();
  const found = options.filter((option) => option.label.toLowerCase().includes(words));
  const isNew = onNew !== undefined && words !== '' && !options.some((option) => option.label.toLowerCase() === words);
  useEffect(() => {
    select(); // what it returns is no clean-up
  }, [asked]);
  return (
    <>
      <Combobox.Search
        value={asked}
        onChange={(event) => setAsked(event.currentTarget.value)}
        placeholder={label}
        aria-label={t('pick.search', { label })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onOpened(false);
          }
          if (event.key === 'Enter' && found.length === 0 && isNew) {
            event.preventDefault();
            onNew(asked.trim());
            setAsked('');
          }
        }}
      />
      <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
        {found.map((option) => (
          <Combobox.Option key={option.value} value={option.value} active={chosen.includes(option.value)}>
            <span className={classes.option}>
              {option.icon}
              <span className={classes.chipText}>{option.label}</span>
              {chosen.includes(option.value) ? <IconCheck size={14} aria-label={t('pick.chosen')} /> : null}
            </span>
          </Combobox.Option>
        ))}
        {isNew ? (
          <Combobox.Option
            value={NEW}
            onClick={() => {
              onNew(asked.trim());
              setAsked('');
            }}
          >
            {t('pick.new', { text: asked.trim() })}
          </Combobox.Option>
        ) : null}
        {found.length === 0 && !isNew ? <Combobox.Empty>{t('pick.none')}</Combobox.Empty> : null}
      </Combobox.Options>
    </>
  );
}
