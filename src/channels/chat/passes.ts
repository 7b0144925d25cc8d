import { createHmac } from 'node:crypto';
import { sameSecret } from '../../platform/crypto/vault.js';
import type { Inbox } from '../contract/index.js';
import type { WidgetSettings } from './widget-settings.js';

/** Long enough for a picture over a bad connection. */
export const UPLOAD_SECONDS = 600;
/** A link is asked for when it is used: in a log or a history it is worth nothing soon. */
export const LINK_SECONDS = 60;

/** Lets whoever holds it upload files for one conversation: what the socket has proved, carried over to HTTP. */
export function uploadPass(inbox: Inbox<WidgetSettings>, conversation: string, nowMs: number): string {
  const claims = Buffer.from(JSON.stringify([conversation, expiryOf(nowMs, UPLOAD_SECONDS)])).toString('base64url');
  return `${claims}.${macOf('upload', claims, inbox)}`;
}

/** @returns the conversation; null when the pass is not ours or over */
export function uploaderOf(pass: string, inbox: Inbox<WidgetSettings>, nowMs: number): string | null {
  const [claims = '', mac = '', rest] = pass.split('.');
  if (rest !== undefined || !sameSecret(mac, macOf('upload', claims, inbox))) return null;
  const [conversation, expires] = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as [string, number];
  return expires * 1000 > nowMs ? conversation : null;
}

/** Gives out one file, for a minute. */
export function linkPass(inbox: Inbox<WidgetSettings>, fileId: string, nowMs: number): string {
  const expires = expiryOf(nowMs, LINK_SECONDS);
  return `${expires}.${macOf('file', `${fileId}\n${expires}`, inbox)}`;
}

export function opensFile(
  pass: string,
  fileId: string,
  { inbox, nowMs }: { readonly inbox: Inbox<WidgetSettings>; readonly nowMs: number },
) {
  const [expires = '', mac = '', rest] = pass.split('.');
  return rest === undefined && sameSecret(mac, macOf('file', `${fileId}\n${expires}`, inbox)) && Number(expires) * 1000 > nowMs;
}

function expiryOf(nowMs: number, seconds: number): number {
  return Math.floor(nowMs / 1000) + seconds;
}

/** A key of its own for each use, so that no pass is good for anything else. */
function macOf(use: 'upload' | 'file', text: string, inbox: Inbox<WidgetSettings>): string {
  return createHmac('sha256', `${use} ${inbox.settings.identitySecret ?? ''}`)
    .update(`${inbox.id}\n${text}`)
    .digest('base64url');
}
