import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { machine, print } from './support/compare';

/** The benchmarks, in the order in which they run. Each is a script of its own in this folder. */
const BENCHMARKS = [
  'start',
  'project-start',
  'line',
  'touch',
  'load',
  'print',
  'record',
  'complete',
  'types',
  'keys',
  'erd',
  'seed',
  'dump',
  'scale',
];

/** `npm run bench`: all of them; `npm run bench -- touch`: one. Each in a process of its own, which is given the options: `--full`. */
function main(args: readonly string[]): void {
  const names = args.filter((each) => !each.startsWith('--'));
  const options = args.filter((each) => each.startsWith('--'));
  const unknown = names.filter((name) => !BENCHMARKS.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no benchmark ${unknown.join(', ')}.\nThere are: ${BENCHMARKS.join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  print(machine());
  for (const name of names.length > 0 ? names : BENCHMARKS) {
    print('', `== ${name}`);
    const hook = join(__dirname, '..', 'scripts', 'ts.cjs');
    const script = join(__dirname, `${name}.ts`);
    const { status } = spawnSync(process.execPath, ['--expose-gc', '-r', hook, script, ...options], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}

main(process.argv.slice(2));
