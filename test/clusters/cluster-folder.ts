import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerUser } from './server-process';

const PREFIX = 'typeorm-shell-cluster-';

/** The folder of one cluster. It goes with the process; where that was killed, with the next one that makes a cluster. */
export class ClusterFolder {
  readonly path: string;

  constructor(private readonly user: ServerUser) {
    removeLeftOver();
    this.path = mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
    this.#give(this.path);
    process.once('exit', () => this.remove());
  }

  /** Makes a folder in it, which is the servers' own. @returns its path. */
  make(name: string): string {
    const made = path.join(this.path, name);
    mkdirSync(made);
    this.#give(made);
    return made;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }

  #give(folder: string): void {
    chownSync(folder, this.user.uid, this.user.gid);
    chmodSync(folder, 0o700);
  }
}

function removeLeftOver(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN;
    if (Number.isNaN(pid) || isThere(pid)) continue;
    try {
      rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // It is somebody else's.
    }
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
