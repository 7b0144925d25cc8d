import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  createHmac,
  type DecipherGCM,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { setImmediate as letOthersRun } from 'node:timers/promises';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
/** A file is never in memory more often than needed, and holds nobody up for longer than a step. */
const STEP_BYTES = 256 * 1024;
/** First byte of everything sealed, so that the scheme can change later. */
const VERSION = 1;

/**
 * Encryption at rest and message authentication codes, all keys derived from SECRET_KEY by HKDF-SHA256 (RFC 5869),
 * one key a purpose. AES-256-GCM; what is sealed for one place (`context`) does not open in another.
 */
export class Vault {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secretKey: string) {}

  /** `version ‖ nonce ‖ tag ‖ ciphertext`. */
  seal(purpose: string, context: string, plain: Buffer): Buffer {
    const work = this.sealing(purpose, context, plain);
    for (const _ of stepsOf(work)); // at one go
    return work.end();
  }

  /** The same for what is large: others run between its steps. */
  async sealLarge(purpose: string, context: string, plain: Buffer): Promise<Buffer> {
    const work = this.sealing(purpose, context, plain);
    for (const _ of stepsOf(work)) await letOthersRun();
    return work.end();
  }

  /** @throws when the bytes were altered, belong elsewhere, or were sealed with another SECRET_KEY. */
  open(purpose: string, context: string, sealed: Buffer): Buffer {
    const work = this.opening(purpose, context, sealed);
    for (const _ of stepsOf(work)); // at one go
    return work.end();
  }

  /** The same for what is large: others run between its steps. */
  async openLarge(purpose: string, context: string, sealed: Buffer): Promise<Buffer> {
    const work = this.opening(purpose, context, sealed);
    for (const _ of stepsOf(work)) await letOthersRun();
    return work.end();
  }

  private sealing(purpose: string, context: string, plain: Buffer): Work {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.allocUnsafe(HEAD_BYTES + plain.length);
    const end = () => {
      cipher.final();
      sealed[0] = VERSION;
      nonce.copy(sealed, 1);
      cipher.getAuthTag().copy(sealed, 1 + NONCE_BYTES);
      return sealed;
    };
    return { cipher, from: plain, to: sealed.subarray(HEAD_BYTES), end };
  }

  private opening(purpose: string, context: string, sealed: Buffer): Work {
    if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES) throw new Error('not sealed by this scheme');
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const tag = sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
    const plain = shareable(sealed.length - HEAD_BYTES);
    const end = () => {
      decipher.final(); // throws when the tag does not fit
      return plain;
    };
    return { cipher: decipher, from: sealed.subarray(HEAD_BYTES), to: plain, end };
  }

  /** HMAC-SHA256, 32 bytes. */
  mac(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.key(purpose)).update(text).digest();
  }

  private key(purpose: string): Buffer {
    const known = this.keys.get(purpose);
    if (known !== undefined) return known;
    const derived = Buffer.from(hkdfSync('sha256', this.secretKey, 'parley', purpose, 32));
    this.keys.set(purpose, derived);
    return derived;
  }
}

/** Large contents go to worker threads without being copied. */
function shareable(bytes: number): Buffer {
  return bytes < STEP_BYTES ? Buffer.allocUnsafe(bytes) : Buffer.from(new SharedArrayBuffer(bytes));
}

/** GCM is a stream cipher: as many bytes come out as go in. */
interface Work {
  readonly cipher: CipherGCM | DecipherGCM;
  readonly from: Buffer;
  readonly to: Buffer;
  end(): Buffer;
}

function* stepsOf({ cipher, from, to }: Work): Generator<undefined> {
  for (let at = 0; at < from.length; at += STEP_BYTES) {
    cipher.update(from.subarray(at, at + STEP_BYTES)).copy(to, at);
    yield;
  }
}

/** Compares without telling by its duration where two texts differ. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** 256 random bits as URL-safe text. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
