import { after, before, describe, test } from 'node:test';

/** A kind of cluster. */
export interface ClusterKind<Cluster> {
  /** Why there can be none here; `undefined` when there can. */
  missing(): string | undefined;
  start(): Promise<Cluster>;
}

/**
 * A suite with a cluster of its own, removed afterwards. Where there can be none it fails in CI (`CI` set); elsewhere it is skipped and
 * says why.
 * @param define declares the tests; the cluster is there when they run.
 */
export function onCluster<Cluster extends { remove(): Promise<void> }>(
  title: string,
  kind: ClusterKind<Cluster>,
  define: (cluster: () => Cluster) => void,
): void {
  describe(title, () => {
    const missing = kind.missing();
    if (missing === undefined) {
      let cluster: Cluster | undefined;
      before(async () => void (cluster = await kind.start()));
      after(() => cluster?.remove());
      define(() => {
        if (cluster === undefined) throw new Error('the cluster has not started');
        return cluster;
      });
    } else if (process.env.CI) {
      test(missing, () => {
        throw new Error(missing);
      });
    } else {
      console.error(`SKIPPED: ${title}. ${missing}`);
      test(title, { skip: missing });
    }
  });
}
