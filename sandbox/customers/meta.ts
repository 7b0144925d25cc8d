import { createHmac, randomBytes } from 'node:crypto';
import type { Deliver } from '../provider.js';
import { accepted, forgery } from './deliver.js';

/** Posts what Meta posts: non-ASCII characters escaped, signed over those very bytes. */
export function signedByMeta(url: string, appSecret: string, envelope: object): Deliver {
  const body = JSON.stringify(envelope).replaceAll(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
  return (how) => {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': how?.forged ? forgery(signature) : signature };
    return accepted(url, { method: 'POST', headers, body });
  };
}

export function randomId(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('base64url')}`;
}
