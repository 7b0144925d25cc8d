import { createServer, type Server, type Socket } from 'node:net';
import type { Cursor, PullSink, RawRequest } from '../contract/index.js';
import { ImapSource } from './imap-source.js';

const MAILS = ['Subject: one\r\n\r\nx', 'Subject: two\r\n\r\nx'];

/** A server with one mail, as far as it is known. */
abstract class ImapScript {
  protected known = 1;
  private idleTag = '';
  private readonly server: Server = createServer((socket) => this.serve(socket));

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.server.listen(0, '127.0.0.1', () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }

  close(): void {
    this.server.close();
  }

  private serve(socket: Socket): void {
    socket.on('error', () => undefined); // the client hangs up when the test is over
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n')) if (line !== '') this.answer(socket, line);
    });
  }

  private answer(socket: Socket, line: string): void {
    const [tag = '', ...rest] = line.split(' ');
    const command = rest.join(' ').toUpperCase();
    if (command.startsWith('IDLE')) {
      this.idleTag = tag;
      socket.write('+ idling\r\n');
      return this.listened(socket);
    }
    if (tag.toUpperCase() === 'DONE') return void socket.write(`${this.idleTag} OK done\r\n`);
    if (command.startsWith('SELECT')) socket.write('* FLAGS ()\r\n* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n');
    if (command.startsWith('UID FETCH')) this.fetch(socket, command);
    socket.write(`${tag} OK ${command.startsWith('SELECT') ? '[READ-WRITE] ' : ''}done\r\n`);
  }

  private fetch(socket: Socket, command: string): void {
    const from = Number(/UID FETCH (\d+)/.exec(command)?.[1] ?? 1);
    if (!command.includes('RFC822.SIZE') || command.includes('BODY')) {
      const mail = MAILS[from - 1] ?? '';
      return void socket.write(`* ${from} FETCH (UID ${from} BODY[] {${mail.length}}\r\n${mail})\r\n`);
    }
    for (let uid = from; uid <= this.known; uid++) socket.write(`* ${uid} FETCH (UID ${uid} RFC822.SIZE 20)\r\n`);
    this.listed(socket);
  }

  /** The mails were listed to a client. */
  protected listed(_socket: Socket): void {}

  /** A client asked to be told. */
  protected listened(_socket: Socket): void {}
}

/** Tells of the second with the answer to a FETCH that does not list it, and never again. */
class TellsOnce extends ImapScript {
  private lists = 0;

  protected override listed(socket: Socket): void {
    this.lists += 1;
    if (this.lists !== 2) return;
    this.known = 2;
    socket.write('* 2 EXISTS\r\n');
  }
}

/** Tells of the second only to those who listen. */
class TellsListeners extends ImapScript {
  protected override listened(socket: Socket): void {
    this.known = 2;
    socket.write('* 2 EXISTS\r\n');
  }
}

test('a mail that the server tells of while others are read is not left waiting', async () => {
  expect(await firstTwo(new TellsOnce())).toEqual(MAILS);
}, 10_000);

test('the server is asked to tell as soon as everything is read', async () => {
  expect(await firstTwo(new TellsListeners())).toEqual(MAILS);
}, 10_000);

test('an inbox that is pointed at another mailbox reads it from its beginning, though both number alike', async () => {
  const elsewhere = { uidValidity: '7', lastUid: '50000', place: 'another' };
  expect(await firstTwo(new TellsListeners(), elsewhere)).toEqual(MAILS);
}, 10_000);

/** What is taken from the mailbox until there are two mails. */
async function firstTwo(server: ImapScript, cursor: Cursor | null = null): Promise<readonly string[]> {
  const imapPort = await server.listen();
  const stop = new AbortController();
  const taken: RawRequest[] = [];
  const sink: PullSink = {
    room: () => Promise.resolve(),
    deliver: async ({ requests }) => {
      taken.push(...requests);
      if (taken.length === 2) stop.abort();
    },
    idle: () => undefined,
  };
  const settings = { imapHost: '127.0.0.1', imapPort, imapTls: 'off', imapUser: 'u', imapPassword: 'p', mailbox: 'INBOX' };
  const inbox = { id: 'i', name: 'Mail', language: 'en', ingressUrl: '', settings } as never;
  const source = new ImapSource({ http: null as never, log: () => undefined });
  const late = setTimeout(() => stop.abort(), 8_000);
  await source.watch(inbox, cursor, sink, stop.signal);
  clearTimeout(late);
  server.close();
  return taken.map((request) => request.body.toString());
}
