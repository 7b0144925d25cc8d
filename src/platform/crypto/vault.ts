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

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
/** A file is never in memory more often than needed. */
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
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.allocUnsafe(HEAD_BYTES + plain.length);
    copyThrough(cipher, plain, sealed.subarray(HEAD_BYTES));
    sealed[0] = VERSION;
    nonce.copy(sealed, 1);
    cipher.getAuthTag().copy(sealed, 1 + NONCE_BYTES);
    return sealed;
  }

  /** @throws when the bytes were altered, belong elsewhere, or were sealed with another SECRET_KEY. */
  open(purpose: string, context: string, sealed: Buffer): Buffer {
    if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES) throw new Error('not sealed by this scheme');
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const tag = sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
    const plain = shareable(sealed.length - HEAD_BYTES);
    copyThrough(decipher, sealed.subarray(HEAD_BYTES), plain);
    return plain;
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

/** GCM is a stream cipher: as many bytes come out as go in. @throws when the tag does not fit */
function copyThrough(cipher: CipherGCM | DecipherGCM, from: Buffer, to: Buffer): void {
  for (let at = 0; at < from.length; at += STEP_BYTES) cipher.update(from.subarray(at, at + STEP_BYTES)).copy(to, at);
  cipher.final();
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
