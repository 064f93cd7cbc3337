import type { DataSource, DataSourceOptions } from 'typeorm';
import type { ProjectSeed } from '../../../../../src/shell/data/seed/hooks';
import { seedRequest } from '../../../../../src/shell/data/seed/request';
import { seed } from '../../../../../src/shell/data/seed/seed';
import type { ShellParts } from '../../../../../src/shell/shell-parts';
import type { TestDatabase } from '../../../../support/databases';
import { commandContext } from '../../../../support/run-command';
import { shellInProcess } from '../../../../support/shell-in-process';
import { copyOf, type Version } from '../../../shapes/support/copies';
import type { MakeShape } from '../../../shapes/support/shape';

export interface SeededOptions {
  /** Of TypeORM. */
  readonly version?: Version;
  /** In memory, of SQLite, unless told. */
  readonly database?: Pick<TestDatabase, 'kind' | 'options'>;
  readonly seed?: ProjectSeed;
}

/** A shape's entities on an empty database, and `typeorm-shell seed` on them. */
export class SeededShape {
  private constructor(
    readonly dataSource: DataSource,
    readonly parts: ShellParts,
    /** Writes the shape's own rows, by TypeORM alone. */
    readonly fill: () => Promise<unknown>,
  ) {}

  static async open(make: MakeShape, options: SeededOptions = {}): Promise<SeededShape> {
    const { version = '1.1', database, seed: hooks } = options;
    const copy = copyOf(version);
    const { entities, options: own, prepare, fill } = make(copy, database?.kind ?? 'sqlite');
    const place = database?.options ?? { type: 'better-sqlite3', database: ':memory:' };
    const dataSource = new copy.DataSource({ ...place, ...own, entities } as DataSourceOptions);
    await dataSource.initialize();
    await prepare?.(dataSource);
    await dataSource.synchronize(true);
    const extensions = hooks === undefined ? {} : { seed: hooks };
    const parts = shellInProcess(dataSource, { typeorm: copy, baseFile: __filename, extensions });
    return new SeededShape(dataSource, parts, () => fill(dataSource));
  }

  /** The names of what has rows of its own. */
  get entities(): readonly string[] {
    return [...this.parts.names.entities].filter(
      (name) => this.parts.model.metadataOfTarget(this.parts.model.entities.get(name))?.tableType !== 'view',
    );
  }

  /** @param counts as behind `--count`. @returns what was printed. @throws what it threw */
  async seed(counts: readonly string[], number = '1'): Promise<readonly string[]> {
    const context = commandContext(this.parts);
    await seed(seedRequest({ count: counts, seed: number }, []), context);
    return context.printed;
  }

  close(): Promise<void> {
    return this.parts.close();
  }
}
