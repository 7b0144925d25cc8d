import { Module } from '@nestjs/common';
import { ReplyTokens } from './reply-token.js';
import { ThreadingRepository } from './store/threading.repository.js';

@Module({ providers: [ReplyTokens, ThreadingRepository], exports: [ReplyTokens, ThreadingRepository] })
export class ThreadingModule {}
