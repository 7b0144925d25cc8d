import { Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import classes from '../admin.module.css';
import { NEW } from './address.js';
import { DANGER } from './colours.js';
import { Confirm } from './confirm.js';
import { DrawerSkeleton, GuardedDrawer } from './guarded-drawer.js';
import { ProblemBox } from './problem-box.js';
import { saying, tell } from './problems.js';
import { changed, oneKey, type Resource } from './resource.js';
import { Note } from './resource-table.js';
import { useDraft } from './use-draft.js';

export interface DrawerProps<Row, Draft extends object> {
  readonly resource: Resource<Row, Draft>;
  /** Null: closed. `NEW`: one is being made. */
  readonly id: string | null;
  readonly onClose: () => void;
  readonly size?: string | number;
  /** Below the fields of one there is: what it leads to. */
  readonly extra?: (row: Row) => ReactNode;
  /** What the desk answered to a new one, where it is shown only once. */
  readonly made?: (answer: never, close: () => void) => ReactNode;
}

export function ResourceDrawer<Row, Draft extends object>(props: DrawerProps<Row, Draft>) {
  const { resource, id, onClose, size = 620 } = props;
  const { t } = useTranslation('admin');
  const isNew = id === NEW;
  const { data, error } = useQuery({
    queryKey: oneKey(resource.name, id ?? ''),
    queryFn: () => resource.one(id ?? ''),
    enabled: id !== null && !isNew,
    // What is being edited must not change underneath; it is fresh each time it is opened.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const title = isNew ? t(`pages.${resource.name}.new`) : data === undefined ? ' ' : resource.titleOf(data);
  return (
    <GuardedDrawer opened={id !== null} onClose={onClose} size={size} title={title}>
      {(close, onDirty) =>
        error !== null ? (
          <Note text={saying(error, t)} />
        ) : isNew || data !== undefined ? (
          <DrawerForm key={id} {...props} row={data ?? null} close={close} onDirty={onDirty} />
        ) : (
          <DrawerSkeleton />
        )
      }
    </GuardedDrawer>
  );
}

interface DrawerFormProps<Row, Draft extends object> extends DrawerProps<Row, Draft> {
  readonly row: Row | null;
  readonly close: () => void;
  readonly onDirty: (isDirty: boolean) => void;
}

function DrawerForm<Row, Draft extends object>({ resource, row, close, onDirty, extra, made }: DrawerFormProps<Row, Draft>) {
  const { t } = useTranslation('admin');
  const readOnly = !useMay()(resource.permission);
  const [current, setCurrent] = useState(row);
  const { draft, set, start, isDirty } = useDraft(() => (row === null ? resource.blank() : resource.draftOf(row)));
  useEffect(() => onDirty(isDirty));
  const save = useMutation({
    mutationFn: (over: Row | null) => (over === null ? resource.create(draft) : resource.change(over, draft)),
    onSuccess: async () => {
      onDirty(false);
      start(draft);
      await changed(resource.name);
      if (row !== null || made === undefined) {
        notifications.show({ message: t('saved'), color: 'green.8', closeButtonProps: { 'aria-label': t('close') } });
        setTimeout(close, 0);
      }
    },
  });
  const told = tell(save.error, t);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    save.mutate(current);
  };
  const newest = () => resource.one(resource.idOf(current as Row));
  if (made !== undefined && row === null && save.isSuccess)
    return <div className={classes.formScroll}>{made(save.data as never, close)}</div>;
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.formScroll}>
        <ProblemBox
          told={told}
          onKeepMine={() =>
            void newest().then((theirs) => {
              setCurrent(theirs);
              save.mutate(theirs);
            })
          }
          onTakeTheirs={() =>
            void newest().then((theirs) => {
              setCurrent(theirs);
              start(resource.draftOf(theirs));
              onDirty(false);
              save.reset();
            })
          }
        />
        <fieldset className={classes.fieldset} disabled={readOnly}>
          <Stack gap="md">
            <resource.Form
              draft={draft}
              set={set}
              errorOf={(field) => told?.fields[field]}
              row={current}
              readOnly={readOnly}
              problem={save.error}
            />
          </Stack>
        </fieldset>
        {current === null ? null : extra?.(current)}
      </div>
      {readOnly ? null : (
        <div className={classes.formFoot}>
          <Button type="submit" loading={save.isPending} disabled={row !== null && !isDirty}>
            {t(row === null ? 'create' : 'save')}
          </Button>
          {current === null || resource.remove === undefined ? null : <Remove row={current} resource={resource} onDone={close} />}
        </div>
      )}
    </form>
  );
}

interface RemoveProps<Row, Draft extends object> {
  readonly row: Row;
  readonly resource: Resource<Row, Draft>;
  readonly onDone: () => void;
}

function Remove<Row, Draft extends object>({ row, resource, onDone }: RemoveProps<Row, Draft>) {
  const { t } = useTranslation('admin');
  const [asks, setAsks] = useState(false);
  const remove = useMutation({
    mutationFn: async () => resource.remove?.(row),
    onSuccess: async () => {
      onDone();
      await changed(resource.name);
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" c={DANGER} ml="auto" onClick={() => setAsks(true)}>
        {t('delete')}
      </Button>
      <Confirm
        opened={asks}
        title={t('remove.title', { name: resource.titleOf(row) })}
        text={t([`pages.${resource.name}.removeHelp`, 'remove.text'])}
        yes={t('delete')}
        isBusy={remove.isPending}
        error={remove.error === null ? null : saying(remove.error, t)}
        onYes={() => remove.mutate()}
        onNo={() => setAsks(false)}
      />
    </>
  );
}
