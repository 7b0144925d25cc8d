import type { DayPlan } from '../busy-day/day.js';
import { openDeskOfTheDay, pause } from '../busy-day/desk-of-the-day.js';
import { type CountedDay, countDay, disagreements } from '../busy-day/figures.js';
import { hire, visit } from '../busy-day/people.js';

const SETTLE_MS = 6_000;
const TOLD_MS = 5_000;

/**
 * A whole day in minutes: hundreds of customers by every channel, twelve agents in three shifts, on a desk of its own
 * whose time runs faster. Prints waiting times, assignments and clocks, and whether the reports agree with the tickets.
 * @returns whether everybody was heard, agents were given work and the reports agree
 */
export async function playBusyDay(plan: DayPlan): Promise<boolean> {
  console.log(
    `A day of ${plan.hours} h in ${Math.round((plan.hours * 60) / plan.speed)} min: ${plan.customers} customers, 12 agents, seed ${plan.seed}.`,
  );
  const day = await openDeskOfTheDay(plan.speed);
  try {
    const crew = await hire(day, plan);
    day.begin();
    const said: string[] = [];
    const progress = setInterval(() => console.log(`  ${clockOf(day.minute())}  ${said.length} messages`), TOLD_MS);
    const isOver = () => day.minute() >= plan.hours * 60;
    const [{ refused }] = await Promise.all([visit(day, plan, said), crew.work(isOver)]);
    clearInterval(progress);
    await pause(SETTLE_MS); // reports are counted every two seconds
    const counted = await countDay(day.admin);
    print(counted);
    const differences = await disagreements(day.admin, counted);
    for (const difference of differences) console.log(`  differs: ${difference}`);
    const astray = said.filter((text) => counted.heard.get(text.trim()) !== 1);
    for (const text of astray) console.log(`  ${counted.heard.get(text) ?? 0} times in the tickets: ${text}`);
    console.log(
      `\n${said.length} messages said, ${astray.length} of them not in exactly one ticket, ${refused} refused; reports ${differences.length === 0 ? 'agree' : 'DISAGREE'}`,
    );
    const isHandedOut = (counted.decisions.get('assigned') ?? 0) > 0;
    if (!isHandedOut) console.log('  no ticket was given to an agent');
    return isHandedOut && refused === 0 && astray.length === 0 && differences.length === 0;
  } finally {
    await day.stop();
  }
}

function print({ channels, byAgent, clocks, decisions }: CountedDay): void {
  console.log('\nchannel   tickets  in   out  answered  waits in minutes: average  half  nine of ten  longest');
  for (const [channel, c] of [...channels].toSorted()) {
    const at = (share: number) => minutes(c.wait.sorted[Math.min(c.wait.sorted.length - 1, Math.floor(c.wait.sorted.length * share))]);
    const cells = [c.opened, c.received, c.sent, c.firstResponse.count].map((n) => String(n).padStart(5)).join(' ');
    console.log(`${channel.padEnd(9)} ${cells}  ${[minutes(c.wait.averageSeconds), at(0.5), at(0.9), at(1)].join('  ')}`);
  }
  console.log('\nassignments');
  for (const [name, count] of [...byAgent].toSorted()) console.log(`${name.padEnd(12)} ${String(count).padStart(5)}`);
  console.log(`by decision: ${counts(decisions)}; overflowed ${decisions.get('overflowed') ?? 0} times`);
  console.log('\nclocks');
  for (const [metric, states] of [...clocks].toSorted()) console.log(`${metric.padEnd(16)} ${counts(states)}`);
}

function counts(of: ReadonlyMap<string, number>): string {
  return (
    [...of]
      .toSorted()
      .map(([name, n]) => `${n} ${name}`)
      .join(', ') || 'none'
  );
}

function minutes(seconds: number | null | undefined): string {
  return (seconds === null || seconds === undefined ? '–' : (seconds / 60).toFixed(1)).padStart(7);
}

function clockOf(minute: number): string {
  const whole = Math.floor(minute);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
