import { GraphFake } from '../fakes/graph.js';
import { personAt } from '../people.js';
import type { Customer, Deliver, InboxTarget, Persona, SandboxProvider, SentFile, Utterance } from '../provider.js';
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
      customer: (target, index, persona) => {
        fake.onSent = (entry) => {
          const report = (status: string) =>
            signedByMeta(
              eventsUrl(target),
              secretOf(target),
              statusEnvelope({ id: entry.externalId, status, to: entry.to, reference: entry.details['reference'] }),
            );
          // Who is played by hand reads when the page shows it.
          void insist(report('delivered')).then(() => personAt(entry.to) === null && insist(report('read')));
        };
        return customer(target, persona ?? { name: nameOf(index), address: numberOf(index) }, fake);
      },
      ledger: fake.ledger,
      failNext: (status) => void (fake.failNext = status),
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
export function whatsappBatch(target: InboxTarget, said: readonly Said[]): Deliver {
  return signedByMeta(eventsUrl(target), secretOf(target), messageEnvelope(said));
}

/** What customer `index` says, to be put into a batch. */
export function whatsappSaid(index: number, text: string): Said {
  return saidBy({ name: nameOf(index), address: numberOf(index) }, text);
}

function saidBy({ name, address: from }: Persona, text: string): Said {
  return {
    from,
    name,
    message: { from, id: randomId('wamid.'), timestamp: String(Math.floor(Date.now() / 1000)), type: 'text', text: { body: text } },
  };
}

function numberOf(index: number): string {
  return `6281200${String(index).padStart(6, '0')}`;
}

function customer(target: InboxTarget, persona: Persona, fake: GraphFake): Customer {
  return {
    displayName: persona.name,
    address: persona.address,
    say: (text, options): Utterance => {
      const said = saidBy(persona, text);
      const file = options?.files?.[0] ?? (options?.media ? photoOf(text) : undefined);
      const message = file === undefined ? said.message : { ...said.message, text: undefined, ...mediaOf(file, text, fake) };
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

function photoOf(text: string): SentFile {
  return { filename: '', contentType: 'image/jpeg', content: Buffer.from(`photo for ${text}`) };
}

/** https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples: a document has a name, a picture none. */
function mediaOf({ filename, contentType, content }: SentFile, text: string, fake: GraphFake): object {
  const caption = text === '' ? {} : { caption: text };
  const media = { id: fake.keep(content, contentType), mime_type: contentType, ...caption };
  if (contentType.startsWith('image/')) return { type: 'image', image: media };
  return { type: 'document', document: { ...media, filename } };
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
