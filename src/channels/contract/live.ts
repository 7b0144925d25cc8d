import type { SocketServer } from '../../platform/sockets/socket-server.js';
import type { Inbox } from './adapter.js';
import type { RawRequest } from './request.js';

/** A source that people are connected to, e.g. the chat socket. */
export interface LiveSource<S> {
  listen(sink: LiveSink<S>): Promise<Stop>;
  /** Absent: nobody sends files to it by HTTP, nor gets any. */
  readonly files?: FileDoor<S>;
}

export type Stop = () => Promise<void>;

export interface LiveSink<S> {
  /** Where sockets come in: a channel takes a namespace of its own. */
  readonly sockets: SocketServer;
  /** The inbox, when it exists, is enabled and belongs to this provider. */
  inbox(inboxId: string): Promise<Inbox<S> | null>;
  /** Resolves after COMMIT; `duplicate` when the same frame was accepted before. @throws when it could not be stored. */
  accept(inboxId: string, request: RawRequest): Promise<{ readonly duplicate: boolean }>;
  /** One customer's conversation with an inbox. */
  conversation(inboxId: string, key: string): LiveConversation;
}

/** A conversation, as far as its customer may see and do. */
export interface LiveConversation {
  /** After a position, oldest first. */
  after(seq: number, limit: number): Promise<readonly LiveMessage[]>;
  /** The last ones before a position, oldest first. */
  before(seq: number, limit: number): Promise<readonly LiveMessage[]>;
  /** Which of these messages the desk said in this conversation. */
  saidTo(messageIds: readonly string[]): Promise<readonly string[]>;
  /** Which of these files are part of it. */
  files(fileIds: readonly string[]): Promise<readonly string[]>;
  /** What of these the customer uploaded. */
  uploads(fileIds: readonly string[]): Promise<readonly LiveFile[]>;
  waiting(): Promise<LiveWaiting>;
  /** Tells the agents who have the ticket open. */
  typing(isTyping: boolean): Promise<void>;
  subscribe(listener: LiveListener): Stop;
}

export interface LiveListener {
  /** The conversation may have something new. Hints are coalesced and may be spurious. */
  onChange(): void;
  /** An agent has the conversation open, or has left it. Repeated every few seconds; it holds for ten. */
  onAttention(attention: LiveAttention): void;
}

export interface LiveAttention {
  /** An agent has the conversation before their eyes. */
  readonly isThere: boolean;
  readonly isTyping: boolean;
}

/** A message as a customer sees it. */
export interface LiveMessage {
  /** Position within the customer's whole conversation, rising over tickets. */
  readonly seq: number;
  readonly id: string;
  /** The client's own id for what the customer wrote, to recognise an echo. */
  readonly clientId: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly authorName: string;
  /** Written by the desk itself. */
  readonly automatic: boolean;
  readonly text: string;
  readonly at: Date;
  readonly files: readonly LiveFile[];
}

export interface LiveFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** What a customer may be told about when there will be an answer. */
export interface LiveWaiting {
  /** As it lately was for three of four customers; null: not known. */
  readonly usualMinutes: number | null;
  /** They wait since then; null: nobody waits. */
  readonly since: Date | null;
  readonly answerBy: Date | null;
  /** How many are before them; null: no queue. */
  readonly ahead: number | null;
}

/**
 * Files of customers go over HTTP beside the socket: `POST <ingressUrl>/files` and `GET <ingressUrl>/files/<id>`, both with a
 * pass of the channel's own making. The channel says whether the pass is good; the desk stores and hands out.
 */
export interface FileDoor<S> {
  readonly maxBytes: number;
  /** May a page of this origin read the answers? Pure. */
  allows(origin: string | undefined, inbox: Inbox<S>): boolean;
  /** For which conversation the pass takes uploads; null: it is none of ours, or not any more. */
  uploaderOf(pass: string, inbox: Inbox<S>): string | null;
  /** Does the pass give out this file, still? */
  opens(pass: string, fileId: string, inbox: Inbox<S>): boolean;
  /** What the bytes are, with a name that says so too; null: it takes no such files. Pure. */
  recognise(content: Buffer, filename: string): { readonly filename: string; readonly contentType: string } | null;
}
