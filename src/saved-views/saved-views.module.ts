import { Module } from '@nestjs/common';
import { SavedViewRepository } from './store/saved-view.repository.js';

@Module({ providers: [SavedViewRepository], exports: [SavedViewRepository] })
export class SavedViewsModule {}
