import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { DomainError } from '../kernel/domain-error.js';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { base32 } from '../platform/crypto/base32.js';
import { Vault } from '../platform/crypto/vault.js';
import { TotpRepository } from './store/totp.repository.js';

const ISSUER = 'Parley';
/** RFC 6238 §5.2: one step back and forth for clocks that differ and people who type slowly. */
const TOLERANCE_SECONDS = 30;
const RECOVERY_CODES = 10;
/** 80 bits: nobody guesses one, so a keyed hash is enough. */
const RECOVERY_BYTES = 10;
const TOTP = /^\d{6}$/;

/** The second factor of an agent: time-based codes (RFC 6238) and, for when the phone is lost, ten recovery codes. */
@Injectable()
export class TwoFactor {
  constructor(
    private readonly repository: TotpRepository,
    private readonly vault: Vault,
  ) {}

  /** @returns null when the agent has none */
  state(agentId: AgentId): Promise<{ readonly confirmedAt: Date; readonly codesLeft: number } | null> {
    return this.repository.state(agentId);
  }

  /** A secret that counts once a code of it was shown. @throws DomainError `totp.enabled-already` */
  async begin(tx: Tx, agent: { readonly id: AgentId; readonly email: string }): Promise<{ readonly secret: string; readonly uri: string }> {
    const secret = generateSecret({ length: 20 });
    if (!(await this.repository.begin(tx, agent.id, this.vault.seal('totp', agent.id, Buffer.from(secret)))))
      throw new DomainError('conflict', 'totp.enabled-already', 'There is a second factor already; remove it first.');
    return { secret, uri: generateURI({ issuer: ISSUER, label: agent.email, secret }) };
  }

  /** @returns the recovery codes, for the only time. @throws DomainError `totp.not-begun`, `totp.enabled-already`, `access.totp-wrong` */
  async confirm(tx: Tx, agentId: AgentId, code: string): Promise<readonly string[]> {
    const row = await this.repository.lock(tx, agentId);
    if (row === null) throw new DomainError('conflict', 'totp.not-begun', 'Ask for a secret first.');
    if (row.confirmedAt !== null)
      throw new DomainError('conflict', 'totp.enabled-already', 'There is a second factor already; remove it first.');
    const step = this.stepOf(tx, agentId, { sealed: row.secret, code });
    if (step === null) throw wrong();
    await this.repository.spend(tx, agentId, step);
    return this.renewCodes(tx, agentId);
  }

  /** Takes a code, and with it all earlier ones; or a recovery code, once. @throws DomainError `access.totp-wrong` */
  async spend(tx: Tx, agentId: AgentId, code: string): Promise<void> {
    const row = await this.repository.lock(tx, agentId);
    if (row === null || row.confirmedAt === null) throw wrong();
    const given = code.trim();
    if (!TOTP.test(given)) {
      if (await this.repository.spendCode(tx, agentId, this.hashOf(agentId, given))) return;
      throw wrong();
    }
    const step = this.stepOf(tx, agentId, { sealed: row.secret, code: given });
    if (step === null || (row.lastStep !== null && step <= Number(row.lastStep))) throw wrong();
    await this.repository.spend(tx, agentId, step);
  }

  /** The earlier recovery codes are worth nothing any more. @returns the new ones, for the only time */
  async renewCodes(tx: Tx, agentId: AgentId): Promise<readonly string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newCode);
    await this.repository.replaceCodes(
      tx,
      agentId,
      codes.map((code) => this.hashOf(agentId, code)),
    );
    return codes;
  }

  /** @returns false when there was none */
  remove(tx: Tx, agentId: AgentId): Promise<boolean> {
    return this.repository.remove(tx, agentId);
  }

  /** The time step to which the code belongs; null when to none near. */
  private stepOf(tx: Tx, agentId: AgentId, { sealed, code }: { readonly sealed: Buffer; readonly code: string }): number | null {
    if (!TOTP.test(code)) return null;
    const secret = this.vault.open('totp', agentId, sealed).toString();
    const epoch = Math.floor(tx.now.getTime() / 1000);
    const found = verifySync({ secret, token: code, epoch, epochTolerance: TOLERANCE_SECONDS });
    return found.valid && 'timeStep' in found ? found.timeStep : null;
  }

  private hashOf(agentId: AgentId, code: string): Buffer {
    return this.vault.mac('recovery-code', `${agentId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
  }
}

function wrong(): DomainError {
  return new DomainError('unauthenticated', 'access.totp-wrong', 'The code is wrong, or was used already.');
}

/** `abcd-efgh-jkmn-pqrs` */
function newCode(): string {
  return base32(randomBytes(RECOVERY_BYTES)).replaceAll(/.{4}(?=.)/g, '$&-');
}
