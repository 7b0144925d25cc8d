import type { S3Client } from '@aws-sdk/client-s3';
import { checkKey, FileMissing, type FileStore } from './file-store.js';

export interface S3Settings {
  readonly bucket: string;
  readonly endpoint: string | null;
  readonly region: string;
  readonly accessKeyId: string | null;
  readonly secretAccessKey: string | null;
}

/** Files in S3-compatible storage. The SDK is loaded on first use: it is large and most installations do without. */
export class S3Store implements FileStore {
  private client: Promise<S3Client> | null = null;

  constructor(private readonly settings: S3Settings) {}

  async put(key: string, content: Buffer): Promise<void> {
    checkKey(key);
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    await (await this.connected()).send(new PutObjectCommand({ Bucket: this.settings.bucket, Key: key, Body: content }));
  }

  async get(key: string): Promise<Buffer> {
    checkKey(key);
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    try {
      const answer = await (await this.connected()).send(new GetObjectCommand({ Bucket: this.settings.bucket, Key: key }));
      return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if ((error as { name?: string }).name === 'NoSuchKey') throw new FileMissing();
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    checkKey(key);
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await (await this.connected()).send(new DeleteObjectCommand({ Bucket: this.settings.bucket, Key: key }));
  }

  async check(): Promise<void> {
    const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
    await (await this.connected()).send(new HeadBucketCommand({ Bucket: this.settings.bucket }));
  }

  private connected(): Promise<S3Client> {
    this.client ??= this.connect();
    return this.client;
  }

  private async connect(): Promise<S3Client> {
    const { S3Client } = await import('@aws-sdk/client-s3');
    const { endpoint, region, accessKeyId, secretAccessKey } = this.settings;
    return new S3Client({
      region,
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    });
  }
}
