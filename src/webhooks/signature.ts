import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

export interface Signed {
  /** The same for every attempt and replay of an event, so that the receiver can tell a repeat. */
  readonly id: string;
  readonly body: string;
  readonly at: Date;
}

/** Headers of Standard Webhooks, one signature for each secret in force. https://www.standardwebhooks.com/ */
export function signedHeaders({ id, body, at }: Signed, secrets: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

/** 256 random bits, as the specification writes them. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
