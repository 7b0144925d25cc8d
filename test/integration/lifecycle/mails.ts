import { noThreadHints } from '../../../src/channels/contract/index.js';
import { said } from '../../kit/fake-channel.js';
import type { Body, LifecycleRig } from './rig.js';

export type Mailed = Body & { readonly mail: string };

export interface Mails {
  /** A mail: a medium without conversations, so that one contact has as many tickets as threads. @returns its id */
  mail(who: string, text: string, hints?: { readonly tokens?: string[]; readonly references?: string[] }): Promise<string>;
  /** Two tickets of one contact, opened by mail. @returns the older one first, each with the id of its mail */
  two(who: string): Promise<readonly [Mailed, Mailed]>;
}

export function mailsOf(rig: LifecycleRig): Mails {
  let count = 0;
  const mail: Mails['mail'] = async (who, text, hints = {}) => {
    const externalId = `mail-${++count}`;
    rig.clock.forward(1);
    await rig.post([said({ who, text, externalId, conversation: null, thread: { ...noThreadHints, ...hints } })]);
    await rig.desk.drainJobs();
    return externalId;
  };
  const opened = async (who: string, text: string) => {
    const id = await mail(who, text);
    const [newest] = await rig.ticketsOf(who);
    return { ...newest, mail: id };
  };
  return { mail, two: async (who) => [await opened(who, 'first'), await opened(who, 'second')] };
}
