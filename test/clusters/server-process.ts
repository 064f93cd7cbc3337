import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program and its arguments. */
export type Call = readonly [program: string, ...args: string[]];

/** Who runs the servers. They do not run as root: root gives them the user that the package has made for them. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** @returns `undefined` where there is no such user. */
export function serverUser(name: string): ServerUser | undefined {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { uid, gid };
  const [user, group] = ['-u', '-g'].map((option) => spawnSync('id', [option, name], { encoding: 'utf8' }));
  return user?.status === 0 && group?.status === 0
    ? { uid: Number(user.stdout), gid: Number(group.stdout) }
    : undefined;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** How long a server may take until it answers, in milliseconds. */
const STARTING = 60_000;

/** One server of a cluster: a process that may be killed, and started again. */
export class ServerProcess {
  #child: ChildProcess | undefined;
  #said = '';

  constructor(
    readonly user: ServerUser,
    readonly folder: string,
  ) {}

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /**
   * Starts it. It ends with this process, however that ends.
   * @param answers whether it lets somebody in.
   * @throws with what it has said, when it ends instead or takes too long.
   */
  async start([program, ...args]: Call, answers: () => Promise<boolean>): Promise<void> {
    this.#said = '';
    const { uid, gid } = this.user;
    const become = process.getuid?.() === 0 ? [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] : [];
    const child = spawn('setpriv', [...become, '--pdeathsig=KILL', program, ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', HOME: this.folder },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#said = (this.#said + text).slice(-10_000)));
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    const latest = Date.now() + STARTING;
    while (!(await answers())) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > latest)
        throw new Error(`${program} does not start. It has said:\n${this.#said}`);
      await sleep(30);
    }
  }

  /** @returns when it has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    const children = signal === 'SIGKILL' ? childrenOf(child.pid ?? 0) : [];
    child.kill(signal);
    // They answer on for a moment, until they notice that nobody is above them.
    for (const pid of children) killIfThere(pid);
    await ended;
    while (children.some(isThere)) await sleep(5);
  }
}

/** The processes that one has started: of a server's own, connection by connection. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statusOf(pid)?.parent === parent);
}

function isThere(pid: number): boolean {
  const state = statusOf(pid)?.state;
  return state !== undefined && state !== 'Z';
}

/** @returns `undefined` for one that is gone. */
function statusOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    // The name stands in parentheses, and may hold anything.
    const [state = '', parent = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

/** Runs a program to its end. @throws with what it has said, when it fails. */
export async function run(user: ServerUser, cwd: string, [program, ...args]: Call): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C', HOME: cwd };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed:\n${said}`);
}

/** Ports of 127.0.0.1 that nobody listens at, each another. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
