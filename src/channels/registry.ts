import { chatWidget } from './chat/index.js';
import type { ChannelDefinition, ChannelDeps } from './contract/index.js';
import { emailImap } from './email/index.js';
import { hotlineTwilio } from './hotline/index.js';
import { messenger, telegram, whatsapp } from './social/index.js';

export type ChannelDefine = (deps: ChannelDeps) => readonly ChannelDefinition[];

/** Every provider Parley speaks to: one line each, and the only place that names them. */
export const channelDefinitions: ChannelDefine = (deps) => [
  chatWidget(deps),
  emailImap(deps),
  hotlineTwilio(deps),
  messenger(deps),
  telegram(deps),
  whatsapp(deps),
];
