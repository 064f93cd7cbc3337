/**
 * `node -r ./scripts/ts.cjs test/clusters/kills.ts galera|postgres TIMES`: kills the node that is written to, or the standby that is read
 * from, again and again at any moment, while a shell runs line after line; and looks what that has cost.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterShell, makeLesson, type Entered } from './cluster-shell';
import { GaleraCluster } from './galera-cluster';
import { PostgresCluster } from './postgres-cluster';

/** Lines that run after a kill, until the next one. */
const AFTER = 20;
/** A kill comes within so many milliseconds. */
const MOMENT = 200;

interface Costs {
  kills: number;
  lines: number;
  /** Lines that failed, kill by kill. */
  readonly failed: number[];
  readonly said: Map<string, number>;
}

const costs: Costs = { kills: 0, lines: 0, failed: [], said: new Map() };

/** Runs lines while something is killed, and some more. */
async function linesAround(kill: () => Promise<void>, line: () => Promise<Entered>): Promise<void> {
  let isDead = false;
  const killed = sleep(Math.random() * MOMENT)
    .then(kill)
    .then(() => (isDead = true));
  let failed = 0;
  for (let after = 0; after < AFTER;) {
    const { failed: why, notices } = await line();
    costs.lines++;
    if (why !== undefined) failed++;
    for (const said of [why ?? [], notices].flat()) {
      const kind = said.replace(/127\.0\.0\.1:\d+/g, 'ADDRESS');
      costs.said.set(kind, (costs.said.get(kind) ?? 0) + 1);
    }
    if (isDead) after++;
  }
  await killed;
  costs.kills++;
  costs.failed.push(failed);
}

async function galera(times: number): Promise<void> {
  const cluster = await GaleraCluster.start();
  const [first] = cluster.nodes;
  await makeLesson(first.url);
  const shell = await ClusterShell.open(cluster.nodes.map(({ url }) => url));
  const promised: string[] = [];
  let count = 0;
  for (let kill = 0; kill < times; kill++) {
    const port = /127\.0\.0\.1:(\d+)[^\n]* writes go there/u.exec(await shell.use())?.[1];
    const victim = cluster.nodes.find(({ address }) => address.endsWith(`:${port ?? ''}`)) ?? first;
    await linesAround(
      () => victim.kill(),
      async () => {
        const name = `row ${++count}`;
        const entered = await shell.enter(`Employee.insert({ name: '${name}' })`);
        if (entered.failed === undefined) promised.push(name);
        return entered;
      },
    );
    await victim.start('joins');
    await cluster.until(3, victim);
  }
  for (const node of cluster.nodes) {
    const rows = await node.ask<{ name: string }>("SELECT name FROM employees WHERE name LIKE 'row %'");
    const found = new Set(rows.map(({ name }) => name));
    const lost = promised.filter((name) => !found.has(name)).length;
    console.log(
      `${node.address}: ${promised.length} rows promised, ${lost} of them lost, ` +
        `${found.size - (promised.length - lost)} there of a line that failed, ${rows.length - found.size} twice`,
    );
  }
  await shell.close();
  await cluster.remove();
}

async function postgres(times: number): Promise<void> {
  const cluster = await PostgresCluster.start();
  await makeLesson(cluster.primary.url);
  for (const standby of cluster.standbys) await standby.catchUp(cluster.primary);
  const urls = cluster.servers.map(({ url }) => url);
  const shells = [await ClusterShell.open(urls, 'read-only'), await ClusterShell.open(urls, 'writable')];
  for (let kill = 0; kill < times; kill++) {
    for (const shell of shells) {
      const port = /127\.0\.0\.1:(\d+)[^\n]* reads go there/u.exec(await shell.use('standby'))?.[1];
      const victim = cluster.standbys.find(({ address }) => address.endsWith(`:${port ?? ''}`));
      if (victim === undefined) throw new Error('no standby is read from');
      await linesAround(
        () => victim.kill(),
        () => shell.enter('Employee.find()'),
      );
      await victim.start();
    }
  }
  for (const shell of shells) await shell.close();
  await cluster.remove();
}

async function main(kind: string | undefined, times: number): Promise<void> {
  await (kind === 'galera' ? galera(times) : postgres(times));
  const { kills, lines, failed, said } = costs;
  const sum = failed.reduce((all, each) => all + each, 0);
  console.log(`${kills} kills, ${lines} lines, ${sum} failed, ${Math.max(...failed)} at most at one kill`);
  for (const [what, count] of said) console.log(`  ${count} × ${what}`);
  process.exit();
}

main(process.argv[2], Number(process.argv[3] ?? 5)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
