import { queries } from '@parley/kit/frame';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Told, tell } from '../common/problems.js';
import { oneKey } from '../common/resource.js';
import { useDraft } from '../common/use-draft.js';
import {
  blankInbox,
  type Channel,
  changeInbox,
  checkInbox,
  createInbox,
  getInbox,
  type Inbox,
  type InboxDraft,
  inboxDraft,
  missingSettings,
  refreshInboxes,
} from './inbox-api.js';

/** Saving an inbox ends in a look whether it works: that is what an administrator wants to know. */
export function useInboxEditor(channel: Channel, first: Inbox | null, onMade: (inbox: Inbox) => void) {
  const { t } = useTranslation('admin');
  const [inbox, setInbox] = useState(first);
  const { draft, set, start, isDirty } = useDraft<InboxDraft>(() =>
    first === null ? blankInbox(channel, channel.capabilities.displayName) : inboxDraft(first),
  );
  const [isTried, setTried] = useState(false);
  const took = (next: Inbox) => {
    setInbox(next);
    queries.setQueryData(oneKey('inboxes', next.id), next);
  };
  const check = useMutation({
    mutationFn: async (id: string) => {
      await checkInbox(id);
      return getInbox(id);
    },
    onSuccess: took,
    onSettled: refreshInboxes,
  });
  const save = useMutation({
    mutationFn: (over: Inbox | null) => (over === null ? createInbox(channel, draft) : changeInbox(over, draft)),
    onSuccess: (next) => {
      took(next);
      start(inboxDraft(next));
      setTried(false);
      if (inbox === null) onMade(next);
      check.mutate(next.id);
    },
  });
  const enable = useMutation({
    mutationFn: async (on: boolean) => (inbox === null ? null : changeInbox(await getInbox(inbox.id), { enabled: on })),
    onSuccess: (next) => {
      if (next === null) return;
      took(next);
      start({ ...draft, enabled: next.enabled });
      void refreshInboxes();
    },
  });
  const missing = missingSettings(channel, draft, inbox);
  const told = merged(
    tell(save.error ?? enable.error ?? check.error, t),
    isTried ? missing.map(({ name }) => name) : [],
    t('problems.needed'),
    t('problems.fields'),
  );
  return {
    inbox,
    draft,
    set,
    isDirty,
    told,
    check,
    save,
    enable,
    submit: () => {
      setTried(true);
      if (missing.length === 0) save.mutate(inbox);
    },
    keepMine: () => void (inbox === null ? null : getInbox(inbox.id).then((theirs) => save.mutate(theirs))),
    takeTheirs: () =>
      void (inbox === null
        ? null
        : getInbox(inbox.id).then((theirs) => {
            took(theirs);
            start(inboxDraft(theirs));
            save.reset();
          })),
    errorOf: (field: string) => told?.fields[field] ?? told?.fields[`settings.${field}`],
  };
}

export type InboxEditing = ReturnType<typeof useInboxEditor>;

function merged(told: Told | null, missing: readonly string[], needed: string, general: string): Told | null {
  if (missing.length === 0) return told;
  const fields = { ...told?.fields, ...Object.fromEntries(missing.map((name) => [name, needed])) };
  return { fields, general: told?.general ?? general, lines: told?.lines ?? [], isStale: told?.isStale ?? false };
}
