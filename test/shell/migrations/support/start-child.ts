import { fork, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { ChildWish } from './child';

const ROOT = resolve(__dirname, '../../../..');

export function startChild(wish: ChildWish): ChildProcess {
  return fork(join(__dirname, 'child.ts'), {
    cwd: ROOT,
    execArgv: ['-r', join(ROOT, 'scripts/ts.cjs')],
    env: { ...process.env, WISH: JSON.stringify(wish) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}
