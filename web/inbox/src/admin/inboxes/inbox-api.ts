import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useQuery } from '@tanstack/react-query';
import { changed } from '../common/resource.js';

export type Inbox = Schemas['InboxAnswer'];
export type Channel = Schemas['ChannelAnswer'];
export type Setting = Schemas['SettingAnswer'];
export type SettingValue = string | number | boolean;

export interface InboxDraft {
  readonly name: string;
  readonly language: string;
  readonly teamId: string | null;
  readonly calendarId: string | null;
  readonly reopenDays: number;
  readonly autoCloseDays: number | null;
  readonly autoCloseNoticeDays: number;
  readonly autoCloseNotice: Readonly<Record<string, string>>;
  readonly enabled: boolean;
  /** What was typed; what is not here stays as it is. */
  readonly settings: Readonly<Record<string, SettingValue>>;
}

const at = (id: string) => ({ params: { path: { id } } });

export function useChannels(): readonly Channel[] | undefined {
  return useQuery({ queryKey: ['channels'], queryFn: () => ask(desk.GET('/api/v1/channels')), staleTime: Number.POSITIVE_INFINITY }).data
    ?.items;
}

export const getInbox = (id: string) => ask(desk.GET('/api/v1/inboxes/{id}', at(id)));
export const checkInbox = (id: string) => ask(desk.POST('/api/v1/inboxes/{id}/check', at(id)));

export function createInbox({ channel, provider }: Channel, draft: InboxDraft): Promise<Inbox> {
  return ask(desk.POST('/api/v1/inboxes', { body: { channel, provider, ...draft } as never }));
}

export function changeInbox({ id, version }: Inbox, draft: Partial<InboxDraft>): Promise<Inbox> {
  return ask(desk.PATCH('/api/v1/inboxes/{id}', { ...at(id), body: { ...draft, version } as never }));
}

export function blankInbox(channel: Channel, name: string): InboxDraft {
  const language = 'en';
  return {
    name,
    language,
    teamId: null,
    calendarId: null,
    reopenDays: 14,
    autoCloseDays: null,
    autoCloseNoticeDays: 2,
    autoCloseNotice: {},
    enabled: false,
    settings: Object.fromEntries(channel.settings.flatMap((one) => (isGenerated(one) ? [[one.name, randomSecret()]] : []))),
  };
}

export function inboxDraft(inbox: Inbox): InboxDraft {
  const { name, language, teamId, calendarId, reopenDays, autoCloseDays, autoCloseNoticeDays, autoCloseNotice, enabled } = inbox;
  return { name, language, teamId, calendarId, reopenDays, autoCloseDays, autoCloseNoticeDays, autoCloseNotice, enabled, settings: {} };
}

/** What stands in the field now: typed, else kept, else what is used when nothing is. */
export function settingValue(setting: Setting, draft: InboxDraft, inbox: Inbox | null): SettingValue {
  const kept = (inbox?.settings as Readonly<Record<string, SettingValue>> | undefined)?.[setting.name];
  return draft.settings[setting.name] ?? kept ?? (setting.default as SettingValue | null) ?? (setting.type === 'boolean' ? false : '');
}

/** What must still be entered before the inbox can work. */
export function missingSettings(channel: Channel, draft: InboxDraft, inbox: Inbox | null): readonly Setting[] {
  return channel.settings.filter((setting) => {
    if (!setting.required) return false;
    const isKept = setting.secret && inbox?.secretsSet.includes(setting.name) === true && draft.settings[setting.name] === undefined;
    return !isKept && settingValue(setting, draft, inbox) === '';
  });
}

/** Secrets that nobody gave us: made here, to be entered at the provider. */
export function isGenerated({ name, secret }: Setting): boolean {
  return secret && ['verifyToken', 'secretToken', 'identitySecret'].includes(name);
}

export function randomSecret(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return [...crypto.getRandomValues(new Uint8Array(40))].map((byte) => alphabet[byte % alphabet.length]).join('');
}

export async function refreshInboxes(): Promise<void> {
  await changed('inboxes');
  await queries.invalidateQueries({ queryKey: ['setup'] });
}
