/** Who is logged in, signed by your server: docs/chat-protocol.md. */
export interface Identity {
  readonly userId: string;
  readonly name?: string;
  readonly email?: string;
  /** Epoch seconds. */
  readonly issuedAt: number;
  readonly signature: string;
}

export interface ChatOptions {
  /** Origin of the desk, e.g. `https://desk.example.com`. */
  readonly deskUrl: string;
  readonly inboxId: string;
  readonly identity?: Identity | null;
  /** Where the visitor's token and what is not sent yet are kept. Default: localStorage, else memory. */
  readonly storage?: KeyValueStore;
}

export interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): readonly string[];
}

export interface ChatFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
}

/**
 * `waiting`: kept here until the desk has it. `sent`: the desk has it for certain. `delivered`: it is in the conversation.
 * `seen`: an agent has it before their eyes, or answered. `failed`: the desk refused it; see `fault`.
 */
export type MessageState = 'waiting' | 'sent' | 'delivered' | 'seen' | 'failed';

export interface ChatMessage {
  /** Stays the same from the first keystroke on: for lists. */
  readonly key: string;
  readonly id: string | null;
  readonly seq: number | null;
  readonly from: 'customer' | 'desk';
  readonly author: string;
  /** Written by the desk itself, not by a person. */
  readonly automatic: boolean;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
  readonly files: readonly ChatFile[];
  readonly state: MessageState;
  /** A code of the protocol, when `failed`. */
  readonly fault: string | null;
}

export interface Waiting {
  /** So many minutes did three of four customers wait for their first answer lately. */
  readonly usualMinutes: number | null;
  /** Waits for an answer since then. */
  readonly since: string | null;
  /** An answer is promised by then. */
  readonly answerBy: string | null;
  /** Customers who are before this one. */
  readonly ahead: number | null;
}

export interface Limits {
  readonly textLength: number;
  readonly files: number;
  readonly fileBytes: number;
  readonly fileTypes: readonly string[];
}

export interface ChatState {
  /** `refused`: the desk does not let this client in; see `refusal`. */
  readonly connection: 'idle' | 'connecting' | 'online' | 'offline' | 'refused';
  readonly refusal: string | null;
  readonly inbox: { readonly name: string; readonly language: string } | null;
  readonly limits: Limits;
  readonly messages: readonly ChatMessage[];
  /** There are messages before the first one here: `loadEarlier()`. */
  readonly earlier: boolean;
  /** What the desk said and the customer has not looked at. */
  readonly unread: number;
  /** Seq of the last message that was read when the conversation was looked at last. */
  readonly readSeq: number;
  readonly agentTyping: boolean;
  readonly waiting: Waiting | null;
}

/** Why a file was not taken: a code of the protocol, e.g. `chat.file-type`. */
export class ChatFault extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'ChatFault';
  }
}
