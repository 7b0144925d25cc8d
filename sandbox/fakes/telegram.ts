import { keptFiles } from '../kept-files.js';
import { type Fake, type FakeRequest, type FakeResponse, Ledger, type LedgerFile, type NextFault } from './fake.js';

const TEXT_MAX = 4096;

/** The Bot API as far as a desk uses it: tokens, shapes and error bodies as https://core.telegram.org/bots/api */
export class TelegramFake implements Fake {
  readonly name = 'telegram';
  readonly ledger = new Ledger();
  /** Ask every send to wait, as under a flood. */
  busy = false;
  failNext: NextFault = null;
  webhookUrl = '';
  private nextId = 5_000_000;
  private readonly files = new Map<string, Buffer>();

  constructor(private readonly token: string) {}

  /** A file a customer sent. @returns its file_id */
  keep(content: Buffer): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, content);
    return id;
  }

  async handle(request: FakeRequest): Promise<FakeResponse> {
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(request.path);
    if (file) return file[1] === this.token ? this.file(file[2] ?? '') : denied;
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.path) ?? [];
    if (token !== this.token) return denied;
    const fault = method?.startsWith('send') ? this.fault() : null;
    if (fault === 429) return failure(429, 'Too Many Requests: retry after 7', { parameters: { retry_after: 7 } });
    if (fault === 500) return failure(500, 'Internal Server Error');
    switch (method) {
      case 'getMe':
        return ok({ id: 4_200_000, is_bot: true, first_name: 'Desk', username: 'desk_demo_bot' });
      case 'getWebhookInfo':
        return ok({ url: this.webhookUrl, has_custom_certificate: false, pending_update_count: 0 });
      case 'getFile':
        return this.getFile(request);
      case 'sendMessage':
        return this.sendMessage(request);
      case 'sendDocument':
        return this.sendDocument(request);
      default:
        return failure(404, 'Not Found');
    }
  }

  private fault(): NextFault {
    if (this.busy) return 429;
    const fault = this.failNext;
    this.failNext = null;
    return fault;
  }

  private sendMessage(request: FakeRequest): FakeResponse {
    const { chat_id: chatId, text } = json(request.body) as { chat_id?: unknown; text?: unknown };
    if (chatId === undefined || chatId === '') return failure(400, 'Bad Request: chat_id is empty');
    if (typeof text !== 'string' || text === '') return failure(400, 'Bad Request: message text is empty');
    if (text.length > TEXT_MAX) return failure(400, 'Bad Request: message is too long');
    return this.record(String(chatId), text, []);
  }

  private async sendDocument(request: FakeRequest): Promise<FakeResponse> {
    const form = await new Response(new Uint8Array(request.body), { headers: { 'content-type': request.headers['content-type'] ?? '' } })
      .formData()
      .catch(() => null);
    const file = form?.get('document');
    if (!form?.get('chat_id') || !(file instanceof Blob)) return failure(400, 'Bad Request: there is no document in the request');
    const filename = 'name' in file ? String(file.name) : null;
    const kept = keptFiles.keep({ contentType: file.type, content: Buffer.from(await file.arrayBuffer()) });
    return this.record(String(form.get('chat_id')), '', [{ filename, contentType: file.type, bytes: file.size, file: kept }]);
  }

  private record(chatId: string, text: string, attachments: readonly LedgerFile[]): FakeResponse {
    const messageId = this.nextId++;
    this.ledger.add({ fake: this.name, externalId: `${chatId}:${messageId}`, to: chatId, text, attachments, details: {} });
    return ok({ message_id: messageId, date: 1, chat: { id: Number(chatId), type: 'private' }, text });
  }

  private getFile(request: FakeRequest): FakeResponse {
    const id = String((json(request.body) as { file_id?: unknown }).file_id);
    return this.files.has(id) ? ok({ file_id: id, file_path: `documents/${id}` }) : failure(400, 'Bad Request: invalid file_id');
  }

  private file(path: string): FakeResponse {
    const content = this.files.get(path.replace('documents/', ''));
    return content === undefined
      ? { status: 404, body: 'Not Found' }
      : { status: 200, body: content, headers: { 'content-type': 'application/octet-stream' } };
  }
}

const denied = failure(401, 'Unauthorized');

function ok(result: object): FakeResponse {
  return { status: 200, body: { ok: true, result } };
}

function failure(status: number, description: string, more: object = {}): FakeResponse {
  return { status, body: { ok: false, error_code: status, description, ...more } };
}

function json(body: Buffer): object {
  try {
    return JSON.parse(body.toString('utf8')) as object;
  } catch {
    return {};
  }
}
