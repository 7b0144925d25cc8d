import type { OutboundMessage } from '../contract/index.js';
import { unknownSender } from './no-address.js';
import { SmtpSender } from './smtp-sender.js';

test.each([unknownSender('k').value, 'unknown@sender.invalid', 'no address', ''])(
  '"%s" cannot be answered, and nothing is sent',
  async (value) => {
    const message = { to: { kind: 'email', scope: '', value, displayName: null } } as OutboundMessage;
    const outcome = await new SmtpSender().send(message, { settings: {} } as never).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'email.no-address', retry: 'never', sent: 'no' });
  },
);
