import { smoke } from './smoke.js';

const HELP = `npm run faults -- smoke [--seed N] [--per-provider N] [--kills N] [--postmaster-kills N] [--keep]
  Inputs by every provider while the desk is killed; prints one JSON line a seed. Exit code 1 unless all counts are zero.`;

const [scenario, ...args] = process.argv.slice(2);
if (scenario === 'smoke') await main();
else console.log(HELP);

async function main(): Promise<void> {
  const seeds = values('--seed', 7);
  let clean = true;
  for (const seed of seeds) {
    const options = {
      seed,
      perProvider: values('--per-provider', 200)[0] ?? 200,
      kills: values('--kills', 10)[0] ?? 10,
      postmasterKills: values('--postmaster-kills', 2)[0] ?? 2,
      keep: args.includes('--keep'),
    };
    const result = await smoke(options);
    console.log(JSON.stringify(result));
    const { crashes, lost, doubled, wrongTicket, repliesMissing, repliesDoubled, repliesToWrongPerson } = result;
    clean = clean && [crashes, lost, doubled, wrongTicket, repliesMissing, repliesDoubled, repliesToWrongPerson].every((n) => n === 0);
  }
  process.exit(clean ? 0 : 1);
}

/** `--seed 1,2,3` → [1, 2, 3] */
function values(name: string, preset: number): readonly number[] {
  const at = args.indexOf(name);
  const given = at < 0 ? [] : (args[at + 1] ?? '').split(',').map(Number);
  return given.length > 0 && given.every(Number.isInteger) ? given : [preset];
}
