import { TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import classes from './header.module.css';

/** The subject; a click makes it editable, Enter keeps it, Escape leaves it as it was. */
export function Subject() {
  const { t } = useTranslation('ticket');
  const { ticket, changing, mayWrite } = usePane();
  const [draft, setDraft] = useState<string | null>(null);
  const shown = ticket.subject === '' ? t('header.noSubject') : ticket.subject;
  if (!mayWrite) return <h1 className={classes.subject}>{shown}</h1>;
  if (draft === null)
    return (
      <h1 className={classes.subject}>
        <Tooltip label={t('header.editSubject')}>
          <UnstyledButton onClick={() => setDraft(ticket.subject)} aria-label={t('header.subjectLabel', { subject: shown })}>
            {shown}
          </UnstyledButton>
        </Tooltip>
      </h1>
    );
  const keep = () => {
    const subject = draft.trim();
    if (subject === '' || subject === ticket.subject) return setDraft(null);
    void changing.change({ subject }).then((isDone) => isDone && setDraft(null));
  };
  return (
    <TextInput
      className={classes.subjectInput}
      size="xs"
      autoFocus
      value={draft}
      maxLength={500}
      aria-label={t('fields.subject')}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setDraft(null);
      }}
    />
  );
}
