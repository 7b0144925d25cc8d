import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { systemClock } from '../../kernel/clock.js';
import { type ChannelDeps, type Cursor, type Inbox, type PullSink, type PullSource, type RawRequest, textOf } from '../contract/index.js';
import { imapOptions } from './connections.js';
import type { ImapSettings } from './imap-settings.js';

/** Mails of one batch, by count and by size: a 25 MB mail travels alone. */
const BATCH = { mails: 20, bytes: 4 * 1024 * 1024 };
/** Of a larger mail only the headers are taken, with a note; the mail stays in the mailbox. */
const MAIL_MAX = 50 * 1024 * 1024;
const HEADERS_MAX = 256 * 1024;
/** Some servers forget to say that mail came; the mailbox is looked at this often in any case. */
const LOOK_MS = 60_000;

interface Listed {
  readonly uid: number;
  readonly size: number;
}

/** Watches a mailbox: everything after the cursor in UID order, then IDLE. Flags of other mail programs mean nothing here. */
export class ImapSource implements PullSource<ImapSettings> {
  constructor(private readonly deps: ChannelDeps) {}

  async watch(inbox: Inbox<ImapSettings>, cursor: Cursor | null, sink: PullSink, stop: AbortSignal): Promise<void> {
    // Its client is loaded by the first mailbox: a desk without one, and every start, goes without.
    const { ImapFlow } = await import('imapflow');
    const client = new ImapFlow(imapOptions(inbox.settings));
    // An ImapFlow cannot connect twice: its end is the end of this watch, and the caller starts another one.
    const ended = new Promise<void>((resolve) => client.once('close', resolve));
    let fault: unknown = null;
    client.on('error', (error: unknown) => {
      fault = error;
    });
    const onStop = () => void client.logout().catch(() => client.close()); // the server may be gone already
    try {
      await client.connect();
      stop.addEventListener('abort', onStop, { once: true });
      await new MailboxReader(client, { inbox, sink, stop, log: this.deps.log }).run(cursor);
    } catch (error) {
      if (!stop.aborted) throw fault ?? error;
    } finally {
      stop.removeEventListener('abort', onStop);
      client.close();
      await ended;
    }
  }
}

interface Reading {
  readonly inbox: Inbox<ImapSettings>;
  readonly sink: PullSink;
  readonly stop: AbortSignal;
  readonly log: ChannelDeps['log'];
}

class MailboxReader {
  private uidValidity = '';
  private lastUid = 0;
  /** Which mailbox the numbers are of: small UIDVALIDITYs are common, and an inbox may be pointed elsewhere. */
  private readonly place: string;
  /** The server told of a mail, perhaps while we were busy with others. */
  private hasNews = false;

  constructor(
    private readonly client: ImapFlow,
    private readonly reading: Reading,
  ) {
    const { imapHost, imapUser, mailbox } = reading.inbox.settings;
    this.place = createHash('sha256')
      .update(JSON.stringify([imapHost, imapUser, mailbox]))
      .digest('base64url');
  }

  async run(cursor: Cursor | null): Promise<void> {
    const { inbox, sink, stop } = this.reading;
    const mailbox = await this.client.mailboxOpen(inbox.settings.mailbox);
    this.uidValidity = String(mailbox.uidValidity);
    // Another mailbox or UIDVALIDITY: all UIDs are new. Everything is read again and known mails are recognised by their bytes.
    const isSame = textOf(cursor?.['uidValidity']) === this.uidValidity && [this.place, null].includes(textOf(cursor?.['place']));
    this.lastUid = isSame ? Number(cursor?.['lastUid'] ?? 0) : 0;
    this.client.on('exists', () => {
      this.hasNews = true;
    });
    while (!stop.aborted) {
      this.hasNews = false;
      await this.fetchNew();
      if (stop.aborted) return;
      sink.idle();
      await this.waitForMail();
    }
  }

  private async fetchNew(): Promise<void> {
    for (;;) {
      const listed = await this.list();
      if (listed.length === 0) return;
      for (const batch of batches(listed)) {
        if (this.reading.stop.aborted) return;
        await this.take(batch);
      }
    }
  }

  /** `n:*` always names at least the last mail, also when its UID is below n. */
  private async list(): Promise<readonly Listed[]> {
    const found: Listed[] = [];
    for await (const mail of this.client.fetch(`${this.lastUid + 1}:*`, { uid: true, size: true }, { uid: true })) {
      if (mail.uid > this.lastUid) found.push({ uid: mail.uid, size: mail.size ?? 0 });
    }
    return found.toSorted((a, b) => a.uid - b.uid);
  }

  private async take(batch: readonly Listed[]): Promise<void> {
    await this.reading.sink.room(batch.reduce((sum, mail) => sum + Math.min(mail.size, MAIL_MAX), 0));
    const requests: RawRequest[] = [];
    for (const mail of batch) requests.push(...(await this.read(mail)));
    const last = batch.at(-1)?.uid ?? this.lastUid;
    await this.reading.sink.deliver({ requests, cursor: { uidValidity: this.uidValidity, lastUid: String(last), place: this.place } });
    this.lastUid = last;
  }

  /** Nothing when somebody deleted the mail meanwhile. */
  private async read({ uid, size }: Listed): Promise<readonly RawRequest[]> {
    const tooLarge = size > MAIL_MAX;
    const source = tooLarge ? { start: 0, maxLength: HEADERS_MAX } : true;
    const mail = await this.client.fetchOne(String(uid), { source }, { uid: true });
    if (!mail || mail.source === undefined) {
      this.reading.log({ event: 'mail.vanished', inboxId: this.reading.inbox.id, uid });
      return [];
    }
    const headers = { 'x-uid': String(uid), 'x-uidvalidity': this.uidValidity, ...(tooLarge ? { 'x-truncated': String(size) } : {}) };
    return [{ method: 'FETCH', path: 'mail', url: '', query: {}, headers, body: mail.source, receivedAt: systemClock.now() }];
  }

  /** Until the server says that something came, the slow look is due, or the connection ends. */
  private async waitForMail(): Promise<void> {
    const { stop } = this.reading;
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.client.off('exists', done);
        this.client.off('close', lost);
        stop.removeEventListener('abort', done);
        resolve();
      };
      const lost = () => {
        clearTimeout(timer);
        this.client.off('exists', done);
        stop.removeEventListener('abort', done);
        if (stop.aborted) resolve();
        else reject(new Error('the IMAP connection ended'));
      };
      const timer = setTimeout(done, LOOK_MS);
      this.client.on('exists', done);
      this.client.on('close', lost);
      stop.addEventListener('abort', done);
      if (!this.client.usable) lost();
      else if (this.hasNews) done();
      else this.listen();
    });
  }

  /** At once: left to itself the client asks the server to tell only after 15 s of silence. Its next command ends the listening. */
  private listen(): void {
    void this.client.idle().catch(() => undefined); // a lost connection tells of itself
  }
}

function batches(listed: readonly Listed[]): readonly (readonly Listed[])[] {
  const all: Listed[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const mail of listed) {
    const current = all.at(-1);
    if (current === undefined || bytes + mail.size > BATCH.bytes || current.length >= BATCH.mails) {
      all.push([mail]);
      bytes = mail.size;
    } else {
      current.push(mail);
      bytes += mail.size;
    }
  }
  return all;
}
