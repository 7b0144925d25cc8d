import { randomBytes } from 'node:crypto';
import { keptFiles } from '../kept-files.js';
import { type Fake, type FakeRequest, type FakeResponse, Ledger, type LedgerEntry, type LedgerFile, type NextFault } from './fake.js';

export interface GraphAccount {
  /** Phone number id, or page id. */
  readonly id: string;
  readonly token: string;
}

/** Meta's Graph API as far as WhatsApp and Messenger need it; error bodies as Meta writes them. */
export class GraphFake implements Fake {
  readonly ledger = new Ledger();
  busy = false;
  failNext: NextFault = null;
  /** Told of every message taken, so that receipts can follow. */
  onSent: (entry: LedgerEntry) => void = () => undefined;
  private readonly media = new Map<string, { readonly content: Buffer; readonly type: string }>();

  constructor(
    readonly name: 'graph-whatsapp' | 'graph-messenger',
    private readonly account: GraphAccount,
    private readonly baseUrl: string,
  ) {}

  keep(content: Buffer, type: string): string {
    const id = String(1e15 + this.media.size + 1);
    this.media.set(id, { content, type });
    return id;
  }

  mediaUrl(id: string): string {
    return `${this.baseUrl}/cdn/${id}`;
  }

  async handle(request: FakeRequest): Promise<FakeResponse> {
    const cdn = /^\/cdn\/(\d+)$/.exec(request.path)?.[1];
    const isOpenCdn = cdn !== undefined && this.name === 'graph-messenger';
    if (!isOpenCdn && request.headers['authorization'] !== `Bearer ${this.account.token}`)
      return failure(401, 190, 'Invalid OAuth access token - Cannot parse access token');
    if (cdn !== undefined) return this.download(cdn);
    const [, , node = '', edge] = request.path.split('/');
    const fault = request.method === 'POST' ? this.fault() : null;
    if (fault === 429) return { ...failure(429, 4, 'Application request limit reached'), headers: { 'retry-after': '7' } };
    if (fault === 500) return failure(500, 2, 'An unexpected error has occurred. Please retry your request later.');
    if (request.method === 'POST' && node === this.account.id && edge === 'messages') return this.send(request);
    if (request.method === 'POST' && node === this.account.id && edge === 'media') return this.upload(request);
    if (request.method === 'GET' && node === this.account.id)
      return { status: 200, body: { id: node, name: 'Demo page', display_phone_number: '+62 21 500000', verified_name: 'Demo' } };
    const found = this.media.get(node);
    if (request.method === 'GET' && found)
      return { status: 200, body: { id: node, url: this.mediaUrl(node), mime_type: found.type, file_size: found.content.length } };
    return failure(404, 100, `Unsupported request: object with ID '${node}' does not exist`);
  }

  private fault(): NextFault {
    if (this.busy) return 429;
    const fault = this.failNext;
    this.failNext = null;
    return fault;
  }

  private send(request: FakeRequest): Promise<FakeResponse> | FakeResponse {
    return this.name === 'graph-whatsapp' ? this.sendWhatsapp(json(request.body)) : this.sendMessenger(request);
  }

  private sendWhatsapp(body: Json): FakeResponse {
    const to = String(body['to'] ?? body['recipient'] ?? '');
    const type = String(body['type'] ?? '');
    const part = (body[type] ?? {}) as Json;
    if (body['messaging_product'] !== 'whatsapp') return failure(400, 100, '(#100) The parameter messaging_product is required.');
    if (to === '') return failure(400, 100, '(#100) The parameter to is required.');
    const text = type === 'text' ? String(part['body'] ?? '') : '';
    if (type === 'text' && (text === '' || text.length > 4096))
      return failure(400, 100, '(#100) Param text[body] must be 1 to 4096 characters long.');
    const held = type === 'text' ? null : this.media.get(String(part['id']));
    if (held === undefined) return failure(400, 131_053, 'Media upload error');
    const id = `wamid.${randomBytes(12).toString('base64url')}`;
    const attachments =
      held === null
        ? []
        : [
            {
              filename: part['filename'] === undefined ? null : String(part['filename']),
              contentType: held.type,
              bytes: held.content.length,
              file: keptFiles.keep({ contentType: held.type, content: held.content }),
            },
          ];
    this.record({ externalId: id, to, text, attachments, details: { reference: body['biz_opaque_callback_data'] } });
    return { status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id }] } };
  }

  private async sendMessenger(request: FakeRequest): Promise<FakeResponse> {
    const isForm = (request.headers['content-type'] ?? '').startsWith('multipart/');
    const form = isForm ? await formOf(request) : null;
    const body =
      form === null
        ? json(request.body)
        : {
            recipient: json(form.get('recipient')),
            message: json(form.get('message')),
            messaging_type: form.get('messaging_type'),
            tag: form.get('tag'),
          };
    const to = String((body['recipient'] as Json | undefined)?.['id'] ?? '');
    const message = (body['message'] ?? {}) as Json;
    if (to === '') return failure(400, 100, '(#100) param recipient must be non-empty.');
    if (body['messaging_type'] !== 'RESPONSE' && body['tag'] !== 'HUMAN_AGENT') return failure(400, 100, '(#100) Invalid parameter');
    const text = typeof message['text'] === 'string' ? message['text'] : '';
    const file = form?.get('filedata');
    if (text === '' && !(file instanceof Blob)) return failure(400, 100, '(#100) param message must be non-empty.');
    if (text.length > 2000) return failure(400, 100, '(#100) Length of param message[text] must be less than or equal to 2000');
    const attachments = file instanceof Blob ? [await keptOf(file)] : [];
    const id = `m_${randomBytes(16).toString('base64url')}`;
    this.record({ externalId: id, to, text, attachments, details: { reference: message['metadata'] } });
    return { status: 200, body: { recipient_id: to, message_id: id } };
  }

  private record(entry: Omit<LedgerEntry, 'fake'>): void {
    const complete = { ...entry, fake: this.name };
    this.ledger.add(complete);
    this.onSent(complete);
  }

  private async upload(request: FakeRequest): Promise<FakeResponse> {
    const file = (await formOf(request))?.get('file');
    if (!(file instanceof Blob)) return failure(400, 100, '(#100) The parameter file is required.');
    return { status: 200, body: { id: this.keep(Buffer.from(await file.arrayBuffer()), file.type) } };
  }

  private download(id: string): FakeResponse {
    const found = this.media.get(id);
    return found === undefined ? { status: 404, body: '' } : { status: 200, body: found.content, headers: { 'content-type': found.type } };
  }
}

async function keptOf(file: Blob): Promise<LedgerFile> {
  const kept = keptFiles.keep({ contentType: file.type, content: Buffer.from(await file.arrayBuffer()) });
  return { filename: 'name' in file ? String(file.name) : null, contentType: file.type, bytes: file.size, file: kept };
}

type Json = Record<string, unknown>;

function failure(status: number, code: number, message: string): FakeResponse {
  return { status, body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'sandbox' } } };
}

function json(value: unknown): Json {
  try {
    const parsed = JSON.parse(String(value)) as unknown;
    return typeof parsed === 'object' && parsed !== null ? (parsed as Json) : {};
  } catch {
    return {};
  }
}

function formOf(request: FakeRequest): Promise<FormData | null> {
  return new Response(new Uint8Array(request.body), { headers: { 'content-type': request.headers['content-type'] ?? '' } })
    .formData()
    .catch(() => null);
}
