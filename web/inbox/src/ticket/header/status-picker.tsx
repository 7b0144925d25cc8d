import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { named, statusesQuery } from '../../directory.js';
import { usePane } from '../data/pane-context.js';
import type { Ticket } from '../data/queries.js';
import { offerUndo } from '../data/undo-notice.js';
import { useWords } from '../data/use-words.js';
import classes from './header.module.css';
import { Picker } from './picker.js';

type Category = Ticket['statusCategory'];

export function StatusPicker() {
  const { t } = useTranslation('ticket');
  const { ticket, open, dialog, mayWrite } = usePane();
  const words = useWords();
  const { data = [] } = useQuery(statusesQuery);
  const setStatus = useSetStatus();
  const options = data
    .filter(
      ({ enabled, choosable, category, name }) =>
        name === ticket.status || (enabled && choosable && mayBecome(ticket.statusCategory, category)),
    )
    .map(({ name, names, category }) => ({ value: name, label: named(names, name), icon: <StatusDot category={category} /> }));
  return (
    <Picker
      label={t('fields.status')}
      icon={<StatusDot category={ticket.statusCategory} />}
      shown={words.status(ticket.status)}
      options={options}
      chosen={[ticket.status]}
      opened={dialog === 'status'}
      onOpened={(opened) => open(opened ? 'status' : null)}
      disabled={!mayWrite || ticket.statusCategory === 'closed'}
      onChoose={(status) => {
        if (data.find(({ name }) => name === status)?.category === 'on_hold') setTimeout(() => open('hold'));
        else void setStatus(status);
      }}
    />
  );
}

export function StatusDot({ category }: { readonly category: Category }) {
  return <span className={classes.dot} data-category={category} aria-hidden />;
}

/** As the desk sees it (tickets/domain/transitions): closed is final, and nothing becomes new again. */
function mayBecome(from: Category, to: Category): boolean {
  return from !== 'closed' && (to !== 'new' || from === 'new');
}

/** Sets a status and offers to take it back. @returns whether it was set */
export function useSetStatus(): (status: string, more?: { readonly holdReason?: string }) => Promise<boolean> {
  const { t } = useTranslation('ticket');
  const { ticket, changing } = usePane();
  const words = useWords();
  return async (status, more = {}) => {
    if (status === ticket.status && more.holdReason === undefined) return true;
    const { status: before, statusCategory, holdReason } = ticket;
    if (!(await changing.change({ status, ...more }))) return false;
    const back = statusCategory === 'new' ? null : { status: before, ...(holdReason === null ? {} : { holdReason }) };
    if (back !== null)
      offerUndo({
        text: t('undo.status', { status: words.status(status) }),
        label: t('undo.undo'),
        undo: () => void changing.change(back),
      });
    return true;
  };
}

/** The first name of a category, as lists show it. */
export function useStatusOf(): (category: Category) => string | null {
  const { data = [] } = useQuery(statusesQuery);
  return (category) =>
    data.filter((one) => one.enabled && one.choosable && one.category === category).toSorted((a, b) => a.position - b.position)[0]?.name ??
    null;
}
