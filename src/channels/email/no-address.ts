import { createHash } from 'node:crypto';
import type { Sender } from '../contract/index.js';

/** RFC 2606 keeps `.invalid` for addresses that cannot exist. */
const DOMAIN = 'sender.invalid';

/** Of a mail that names nobody. Each such mail has a sender of its own: nothing says that two of them come from one person. */
export function unknownSender(key: string): Sender {
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 20);
  return { kind: 'email', scope: '', value: `unknown-${mark}@${DOMAIN}`, displayName: 'Unknown sender', verified: false };
}

/** Can mail be sent to it? */
export function hasAddress(value: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) && !value.toLowerCase().endsWith(`@${DOMAIN}`);
}
