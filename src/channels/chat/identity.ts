import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '../../platform/crypto/vault.js';
import { type Inbox, numberOf, objectOf, type Sender, textOf } from '../contract/index.js';
import type { WidgetSettings } from './widget-settings.js';

/** Who is on the other end of a socket, as far as it was proved. */
export interface ChatPerson {
  readonly conversation: string;
  readonly from: Sender;
}

export interface Admission {
  readonly person: ChatPerson;
  /** The client keeps it and comes back with it. */
  readonly visitorToken: string;
}

export type Admitted = Admission | { readonly refused: 'chat.bad-token' | 'chat.bad-identity' | 'chat.identity-required' };

const VISITOR = /^[A-Za-z0-9_-]{22}$/;

/**
 * Decides who connects. A visitor is whoever holds a token we made (`<128 random bits>.<HMAC-SHA256>`); a signed-in user
 * is who the company's server vouched for: hex HMAC-SHA256 under the identity secret of
 * `inboxId\nuserId\nname\nemail\nissuedAt` (issuedAt in epoch seconds, missing parts empty). docs/chat-protocol.md
 */
export function admit(auth: unknown, inbox: Inbox<WidgetSettings>, nowMs: number): Admitted {
  const given = objectOf(auth);
  const token = textOf(given['visitorToken']);
  if (token !== null && !isOurToken(token, inbox)) return { refused: 'chat.bad-token' };
  const visitorToken = token ?? newToken(inbox);
  const visitorId = visitorToken.split('.')[0] ?? '';
  const visitor = { kind: 'visitor', scope: inbox.id, value: visitorId } as const;
  if (given['identity'] === undefined || given['identity'] === null) {
    if (inbox.settings.requireIdentity) return { refused: 'chat.identity-required' };
    return { visitorToken, person: { conversation: `visitor:${visitorId}`, from: { ...visitor, displayName: null, verified: false } } };
  }
  const user = vouchedUser(given['identity'], inbox, nowMs);
  if (user === null) return { refused: 'chat.bad-identity' };
  // A visitor who signs in is the same person: both were proved in this very handshake.
  const also = token === null ? [] : [visitor];
  const from: Sender = {
    kind: 'user',
    scope: inbox.settings.identityScope,
    value: user.userId,
    displayName: user.name,
    verified: true,
    also,
  };
  return { visitorToken, person: { conversation: `user:${user.userId}`, from } };
}

/** What the company's server computes; exported for its documentation, the sandbox and tests. */
export function identitySignature(
  secret: string,
  parts: { readonly inboxId: string; readonly userId: string; readonly name: string; readonly email: string; readonly issuedAt: number },
): string {
  const text = [parts.inboxId, parts.userId, parts.name, parts.email, String(parts.issuedAt)].join('\n');
  return createHmac('sha256', secret).update(text).digest('hex');
}

function vouchedUser(
  value: unknown,
  inbox: Inbox<WidgetSettings>,
  nowMs: number,
): { readonly userId: string; readonly name: string | null } | null {
  const identity = objectOf(value);
  const [userId, name, email, signature] = [identity['userId'], identity['name'], identity['email'], identity['signature']].map(textOf);
  const issuedAt = numberOf(identity['issuedAt']);
  const secret = inbox.settings.identitySecret;
  if (!secret || !userId || !signature || issuedAt === null || userId.length > 200 || (name ?? '').length > 200) return null;
  const expected = identitySignature(secret, { inboxId: inbox.id, userId, name: name ?? '', email: email ?? '', issuedAt });
  const ageMinutes = Math.abs(nowMs / 1000 - issuedAt) / 60;
  if (!sameSecret(signature, expected) || ageMinutes > inbox.settings.maxIdentityAgeMinutes) return null;
  return { userId, name: name || null };
}

function newToken(inbox: Inbox<WidgetSettings>): string {
  const id = randomBytes(16).toString('base64url');
  return `${id}.${macOf(id, inbox)}`;
}

function isOurToken(token: string, inbox: Inbox<WidgetSettings>): boolean {
  const [id, mac, rest] = token.split('.');
  return id !== undefined && mac !== undefined && rest === undefined && VISITOR.test(id) && sameSecret(mac, macOf(id, inbox));
}

/** A key of its own, so that a visitor token is never a valid identity signature. */
function macOf(visitorId: string, inbox: Inbox<WidgetSettings>): string {
  return createHmac('sha256', `visitor ${inbox.settings.identitySecret ?? ''}`)
    .update(`${inbox.id}\n${visitorId}`)
    .digest('base64url');
}
