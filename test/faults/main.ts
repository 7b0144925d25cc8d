import { type PairResult, pair } from './pair.js';
import { type SmokeResult, smoke } from './smoke.js';

const HELP = `npm run faults -- smoke [--seed N] [--per-provider N] [--kills N] [--postmaster-kills N] [--keep]
  Inputs by every provider while the desk is killed; prints one JSON line a seed. Exit code 1 unless all counts are zero.
npm run faults -- pair [--seed N] [--customers N] [--messages N] [--kills N] [--keep]
  Two desks on one database, either killed in turn, while teams hand out, agents answer and clocks run out; prints one
  JSON line a seed. Exit code 1 unless every input is in one ticket, no ticket was given twice, nobody got too much, every
  clock told once, and every automation ran once.`;

/** What must be zero. */
const SMOKE_FAULTS = ['crashes', 'lost', 'doubled', 'wrongTicket', 'repliesMissing', 'repliesDoubled', 'repliesToWrongPerson'] as const;
const PAIR_FAULTS = [
  'crashes', 'lost', 'doubled', 'assignedTwice', 'holdersTorn', 'decisionsAstray', 'overCapacity', 'breachesMissing', 'breachesDoubled',
  'breachesWrong', 'warningsDoubled', 'newsMissing', 'newsDoubled', 'automationsMissing', 'automationsDoubled', 'notesMissing', 'notesDoubled',
] as const; // biome-ignore format: a list of words

const [scenario, ...args] = process.argv.slice(2);
if (scenario === 'smoke') await everySeed(playSmoke);
else if (scenario === 'pair') await everySeed(playPair);
else console.log(HELP);

async function everySeed(play: (seed: number) => Promise<boolean>): Promise<void> {
  let clean = true;
  for (const seed of values('--seed', 7)) clean = (await play(seed)) && clean;
  process.exit(clean ? 0 : 1);
}

async function playSmoke(seed: number): Promise<boolean> {
  const result = await smoke({
    seed,
    perProvider: value('--per-provider', 200),
    kills: value('--kills', 10),
    postmasterKills: value('--postmaster-kills', 2),
    keep: args.includes('--keep'),
  });
  console.log(JSON.stringify(result));
  return SMOKE_FAULTS.every((fault: keyof SmokeResult) => result[fault] === 0);
}

async function playPair(seed: number): Promise<boolean> {
  const result = await pair({
    seed,
    customers: value('--customers', 45),
    messages: value('--messages', 3),
    kills: value('--kills', 6),
    keep: args.includes('--keep'),
  });
  console.log(JSON.stringify(result));
  return PAIR_FAULTS.every((fault: keyof PairResult) => result[fault] === 0);
}

function value(name: string, preset: number): number {
  return values(name, preset)[0] ?? preset;
}

/** `--seed 1,2,3` → [1, 2, 3] */
function values(name: string, preset: number): readonly number[] {
  const at = args.indexOf(name);
  const given = at < 0 ? [] : (args[at + 1] ?? '').split(',').map(Number);
  return given.length > 0 && given.every(Number.isInteger) ? given : [preset];
}
