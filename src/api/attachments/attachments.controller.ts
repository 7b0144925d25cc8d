import type { MultipartFile } from '@fastify/multipart';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { KeepUpload } from '../../desk/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { type AttachmentId, newId } from '../../kernel/id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { safeFilename } from '../../platform/files/filename.js';
import { Files } from '../../platform/files/files.js';
import { AttachmentFileView } from '../../views/attachment-file.js';
import { Allow, type KnownRequest, Me, Restricted } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { AttachmentAnswer } from './attachments.dto.js';

const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/;
/** What browsers draw, play or save, and never run: of other types (scripts, styles, pages) only the bytes are given out. */
const INERT = /^(image\/(?!svg)|audio\/|video\/|text\/(plain|csv|calendar)$|application\/(pdf|zip|json)$)/i;

@ApiTags('attachments')
@Controller('api/v1/attachments')
export class AttachmentsController {
  constructor(
    private readonly files: Files,
    private readonly uow: UnitOfWork,
    private readonly keep: KeepUpload,
    private readonly view: AttachmentFileView,
  ) {}

  /** The content goes to the file store before the row is written: a row never points to nothing. */
  @Post()
  @Allow('attachment:write')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ type: AttachmentAnswer })
  async upload(@Me() me: Actor, @Req() request: KnownRequest): Promise<AttachmentAnswer> {
    const part = await fileOf(request);
    const content = await contentOf(part);
    const id = newId<AttachmentId>();
    const contentType = TYPE.test(part.mimetype) ? part.mimetype.toLowerCase() : 'application/octet-stream';
    const filename = safeFilename(part.filename, contentType);
    const stored = await this.files.put('attachment', id, content);
    await this.uow.run(me, (tx) =>
      this.keep.execute(tx, { id, filename, contentType, bytes: stored.bytes, sha256: stored.sha256, storageKey: stored.key }),
    );
    return { id, filename, contentType, bytes: stored.bytes, sha256: stored.sha256, url: `/api/v1/attachments/${id}/content` };
  }

  /** Always a download, and never as a type that acts: what a customer sent is neither shown nor run inside our origin. */
  @Get(':id/content')
  @Allow('attachment:read')
  @Restricted()
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(@Me() me: Actor, @Param('id', IdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.view.find(id);
    const isOthersDraft = file !== null && file.messageId === null && file.uploadedBy !== agentIdOf(me);
    if (file === null || isOthersDraft) throw notFound('attachment');
    if (file.state !== 'stored' || file.storageKey === null)
      throw new DomainError('conflict', 'attachment.not-here', 'The file is still at its provider, or could not be fetched.');
    const content = await this.files.get(file.storageKey);
    await reply
      .header('content-type', TYPE.test(file.contentType) && INERT.test(file.contentType) ? file.contentType : 'application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(content);
  }
}

/** @throws DomainError `attachment.truncated`; an error with status 413 when it is too large */
async function contentOf(part: MultipartFile): Promise<Buffer> {
  try {
    return await part.toBuffer();
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode === 413) throw error;
    throw new DomainError('invalid', 'attachment.truncated', 'The upload ended before the file did.');
  }
}

async function fileOf(request: KnownRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) throw new DomainError('invalid', 'attachment.not-multipart', 'Send the file as multipart/form-data.');
  const part = await request.file();
  if (part === undefined) throw new DomainError('invalid', 'attachment.missing', 'There is no file in the request.');
  return part;
}
