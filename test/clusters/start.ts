/** `node -r ./scripts/ts.cjs test/clusters/start.ts postgres|galera`: a cluster to try things on, until Ctrl-C. */
import { GaleraCluster } from './galera-cluster';
import { PostgresCluster } from './postgres-cluster';

async function main(kind: string | undefined): Promise<void> {
  const Cluster = kind === 'postgres' ? PostgresCluster : kind === 'galera' ? GaleraCluster : undefined;
  const missing = Cluster === undefined ? 'Which cluster: postgres or galera?' : Cluster.missing();
  if (Cluster === undefined || missing !== undefined) throw new Error(missing);
  const started = performance.now();
  const cluster = await Cluster.start();
  console.log(`It took ${Math.round(performance.now() - started)} ms to start:`);
  for (const { url } of 'nodes' in cluster ? cluster.nodes : cluster.servers) console.log(`  ${url}`);
  process.stdin.resume().once('end', () => process.exit());
  process.once('SIGINT', () => process.exit());
  process.once('SIGTERM', () => process.exit());
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
