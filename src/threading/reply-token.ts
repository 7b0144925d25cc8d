import { Injectable } from '@nestjs/common';
import { base32 } from '../platform/crypto/base32.js';
import { sameSecret, Vault } from '../platform/crypto/vault.js';

const MAC_BYTES = 16;

/**
 * What a customer's answer carries back: `<ticket number>.<mac>`, the mac being 128 bits of HMAC-SHA256 over inbox and
 * number (security rule 11), in base32 because mail systems fold the case of addresses. It only points to a ticket; who
 * may join is decided by {@link findHome}.
 */
@Injectable()
export class ReplyTokens {
  constructor(private readonly vault: Vault) {}

  issue(inboxId: string, ticketNumber: string): string {
    return `${ticketNumber}.${this.macOf(inboxId, ticketNumber)}`;
  }

  /** The ticket number when the token is one of ours for this inbox, else null. */
  read(inboxId: string, token: string): string | null {
    const [number, mac] = token.toLowerCase().split('.');
    if (!number || !mac || !/^\d{1,15}$/.test(number)) return null;
    return sameSecret(mac, this.macOf(inboxId, number)) ? number : null;
  }

  private macOf(inboxId: string, number: string): string {
    return base32(this.vault.mac('reply-token', `${inboxId}\n${number}`).subarray(0, MAC_BYTES));
  }
}
