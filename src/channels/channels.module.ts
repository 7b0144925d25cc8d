import { type DynamicModule, Module } from '@nestjs/common';
import { HttpClient } from '../platform/http-client/index.js';
import { Log } from '../platform/logging/log.js';
import { ChannelRegistry } from './channel-registry.js';
import type { ChannelDefinition, ChannelDeps } from './contract/index.js';

export interface ChannelsOptions {
  readonly publicUrl: string;
  /** `registry.ts`, or a test's own list. */
  define(deps: ChannelDeps): readonly ChannelDefinition[];
}

@Module({})
export class ChannelsModule {
  static with(options: ChannelsOptions): DynamicModule {
    return {
      module: ChannelsModule,
      global: true,
      providers: [
        {
          provide: ChannelRegistry,
          inject: [HttpClient, Log],
          useFactory: (http: HttpClient, log: Log) =>
            new ChannelRegistry(options.define({ http, log: (line) => log.info(line) }), options.publicUrl),
        },
      ],
      exports: [ChannelRegistry],
    };
  }
}
