import { GraphFake } from '../fakes/graph.js';
import type { Customer, InboxTarget, SandboxProvider } from '../provider.js';
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
      customer: (target, index) => {
        fake.onSent = (entry) => {
          const echo = {
            sender: { id: PAGE_ID },
            recipient: { id: entry.to },
            timestamp: Date.now(),
            message: { is_echo: true, mid: entry.externalId, text: entry.text, metadata: entry.details['reference'] },
          };
          const report = (kind: 'delivery' | 'read') => ({
            sender: { id: entry.to },
            recipient: { id: PAGE_ID },
            timestamp: Date.now(),
            [kind]: { watermark: Date.now() + 1 },
          });
          void insist(post(target, echo))
            .then(() => insist(post(target, report('delivery'))))
            .then(() => insist(post(target, report('read'))));
        };
        return customer(target, index, fake);
      },
      replies: () => fake.ledger.entries(),
      stop: async () => undefined,
    };
  },
};

function customer(target: InboxTarget, index: number, fake: GraphFake): Customer {
  const address = String(7_000_000_000_000 + index);
  return {
    displayName: nameOf(index),
    address,
    say: (text, options) => {
      const url = options?.media ? fake.mediaUrl(fake.keep(Buffer.from(`photo for ${text}`), 'image/jpeg')) : '';
      const attachments = options?.media ? { attachments: [{ type: 'image', payload: { url } }] } : {};
      const event = {
        sender: { id: address },
        recipient: { id: PAGE_ID },
        timestamp: Date.now(),
        message: { mid: randomId('m_'), text, ...attachments },
      };
      return { text, deliver: post(target, event) };
    },
  };
}

function post(target: InboxTarget, event: object): () => Promise<boolean> {
  return signedByMeta(target.webhookUrls['events'] ?? '', String(target.settings['appSecret']), {
    object: 'page',
    entry: [{ id: PAGE_ID, time: Date.now(), messaging: [event] }],
  });
}
