import { Button, Group } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import adminClasses from '../admin.module.css';
import { ProblemBox } from '../common/problem-box.js';
import { Guide } from './guide.js';
import { HealthCard } from './health.js';
import type { Channel, Inbox } from './inbox-api.js';
import { InboxForm } from './inbox-form.js';
import classes from './inboxes.module.css';
import { useInboxEditor } from './use-inbox-editor.js';

interface InboxEditorProps {
  readonly channel: Channel;
  readonly inbox: Inbox | null;
  readonly onMade: (inbox: Inbox) => void;
  readonly onDirty?: (isDirty: boolean) => void;
  /** Beside the button that saves. */
  readonly beside?: (inbox: Inbox | null) => ReactNode;
}

/** An inbox being made or mended: its fields, what to do at the provider, and whether it works. */
export function InboxEditor({ channel, inbox: first, onMade, onDirty, beside }: InboxEditorProps) {
  const { t } = useTranslation('admin');
  const editing = useInboxEditor(channel, first, onMade);
  const { inbox, isDirty, told, save, check, enable } = editing;
  useEffect(() => onDirty?.(isDirty));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    editing.submit();
  };
  return (
    <form className={adminClasses.form} onSubmit={submit} noValidate>
      <div className={adminClasses.formScroll}>
        <ProblemBox told={told} onKeepMine={editing.keepMine} onTakeTheirs={editing.takeTheirs} />
        {inbox === null ? null : (
          <HealthCard
            inbox={inbox}
            isChecking={check.isPending}
            onCheck={() => check.mutate(inbox.id)}
            canCheck={!isDirty}
            onEnable={() => enable.mutate(true)}
            isEnabling={enable.isPending}
          />
        )}
        <div className={classes.columns}>
          <InboxForm channel={channel} editing={editing} />
          <aside className={classes.aside} aria-label={t('guide.title')}>
            <Guide channel={channel} inbox={inbox} />
          </aside>
        </div>
      </div>
      <Group className={adminClasses.formFoot}>
        <Button type="submit" loading={save.isPending || check.isPending} disabled={inbox !== null && !isDirty}>
          {t('inbox.save')}
        </Button>
        {beside?.(inbox)}
      </Group>
    </form>
  );
}
