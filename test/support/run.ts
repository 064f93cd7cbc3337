import { spawn } from 'node:child_process';
import path from 'node:path';

/** The project's folder. */
export const ROOT = path.resolve(__dirname, '..', '..');

/** How a process ended and what it wrote. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Node in the project's folder and waits for its end.
 * @param args after `node`, for instance `['-r', './scripts/ts.cjs', 'src/seed.ts']`.
 */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd = ROOT): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs a TypeScript file of the project, like the npm scripts do. */
export function runTypeScript(file: string, env?: NodeJS.ProcessEnv, args: readonly string[] = []): Promise<Finished> {
  return runNode(['-r', path.join(ROOT, 'scripts', 'ts.cjs'), path.resolve(ROOT, file), ...args], env);
}
