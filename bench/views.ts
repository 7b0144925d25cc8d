import { closedLoop, type Figures } from './load.js';
import type { BenchRig } from './rig.js';

const is = (field: string, value: unknown) => ({ field, operator: 'is', value });

/** Beside those of the demo: what supervisors ask, and what no index can answer. */
const VIEWS = [
  { name: 'Urgent refunds', sort: { by: 'priority' }, conditions: { all: [is('category', 'refund'), { field: 'priority', operator: 'at-least', value: 'high' }] } },
  { name: 'VIP by email', sort: { by: 'waitingSince' }, conditions: { all: [{ field: 'tags', operator: 'contains', value: 'vip' }, is('channel', 'email')] } },
  { name: 'Oldest first', sort: { by: 'createdAt', direction: 'asc' }, conditions: { all: [is('statusCategory', 'open')] } },
  { name: 'Seldom', sort: { by: 'lastMessageAt' }, conditions: { all: [{ field: 'tags', operator: 'contains', value: 'seldom' }] } },
  { name: 'Nothing at all', sort: { by: 'lastMessageAt' }, conditions: { all: [{ field: 'subject', operator: 'contains', value: 'xylophone' }] } },
  { name: 'Nothing among all', sort: { by: 'lastMessageAt' }, conditions: { all: [{ field: 'status', operator: 'exists' }, { field: 'subject', operator: 'contains', value: 'xylophone' }] } },
]; // biome-ignore format: a table

export async function views(rig: BenchRig, run: { readonly clients: number; readonly seconds: number }, print: (line: object) => void) {
  for (const view of VIEWS) await rig.desk.post('/views', { ...view, audience: 'shared' });
  const all = await rig.desk.all<{ id: string; name: string }>('/views');
  const read = (path: string) => rig.desk.get<{ items: unknown[] }>(path).then(() => undefined);
  for (const { id, name } of all) {
    const page = () => read(`/views/${id}/tickets?limit=50`);
    await closedLoop(1, 0.3, page);
    print({ bench: 'views page', view: name, ...(await closedLoop(run.clients, run.seconds, page)) });
  }
  const usual = all.filter(({ name }) => !name.startsWith('Nothing'));
  print({
    bench: 'views pages',
    ...(await closedLoop(run.clients, run.seconds, (n) => read(`/views/${usual[n % usual.length]?.id ?? ''}/tickets?limit=50`))),
  });
  print({ bench: 'views counts', ...(await closedLoop(run.clients, run.seconds, () => read('/views/counts'))), ...(await rig.vitals()) });
  print({
    bench: 'views counts while tickets change',
    ...(await whileTicketsChange(rig, run, () => read('/views/counts'))),
    ...(await rig.vitals()),
  });
}

/** 20 messages a second come in meanwhile. */
async function whileTicketsChange(
  rig: BenchRig,
  run: { readonly clients: number; readonly seconds: number },
  request: () => Promise<void>,
): Promise<Figures> {
  let update = 5_000_000;
  const timer = setInterval(() => void rig.update(100_000 + (update % 1_000), update++).catch(() => undefined), 50);
  try {
    return await closedLoop(run.clients, run.seconds, request);
  } finally {
    clearInterval(timer);
  }
}
