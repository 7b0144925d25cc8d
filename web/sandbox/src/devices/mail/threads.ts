import type { ShownItem } from '../../stage/types.ts';

export interface MailThread {
  readonly id: string;
  readonly subject: string;
  readonly mails: readonly ShownItem[];
  readonly unread: number;
}

/** By thread, the newest thread first; within one, the oldest mail first. */
export function threadsOf(items: readonly ShownItem[]): readonly MailThread[] {
  const threads = new Map<string, ShownItem[]>();
  for (const item of items) if (item.mail !== null) threads.set(item.mail.thread, [...(threads.get(item.mail.thread) ?? []), item]);
  return [...threads]
    .map(([id, mails]) => ({
      id,
      mails,
      subject: mails[0]?.mail?.subject ?? '',
      unread: mails.filter((m) => m.from === 'desk' && m.state === 'arrived').length,
    }))
    .toSorted((a, b) => (b.mails.at(-1)?.at ?? '').localeCompare(a.mails.at(-1)?.at ?? ''));
}
