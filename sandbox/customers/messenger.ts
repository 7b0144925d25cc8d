import { GraphFake } from '../fakes/graph.js';
import { personAt } from '../people.js';
import type { Customer, Deliver, InboxTarget, Persona, SandboxProvider } from '../provider.js';
import { insist, nameOf } from './deliver.js';
import { randomId, signedByMeta } from './meta.js';

const PAGE_ID = '104200000000001';

export const messenger: SandboxProvider = {
  channel: 'social',
  provider: 'messenger',
  start: async (context) => {
    const token = context.secret('messenger-token');
    const fake = new GraphFake('graph-messenger', { id: PAGE_ID, token }, `${context.httpUrl}/graph-messenger`);
    context.serve(fake);
    const settings = {
      pageId: PAGE_ID,
      appSecret: context.secret('messenger-app'),
      verifyToken: context.secret('messenger-verify'),
      pageAccessToken: token,
      apiBaseUrl: `${context.httpUrl}/graph-messenger`,
    };
    return {
      inbox: { name: 'Facebook page', language: 'en', settings },
      customer: (target, index, persona) => {
        fake.onSent = (entry) => {
          const echo = {
            sender: { id: PAGE_ID },
            recipient: { id: entry.to },
            timestamp: Date.now(),
            message: { is_echo: true, mid: entry.externalId, text: entry.text, metadata: entry.details['reference'] },
          };
          // Who is played by hand reads when the page shows it.
          void insist(post(target, echo))
            .then(() => insist(post(target, watermark(entry.to, 'delivery'))))
            .then(() => personAt(entry.to) === null && insist(post(target, watermark(entry.to, 'read'))));
        };
        return customer(target, persona ?? { name: nameOf(index), address: String(7_000_000_000_000 + index) }, fake);
      },
      ledger: fake.ledger,
      failNext: (status) => void (fake.failNext = status),
      replies: () => fake.ledger.entries(),
      stop: async () => undefined,
    };
  },
};

/** Everything up to this instant has arrived, or was read. */
function watermark(user: string, kind: 'delivery' | 'read'): object {
  return { sender: { id: user }, recipient: { id: PAGE_ID }, timestamp: Date.now(), [kind]: { watermark: Date.now() + 1 } };
}

function customer(target: InboxTarget, { name, address }: Persona, fake: GraphFake): Customer {
  return {
    displayName: name,
    address,
    acknowledge: (_entry, state) => ({ text: state, deliver: post(target, watermark(address, state === 'read' ? 'read' : 'delivery')) }),
    say: (text, options) => {
      const made = options?.media ? [{ contentType: 'image/jpeg', content: Buffer.from(`photo for ${text}`) }] : [];
      const files = [...(options?.files ?? []), ...made].map(({ contentType, content }) => ({
        type: contentType.startsWith('image/') ? 'image' : 'file',
        payload: { url: fake.mediaUrl(fake.keep(content, contentType)) },
      }));
      const attachments = files.length === 0 ? {} : { attachments: files };
      const event = {
        sender: { id: address },
        recipient: { id: PAGE_ID },
        timestamp: Date.now(),
        message: { mid: randomId('m_'), ...(text === '' ? {} : { text }), ...attachments },
      };
      return { text, deliver: post(target, event) };
    },
  };
}

function post(target: InboxTarget, event: object): Deliver {
  return signedByMeta(target.webhookUrls['events'] ?? '', String(target.settings['appSecret']), {
    object: 'page',
    entry: [{ id: PAGE_ID, time: Date.now(), messaging: [event] }],
  });
}
