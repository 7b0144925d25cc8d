import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Glance, RawRequest } from '../channels/index.js';
import type { InboxRecord } from '../inboxes/index.js';
import { newId, type ReceiptId } from '../kernel/id.js';
import { storable, storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { Vault } from '../platform/crypto/vault.js';
import { Files } from '../platform/files/files.js';
import { InTurn } from './in-turn.js';
import type { NewReceipt } from './store/new-receipt.js';
import { type Receipt, ReceiptRepository } from './store/receipt.repository.js';
import { turnKeys } from './turns.js';

/** Larger bodies go to the file store: PostgreSQL would keep copies of them in memory on the way in and out. */
const INLINE_MAX = 64 * 1024;
const KEY_MAX = 200;
/** A large mail is in memory several times while it is read; many at once would be too much for a small machine. */
const LARGE_BYTES = 2 * 1024 * 1024;

/** The vault of accepted inputs: bytes go in sealed before anybody is told "accepted", and come out to be parsed. */
@Injectable()
export class Receipts {
  private readonly large = new InTurn();

  constructor(
    private readonly repository: ReceiptRepository,
    private readonly vault: Vault,
    private readonly files: Files,
  ) {}

  /** Resolves after COMMIT. `duplicate`: the same input was accepted before. */
  async accept(
    inbox: InboxRecord,
    request: RawRequest,
    input: Glance & { readonly keptHeaders: readonly string[] },
  ): Promise<{ readonly duplicate: boolean }> {
    const receipt = await this.prepare(inbox, request, input);
    const duplicate = !(await this.repository.accept(receipt));
    if (duplicate) await this.discard(receipt);
    return { duplicate };
  }

  /** Everything of a new receipt that needs no transaction: sealing, and storing a large body. */
  async prepare(inbox: InboxRecord, request: RawRequest, input: Glance & { readonly keptHeaders: readonly string[] }): Promise<NewReceipt> {
    const id = newId<ReceiptId>();
    const inline = request.body.length <= INLINE_MAX;
    return {
      id,
      inboxId: inbox.id,
      dedupeKey: bounded(storableText(input.key)),
      method: request.method,
      path: storableText(request.path),
      query: storable(request.query),
      headers: Object.fromEntries(
        input.keptHeaders.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])),
      ),
      body: inline ? this.vault.seal('receipt', id, request.body) : null,
      bodyKey: inline ? null : (await this.files.put('receipt', id, request.body)).key,
      bytes: request.body.length,
      receivedAt: request.receivedAt,
      turns: turnKeys(inbox.id, input.turns),
    };
  }

  /** For sources that move a cursor in the same transaction. */
  acceptIn(tx: Tx, receipt: NewReceipt): Promise<boolean> {
    return this.repository.acceptIn(tx, receipt);
  }

  /** A prepared receipt that turned out to be a repeat: its large body has nobody to belong to. */
  async discard(receipt: NewReceipt): Promise<void> {
    if (receipt.bodyKey !== null) await this.files.delete(receipt.bodyKey);
  }

  /** Runs what needs an input of so many bytes in memory: small ones at once, large ones one after the other. */
  inTurn<T>(bytes: number, task: () => Promise<T>): Promise<T> {
    return bytes < LARGE_BYTES ? task() : this.large.run(['large'], task);
  }

  /** @throws when the bytes were dropped already */
  async requestOf(receipt: Receipt, ingressUrl: string): Promise<RawRequest> {
    const { method, path, query, headers, receivedAt } = receipt;
    const search = new URLSearchParams(query).toString();
    const url = `${ingressUrl}${path === '' ? '' : `/${path}`}${search === '' ? '' : `?${search}`}`;
    return { method, path, url, query, headers, receivedAt, body: await this.bodyOf(receipt) };
  }

  private async bodyOf(receipt: Receipt): Promise<Buffer> {
    if (receipt.body !== null) return this.vault.open('receipt', receipt.id, receipt.body);
    if (receipt.bodyKey !== null) return this.files.get(receipt.bodyKey);
    throw new Error('the bytes of this receipt were dropped');
  }
}

function bounded(key: string): string {
  return key.length <= KEY_MAX ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
