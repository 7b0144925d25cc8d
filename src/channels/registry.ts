import type { ChannelDefinition, ChannelDeps } from './contract/index.js';

export type ChannelDefine = (deps: ChannelDeps) => readonly ChannelDefinition[];

/** Every provider Parley speaks to: one line each, and the only place that names them. */
export const channelDefinitions: ChannelDefine = (_deps) => [];
