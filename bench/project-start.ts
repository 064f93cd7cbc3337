import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from './support/compare';
import { ANSWER, ASK, compile, makeProject, run } from './support/made-project';
import { size } from './support/sizes';
import { temporaryFolder } from './support/temporary';

const ROOT = join(__dirname, '..');
const SHELL = ['-r', join(ROOT, 'scripts', 'ts.cjs'), join(ROOT, 'src', 'cli.ts'), '-e', ASK];

async function measure(entities: number, goal: number): Promise<void> {
  const folder = join(temporaryFolder(), `made-${entities}`);
  mkdirSync(folder);
  makeProject(folder, entities);
  const cache = join(folder, 'cache');
  const environment = { ...process.env, XDG_CACHE_HOME: cache, XDG_STATE_HOME: join(folder, 'state') };
  const shell = (): void => {
    const answer = run(folder, SHELL, environment).trim();
    if (answer !== ANSWER) throw new Error(`The shell answered ${answer}`);
  };
  shell();
  await compare({
    claim: `A second start on somebody's project of ${entities} entities, to the answer of ${ASK} and the end, against a bare script over the same compiled entities`,
    baseline: ['bare script', () => run(folder, ['dist/ask.js'])],
    measured: [['typeorm-shell -e', shell]],
    rounds: size(15, 1),
    goal: { ratio: goal },
  });
  await compare({
    claim: `The first start on it, nothing compiled yet, against the project's own tsc`,
    baseline: ['tsc', () => compile(folder, 'elsewhere')],
    measured: [
      [
        'typeorm-shell -e',
        () => {
          rmSync(cache, { recursive: true, force: true });
          shell();
        },
      ],
    ],
    rounds: size(5, 1),
    goal: { ratio: 1.3 },
  });
}

async function main(): Promise<void> {
  await measure(5, 2);
  await measure(size(70, 7), 1.5);
}

void main();
