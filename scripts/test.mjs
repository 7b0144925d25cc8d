// npm test: every check, each counted; the last line is the sum. With arguments: only jest, with those arguments.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';
import { prepare } from './prepare.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
// TypeScript 7 checks in a fifth of the time, but has no compiler API: what needs one (Nest's tools, the import rules, the SDK) keeps 6.
const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
const STEPS = [
  ['lint', bin('oxlint'), []],
  ['format', bin('biome'), ['check', '--max-diagnostics=20']],
  ['types', process.execPath, [tsc, '--noEmit']],
  ['types of web', process.execPath, [tsc, '-p', 'web']],
  ['types of the widget', process.execPath, [tsc, '-p', 'web/widget']],
  ['web/sdk is fresh', process.execPath, [join(root, 'scripts/sdk.mjs'), '--check']],
  ['import rules', bin('depcruise'), ['src', 'migrations', 'test', 'sandbox', 'bench', 'web', '--config', 'dependency-cruiser.cjs']],
];
const total = { passed: 0, failed: 0, skipped: 0 };
const only = process.argv.slice(2);

await prepare({ web: true });
if (only.length === 0) await checkAll(STEPS, 2);
jest(only);
// Seeded, so that a failure replays: npm run faults -- smoke --seed 7
const play = (program, ...args) => [process.execPath, [join(root, program), ...args], true];
const PLAYS = [
  ['faults smoke, seed 7: 200 inputs a provider, 10 + 2 kills', ...play('dist/test/faults/main.js', 'smoke', '--seed', '7')],
  ['faults pair, seed 7: two desks on one database, 6 kills', ...play('dist/test/faults/main.js', 'pair', '--seed', '7')],
  [
    'busy day, seed 1: 40 customers by every channel; the reports agree with the tickets',
    ...play('dist/sandbox/simulate.js', 'busy-day', '--customers', '40', '--hours', '1', '--speed', '240', '--seed', '1'),
  ],
];
if (only.length === 0) await checkAll(PLAYS, 1);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed > 0 ? 1 : 0);

/** @param lanes how many at a time; a play works on both processors, and is about time */
async function checkAll(checks, lanes) {
  const left = [...checks];
  const next = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await check(...one);
  };
  await Promise.all(Array.from({ length: lanes }, next));
}

/** @param shown what it printed is shown also when it is right */
async function check(name, command, args, shown = false) {
  const started = Date.now();
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (printed.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (printed.err += text));
  const status = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  const isRight = status === 0;
  tell(isRight, name, started);
  if (shown && isRight) process.stdout.write(printed.out);
  if (!isRight) process.stdout.write(`${printed.out}${printed.err}${status}\n`);
  total[isRight ? 'passed' : 'failed'] += 1;
}

function jest(args) {
  const started = Date.now();
  const failedBefore = total.failed;
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const report = join(folder, 'jest.json');
  const env = {
    ...process.env,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps --no-warnings`,
  };
  const done = spawnSync(bin('jest'), ['--maxWorkers=2', '--json', `--outputFile=${report}`, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env,
  });
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += result.numPassedTests;
    total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    total.skipped += result.numPendingTests + result.numTodoTests;
    for (const test of result.testResults.flatMap((file) => file.assertionResults))
      if (['pending', 'todo'].includes(test.status)) process.stdout.write(`skip ${[...test.ancestorTitles, test.title].join(' › ')}\n`); // its title says why
    if (result.numTotalTests === 0) fault('jest ran no test');
    else if (done.status !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) fault(`jest ended with ${done.status}`);
  } catch (error) {
    fault(`jest left no report: ${error.message}`);
  }
  rmSync(folder, { recursive: true, force: true });
  tell(total.failed === failedBefore, 'jest', started);
}

function tell(isRight, name, started) {
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

function fault(message) {
  process.stdout.write(`FAIL ${message}\n`);
  total.failed += 1;
}
