import { array, assert, asyncProperty, constant, nat, oneof, record } from 'fast-check';
import { noThreadHints } from '../../../src/channels/contract/index.js';
import { said } from '../../kit/fake-channel.js';
import { Model, TICKETS } from './merge-model.js';
import { type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
beforeAll(async () => {
  rig = await lifecycleRig();
});
afterAll(() => rig.desk.stop());

type Step =
  | { readonly kind: 'hear' | 'reply' | 'note' | 'unmerge'; readonly at: number }
  | { readonly kind: 'merge'; readonly at: number; readonly into: number };

const at = nat({ max: TICKETS - 1 });
const step = oneof(
  { weight: 3, arbitrary: record({ kind: constant('hear' as const), at }) },
  { weight: 2, arbitrary: record({ kind: constant('reply' as const), at }) },
  { weight: 1, arbitrary: record({ kind: constant('note' as const), at }) },
  { weight: 3, arbitrary: record({ kind: constant('merge' as const), at, into: at }) },
  { weight: 2, arbitrary: record({ kind: constant('unmerge' as const), at }) },
);

/** The same steps on a desk and on its model. */
class Play {
  readonly model = new Model();
  readonly ids: unknown[] = [];
  private count = 0;

  constructor(readonly who: string) {}

  async open(): Promise<void> {
    for (let i = 0; i < TICKETS; i++) {
      await this.mail(`${this.who}-${i}`, `open ${i}`, []);
      this.model.hear(i, `open ${i}`);
      const [newest] = await rig.ticketsOf(this.who);
      this.ids.push(newest?.['id']);
    }
  }

  /** @returns whether the desk took or refused the step as the model does */
  async do(s: Step): Promise<boolean> {
    const { model } = this;
    const text = `${s.kind} ${this.count++}`;
    const isMerged = model.parents[s.at] !== null;
    rig.clock.forward(1);
    switch (s.kind) {
      case 'hear':
        await this.mail(`${this.who}-more-${this.count}`, text, [`${this.who}-${s.at}`]);
        model.hear(s.at, text);
        return true;
      case 'reply':
      case 'note': {
        const { status } = await rig.act(this.ids[s.at], 'messages', { kind: s.kind, text });
        if (!isMerged && s.kind === 'note') model.owners.set(text, s.at);
        if (!isMerged && s.kind === 'reply') model.reply(s.at, text);
        return status === (isMerged ? 409 : 201);
      }
      case 'merge': {
        const isAllowed = model.mayMerge(s.at, s.into);
        const { status } = await rig.act(this.ids[s.at], 'merge', { intoId: this.ids[s.into] });
        if (isAllowed) model.parents[s.at] = s.into;
        return (status === 200) === isAllowed;
      }
      case 'unmerge': {
        const isAllowed = model.mayUnmerge(s.at);
        const { status } = await rig.act(this.ids[s.at], 'unmerge');
        if (isAllowed) model.parents[s.at] = null;
        return (status === 200) === isAllowed;
      }
    }
  }

  /** Texts, double numbers and the target of each ticket. */
  async found() {
    return Promise.all(
      this.ids.map(async (id) => {
        const [messages, ticket] = await Promise.all([rig.messages(id), rig.ticket(id)]);
        const doubles = messages.length - new Set(messages.map((m) => m['seq'])).size;
        return { texts: messages.map((m) => String(m['text'])).toSorted(), doubles, mergedIntoId: ticket['mergedIntoId'] };
      }),
    );
  }

  expected() {
    return this.ids.map((_, i) => {
      const root = this.model.root(i);
      return { texts: this.model.textsIn(i).toSorted(), doubles: 0, mergedIntoId: root === i ? null : this.ids[root] };
    });
  }

  async undoAll(): Promise<void> {
    while (this.model.parents.some((p) => p !== null))
      for (let i = 0; i < TICKETS; i++) if (this.model.mayUnmerge(i)) await this.do({ kind: 'unmerge', at: i });
  }

  private async mail(externalId: string, text: string, references: string[]): Promise<void> {
    rig.clock.forward(1);
    await rig.post([said({ who: this.who, text, externalId, conversation: null, thread: { ...noThreadHints, references } })]);
    await rig.desk.drainJobs();
  }
}

test('whatever is merged, undone and said in whatever order: nothing is lost, nothing is there twice, everything comes home', async () => {
  expect.hasAssertions();
  let plays = 0;
  await assert(
    asyncProperty(array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const play = new Play(`player-${plays++}`);
      await play.open();
      for (const s of steps) {
        expect(await play.do(s)).toBe(true);
        expect(await play.found()).toEqual(play.expected());
      }
      await play.undoAll();
      expect(await play.found()).toEqual(play.expected());
    }),
    { numRuns: 8, interruptAfterTimeLimit: 30_000 },
  );
});
