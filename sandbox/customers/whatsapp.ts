import { GraphFake } from '../fakes/graph.js';
import type { Customer, InboxTarget, SandboxProvider, Utterance } from '../provider.js';
import { insist, nameOf } from './deliver.js';
import { randomId, signedByMeta } from './meta.js';

const PHONE_NUMBER_ID = '106540352242922';
const BUSINESS_ID = '102290129340398';

export const whatsapp: SandboxProvider = {
  channel: 'social',
  provider: 'whatsapp',
  start: async (context) => {
    const token = context.secret('whatsapp-token');
    const fake = new GraphFake('graph-whatsapp', { id: PHONE_NUMBER_ID, token }, `${context.httpUrl}/graph-whatsapp`);
    context.serve(fake);
    const settings = {
      phoneNumberId: PHONE_NUMBER_ID,
      businessAccountId: BUSINESS_ID,
      appSecret: context.secret('whatsapp-app'),
      verifyToken: context.secret('whatsapp-verify'),
      accessToken: token,
      apiBaseUrl: `${context.httpUrl}/graph-whatsapp`,
    };
    return {
      inbox: { name: 'WhatsApp', language: 'id', settings },
      customer: (target, index) => {
        fake.onSent = (entry) => {
          const report = (status: string) =>
            signedByMeta(
              eventsUrl(target),
              secretOf(target),
              statusEnvelope({ id: entry.externalId, status, to: entry.to, reference: entry.details['reference'] }),
            );
          void insist(report('delivered')).then(() => insist(report('read')));
        };
        return customer(target, index, fake);
      },
      replies: () => fake.ledger.entries(),
      stop: async () => undefined,
    };
  },
};

interface Said {
  readonly from: string;
  readonly name: string;
  readonly message: object;
}

/** Several customers' messages in one delivery, as Meta sends them under load. */
export function whatsappBatch(target: InboxTarget, said: readonly Said[]): () => Promise<boolean> {
  return signedByMeta(eventsUrl(target), secretOf(target), messageEnvelope(said));
}

/** What customer `index` says, to be put into a batch. */
export function whatsappSaid(index: number, text: string): Said {
  const from = `6281200${String(index).padStart(6, '0')}`;
  return {
    from,
    name: nameOf(index),
    message: { from, id: randomId('wamid.'), timestamp: String(Math.floor(Date.now() / 1000)), type: 'text', text: { body: text } },
  };
}

function customer(target: InboxTarget, index: number, fake: GraphFake): Customer {
  const address = `6281200${String(index).padStart(6, '0')}`;
  return {
    displayName: nameOf(index),
    address,
    say: (text, options): Utterance => {
      const said = whatsappSaid(index, text);
      const image = {
        id: options?.media ? fake.keep(Buffer.from(`photo for ${text}`), 'image/jpeg') : '',
        mime_type: 'image/jpeg',
        caption: text,
      };
      const message = options?.media ? { ...said.message, type: 'image', text: undefined, image } : said.message;
      return { text, deliver: whatsappBatch(target, [{ ...said, message }]) };
    },
    acknowledge: (entry, status) => ({
      text: status,
      deliver: signedByMeta(
        eventsUrl(target),
        secretOf(target),
        statusEnvelope({ id: entry.externalId, status, to: entry.to, reference: entry.details['reference'] }),
      ),
    }),
  };
}

function eventsUrl(target: InboxTarget): string {
  return target.webhookUrls['events'] ?? '';
}

function secretOf(target: InboxTarget): string {
  return String(target.settings['appSecret']);
}

function messageEnvelope(said: readonly Said[]): object {
  return envelope({ contacts: said.map(({ from, name }) => ({ profile: { name }, wa_id: from })), messages: said.map((s) => s.message) });
}

function statusEnvelope(report: {
  readonly id: string;
  readonly status: string;
  readonly to: string;
  readonly reference: unknown;
}): object {
  const { id, status, to, reference } = report;
  return envelope({
    statuses: [{ id, status, timestamp: String(Math.floor(Date.now() / 1000)), recipient_id: to, biz_opaque_callback_data: reference }],
  });
}

function envelope(value: object): object {
  const metadata = { display_phone_number: '6221500000', phone_number_id: PHONE_NUMBER_ID };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: BUSINESS_ID, changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }] }],
  };
}
