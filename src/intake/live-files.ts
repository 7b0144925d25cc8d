import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ChannelRegistry, type FileDoor, type OpenedInbox } from '../channels/index.js';
import { KeepCustomerFile } from '../desk/index.js';
import { InboxDirectory } from '../inboxes/index.js';
import { systemActor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { type AttachmentId, type InboxId, isUuid, newId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { safeFilename } from '../platform/files/filename.js';
import { Files } from '../platform/files/files.js';
import type { Log } from '../platform/logging/log.js';
import { ConversationHistoryView } from '../views/conversation-history.js';

/** Each is in memory once while it comes in. */
const AT_ONCE = 12;
const BODY_MAX = 26 * 1024 * 1024;
const NAME_MAX = 300;
const PATH = '/ingress/:channel/:inboxId/files';
const actor = systemActor('intake');

interface Admitted {
  readonly door: FileDoor<object>;
  readonly inbox: OpenedInbox['inbox'];
}

/**
 * Files that customers of live channels send and get. Who has no pass gets in no byte: the pass is looked at before the
 * body is read. A refusal is `{ code }`, with the words of docs/chat-protocol.md.
 */
@Injectable()
export class LiveFiles {
  private uploading = 0;

  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly files: Files,
    private readonly view: ConversationHistoryView,
    private readonly uow: UnitOfWork,
    private readonly keep: KeepCustomerFile,
  ) {}

  register(fastify: FastifyInstance, { isOpen, log }: { readonly isOpen: () => boolean; readonly log: Log }): void {
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_MAX }, (_request, body, done) => done(null, body));
      // A thrown error is the desk's own page: none of it is for a customer.
      scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
        if (error.statusCode === 413) return refuse(reply, [413, 'chat.file-too-large']);
        // A cut upload is the customer's network, not our fault.
        if ((error.statusCode ?? 500) >= 500) log.error({ event: 'chat.file-failed', error });
        return refuse(reply, [503, 'chat.unavailable']);
      });
      scope.addHook('onRequest', async (request, reply) => {
        if (!isOpen()) return refuse(reply, [503, 'chat.unavailable']);
        const admitted = await this.admit(request);
        if (admitted === null) return refuse(reply, [404, 'chat.no-such-inbox']);
        const { origin } = request.headers;
        if (origin !== undefined && admitted.door.allows(origin, admitted.inbox)) allowOrigin(reply, origin);
        Object.assign(request, { admitted });
        return undefined;
      });
      scope.options(PATH, (_request, reply) => reply.status(204).send());
      scope.post(PATH, { bodyLimit: BODY_MAX, onRequest: (request, reply) => this.mayUpload(request, reply) }, (request, reply) =>
        this.take(request, reply),
      );
      scope.get(`${PATH}/:fileId`, (request, reply) => this.give(request, reply));
    });
  }

  private async admit(request: FastifyRequest): Promise<Admitted | null> {
    const { channel, inboxId } = request.params as { readonly channel: string; readonly inboxId: string };
    const record = isUuid(inboxId) ? await this.inboxes.find(inboxId as InboxId) : null;
    if (record === null || record.channel !== channel || !record.enabled) return null;
    const { definition, inbox } = this.channels.open(record);
    const door = definition.live?.files;
    return door === undefined ? null : { door, inbox };
  }

  /** Before the body is read. */
  private async mayUpload(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const { door, inbox } = admittedOf(request);
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    const refusal =
      door.uploaderOf(query(request, 'pass'), inbox) === null
        ? ([401, 'chat.bad-pass'] as const)
        : !(length <= door.maxBytes)
          ? ([413, 'chat.file-too-large'] as const)
          : this.uploading >= AT_ONCE
            ? ([503, 'chat.busy'] as const)
            : null;
    if (refusal !== null) {
      // What still comes in is not waited for.
      return refuse(reply.header('connection', 'close'), refusal);
    }
    this.uploading += 1;
    reply.raw.once('close', () => {
      this.uploading -= 1;
    });
    return undefined;
  }

  private async take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { door, inbox } = admittedOf(request);
    const conversation = door.uploaderOf(query(request, 'pass'), inbox);
    const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const known = door.recognise(content, safeFilename(query(request, 'name').slice(0, NAME_MAX), null));
    if (conversation === null) return refuse(reply, [401, 'chat.bad-pass']);
    if (content.length > door.maxBytes) return refuse(reply, [413, 'chat.file-too-large']);
    if (known === null) return refuse(reply, [415, 'chat.file-type']);
    const id = newId<AttachmentId>();
    const { key: storageKey, bytes, sha256 } = await this.files.put('attachment', id, content);
    const upload = { id, inboxId: inbox.id as InboxId, conversation, ...known, bytes, sha256, storageKey };
    try {
      await this.uow.run(actor, (tx) => this.keep.execute(tx, upload));
    } catch (error) {
      await this.files.delete(storageKey);
      if (error instanceof DomainError && error.code === 'attachment.quota') return refuse(reply, [429, 'chat.quota']);
      throw error;
    }
    return reply.status(201).send({ id, ...known, bytes });
  }

  /** An inert download of its own bytes: what somebody sent is never a page of our origin. */
  private async give(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { door, inbox } = admittedOf(request);
    const { fileId } = request.params as { readonly fileId: string };
    if (!isUuid(fileId) || !door.opens(query(request, 'pass'), fileId, inbox)) return refuse(reply, [401, 'chat.bad-pass']);
    const file = await this.view.file(inbox.id, fileId);
    if (file === null) return refuse(reply, [404, 'chat.no-such-file']);
    const content = await this.files.get(file.storageKey);
    return reply
      .header('content-type', /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'private, no-store')
      .send(content);
  }
}

function admittedOf(request: FastifyRequest): Admitted {
  return (request as unknown as { readonly admitted: Admitted }).admitted;
}

function allowOrigin(reply: FastifyReply, origin: string): void {
  void reply
    .header('access-control-allow-origin', origin)
    .header('vary', 'origin')
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'content-type')
    .header('access-control-max-age', '600');
}

function refuse(reply: FastifyReply, [status, code]: readonly [number, string]): FastifyReply {
  return reply.status(status).header('cache-control', 'no-store').send({ code });
}

function query(request: FastifyRequest, name: string): string {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}
