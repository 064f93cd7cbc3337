import type { DataSource } from 'typeorm';
import type { TypeormCopy } from './typeorm-copy';

/** Data sources that a copy of TypeORM makes from now on, until `stop` is called. */
export interface MadeSources {
  readonly made: readonly DataSource[];
  stop(): void;
}

/** Hears of every data source that is made, exported or not, by what its constructor calls first of its own. */
export function watchMade({ exports }: TypeormCopy): MadeSources {
  const made: DataSource[] = [];
  const { prototype } = exports.DataSource as { readonly prototype: DataSource };
  const { createEntityManager } = prototype;
  const watching = function (this: DataSource, ...args: Parameters<DataSource['createEntityManager']>) {
    // Later it is called for transactions.
    if ((this as Partial<DataSource>).manager === undefined) made.push(this);
    return createEntityManager.apply(this, args);
  };
  prototype.createEntityManager = watching;
  return {
    made,
    stop: () => {
      if (prototype.createEntityManager === watching) prototype.createEntityManager = createEntityManager;
    },
  };
}
