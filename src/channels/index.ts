export { ChannelRegistry, type ConfiguredInbox, type OpenedInbox } from './channel-registry.js';
export { ChannelsModule } from './channels.module.js';
export {
  type ChannelDefinition,
  ChannelError,
  type Cursor,
  type Health,
  type InboundAttachment,
  type InboundEvent,
  type Inbox,
  type LiveMessage,
  type LiveSink,
  type OutboundMessage,
  type Parsed,
  type PullSink,
  type RawRequest,
  type Refusal,
  type Reply,
  type SettingField,
  type Stop,
  settingsOf,
} from './contract/index.js';
