import type { Played, PlayOrder } from '../control.js';
import type { DeskClient, InboxAnswer, MessageAnswer, TicketRow } from '../desk-client.js';
import type { LedgerEntry } from '../fakes/fake.js';

interface Part {
  readonly provider: string;
  readonly says: string;
  readonly media?: boolean;
  readonly answer: string;
}

/** One customer of each provider, with what they bring to a wallet's desk. */
const PARTS: readonly Part[] = [
  {
    provider: 'hotline/twilio',
    says: '(leaves a voicemail)',
    answer: 'Thank you for calling. We saw your message and will ring you back within the hour.',
  },
  {
    provider: 'email/imap',
    says: 'My top-up of Rp 250.000 has not arrived. Reference 7731.',
    media: true,
    answer: 'We found your top-up: it was credited just now. Sorry for the delay.',
  },
  {
    provider: 'chat/widget',
    says: 'Halo, saya lupa kata sandi.',
    answer: 'Halo! Buka Pengaturan → Keamanan → Lupa kata sandi, dan ikuti langkahnya.',
  },
  { provider: 'social/whatsapp', says: '退款到哪里了？', media: true, answer: '您好，退款已于今天原路退回。' },
  {
    provider: 'social/messenger',
    says: 'The shop says I never paid, but the money is gone.',
    answer: 'We can see the payment. It is with the shop now; here is the proof.',
  },
  {
    provider: 'social/telegram',
    says: 'Aplikasi selalu tertutup setelah pembaruan.',
    answer: 'Terima kasih, tim kami sedang memperbaikinya. Kami kabari di sini.',
  },
];

const WAIT_MS = 20_000;

/** @returns whether every customer was heard and answered */
export async function playDemo(desk: DeskClient, sandboxUrl: string): Promise<boolean> {
  const inboxes = await desk.all<InboxAnswer>('/inboxes');
  const run = Math.floor(Math.random() * 50_000) * 2 + 1;
  const channels = new Map<string, { heard: number; answered: number }>();
  for (const part of PARTS) {
    const inbox = inboxes.find((i) => `${i.channel}/${i.provider}` === part.provider);
    if (inbox === undefined) {
      console.log(`\n── ${part.provider}: no such inbox, skipped`);
      continue;
    }
    const counts = channels.get(inbox.channel) ?? { heard: 0, answered: 0 };
    channels.set(inbox.channel, counts);
    const { heard, answered } = await playPart({ desk, sandboxUrl, inbox, index: run }, part);
    counts.heard += heard ? 1 : 0;
    counts.answered += answered ? 1 : 0;
  }
  console.log('\nchannel   heard  answered');
  for (const [channel, { heard, answered }] of channels)
    console.log(`${channel.padEnd(9)} ${String(heard).padStart(5)}  ${String(answered).padStart(8)}`);
  return [...channels.values()].every((c) => c.heard > 0 && c.heard === c.answered);
}

interface Stage {
  readonly desk: DeskClient;
  readonly sandboxUrl: string;
  readonly inbox: InboxAnswer;
  readonly index: number;
}

async function playPart(stage: Stage, part: Part): Promise<{ readonly heard: boolean; readonly answered: boolean }> {
  const { desk, sandboxUrl, inbox, index } = stage;
  const target = { deskUrl: desk.url, inboxId: inbox.id, webhookUrls: inbox.webhookUrls };
  const text = part.says.startsWith('(') ? part.says : `${part.says} (${index})`;
  const played = await control<Played>(sandboxUrl, 'play', {
    provider: part.provider,
    index,
    text,
    target,
    ...(part.media ? { media: true } : {}),
  });
  console.log(`\n── ${part.provider}: ${played.displayName} (${played.address})`);
  if (!played.accepted) {
    console.log('   the desk did not accept it');
    return { heard: false, answered: false };
  }
  const ticket = await until(() => ticketOf(desk, inbox, played));
  if (ticket === null) {
    console.log('   no ticket appeared');
    return { heard: false, answered: false };
  }
  const reply = await desk.post<MessageAnswer>(`/tickets/${ticket.id}/messages`, { kind: 'reply', text: part.answer });
  const arrived = await until(
    async () =>
      (await replies(sandboxUrl, part.provider)).find((entry) => entry.text.trim() === part.answer && entry.to === played.address) ?? null,
  );
  await until(async () => {
    const messages = await conversation(desk, ticket.id);
    const sent = messages.find((m) => m.id === reply.id);
    const settled = sent?.delivery.state !== 'queued' && sent?.delivery.state !== 'sending';
    return settled && messages.every((m) => m.attachments.every((a) => a.state !== 'pending')) ? true : null;
  });
  await print(desk, ticket);
  return { heard: true, answered: arrived !== null };
}

async function ticketOf(desk: DeskClient, inbox: InboxAnswer, played: Played): Promise<TicketRow | null> {
  const { items } = await desk.get<{ items: TicketRow[] }>(`/tickets?inboxId=${inbox.id}&limit=20`);
  for (const row of items) {
    const messages = await conversation(desk, row.id);
    if (messages.some((m) => m.text === played.text || m.externalId === played.text)) return row;
  }
  return null;
}

async function conversation(desk: DeskClient, ticketId: string): Promise<readonly MessageAnswer[]> {
  return (await desk.get<{ items: MessageAnswer[] }>(`/tickets/${ticketId}/messages`)).items;
}

async function print(desk: DeskClient, ticket: TicketRow): Promise<void> {
  console.log(`   ticket #${ticket.number}  ${ticket.subject}`);
  for (const m of await conversation(desk, ticket.id)) {
    const arrow = m.direction === 'inbound' ? '→' : '←';
    const files = m.attachments.map((a) => `  [${a.filename}, ${a.bytes} bytes, ${a.state}]`).join('');
    const state = m.direction === 'outbound' ? `  (${m.delivery.state}${m.delivery.error ? `: ${m.delivery.error.message}` : ''})` : '';
    console.log(`   ${arrow} ${m.author.name}: ${m.text}${files}${state}`);
  }
}

function replies(sandboxUrl: string, provider: string): Promise<LedgerEntry[]> {
  return control<LedgerEntry[]>(sandboxUrl, 'replies', { provider });
}

async function control<T>(sandboxUrl: string, verb: string, order: Partial<PlayOrder>): Promise<T> {
  const response = await fetch(`${sandboxUrl}/control/${verb}`, { method: 'POST', body: JSON.stringify(order) });
  if (!response.ok) throw new Error(`the sandbox refused: ${await response.text()}`);
  return (await response.json()) as T;
}

async function until<T>(look: () => Promise<T | null>): Promise<T | null> {
  const deadline = performance.now() + WAIT_MS;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return null;
}
