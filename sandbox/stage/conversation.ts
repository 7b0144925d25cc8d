import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/kernel/clock.js';
import type { LedgerEntry } from '../fakes/fake.js';
import { keptFiles } from '../kept-files.js';
import type { SentFile } from '../provider.js';
import type { ShownItem, ShownMail, Trouble } from './shown.js';

/** Beyond it the oldest are forgotten, as on a phone that is short of room. */
const ITEMS_MAX = 200;

/** What one person sees on one device. */
export class Conversation {
  private list: readonly ShownItem[] = [];
  private readonly entries = new Map<string, LedgerEntry>();

  items(): readonly ShownItem[] {
    return this.list;
  }

  unread(): readonly ShownItem[] {
    return this.list.filter((item) => item.from === 'desk' && item.state === 'arrived');
  }

  /** The desk's message as the vendor keeps it, by the vendor's id. */
  entry(externalId: string): LedgerEntry | undefined {
    return this.entries.get(externalId);
  }

  /** Something the customer is about to say. @returns its id */
  said(text: string, more: { readonly files: readonly SentFile[]; readonly trouble: Trouble; readonly mail: ShownMail | null }): string {
    const files = more.files.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      bytes: content.length,
      id: keptFiles.keep({ contentType, content }),
    }));
    return this.add({ from: 'customer', text, files, state: 'sending', deliveries: 0, trouble: more.trouble, mail: more.mail });
  }

  /** An answer of the desk; told twice it is one, as vendors' apps show it. */
  arrived(entry: LedgerEntry, mail: ShownMail | null): void {
    if (this.entries.has(entry.externalId)) return;
    this.entries.set(entry.externalId, entry);
    const files = entry.attachments.map(({ filename, contentType, bytes, file }) => ({
      filename: filename ?? '',
      contentType: contentType ?? 'application/octet-stream',
      bytes,
      id: file ?? null,
    }));
    this.add({ from: 'desk', text: entry.text, files, state: 'arrived', deliveries: 1, trouble: 'none', mail }, entry.externalId);
  }

  change(id: string, changed: Partial<Pick<ShownItem, 'state' | 'deliveries'>>): void {
    this.list = this.list.map((item) => (item.id === id ? { ...item, ...changed } : item));
  }

  /** Where a mail belongs: the first mail of what it answers, itself when it answers nothing known. */
  threadOf(messageId: string, answers: readonly string[]): string {
    const known = this.list.find(({ mail }) => mail !== null && answers.includes(mail.messageId));
    return known?.mail?.thread ?? messageId;
  }

  private add(item: Omit<ShownItem, 'id' | 'at'>, id: string = randomUUID()): string {
    const forgotten = this.list.slice(0, Math.max(0, this.list.length + 1 - ITEMS_MAX));
    for (const old of forgotten) this.entries.delete(old.id);
    this.list = [...this.list.slice(forgotten.length), { ...item, id, at: systemClock.now().toISOString() }];
    return id;
  }
}
